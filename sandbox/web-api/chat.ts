/** chat.* */
import { notifiesEverybody } from '../blocks/message.ts';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { addMessage, changeMessage, removeMessage } from '../state/changes.ts';
import { findMessage, findPerson } from '../state/find.ts';
import type { Message } from '../state/world.ts';
import type { Args } from './args.ts';
import { findToPost, readContent, refuseThread } from './content.ts';
import { fail, findForBot, ok, type Method } from './method.ts';
import { messageJson } from './shapes.ts';

const isParsed = (args: Args, standard: string): boolean =>
  args.flag('link_names') || ['full', 'client'].includes(args.maybe('parse') ?? standard);

const postMessage: Method = {
  scope: 'chat:write',
  run: (core, args) => {
    const found = findToPost(core, args.text('channel'));
    if ('refusal' in found) return found.refusal;
    const content = readContent(core, args);
    if ('refusal' in content) return content.refusal;
    const threadTs = args.maybe('thread_ts');
    const refused = refuseThread(core, found.conversation.id, threadTs);
    if (refused) return refused;
    const message = addMessage(core, {
      channelId: found.conversation.id,
      userId: core.install.botUserId,
      ...content,
      threadTs: threadTs === undefined || threadTs === '' ? null : threadTs,
      isThreadBroadcast: args.flag('reply_broadcast'),
      isBroadcast: notifiesEverybody(content.text, content.blocks, isParsed(args, 'none')),
    });
    return ok({ channel: message.channelId, ts: message.ts, message: messageJson(core, message) });
  },
};

const postEphemeral: Method = {
  scope: 'chat:write',
  run: (core, args) => {
    const found = findToPost(core, args.text('channel'));
    if ('refusal' in found) return found.refusal;
    const user = args.text('user');
    if (!findPerson(core.world, user)) return fail('user_not_found');
    if (!found.conversation.members.includes(user)) return fail('user_not_in_channel');
    const content = readContent(core, args, false);
    if ('refusal' in content) return content.refusal;
    const threadTs = args.maybe('thread_ts');
    const refused = refuseThread(core, found.conversation.id, threadTs);
    if (refused) return refused;
    const message = addMessage(core, {
      channelId: found.conversation.id,
      userId: core.install.botUserId,
      ...content,
      threadTs: threadTs ?? null,
      ephemeralTo: user,
      isBroadcast: notifiesEverybody(content.text, content.blocks, isParsed(args, 'none')),
    });
    return ok({ message_ts: message.ts });
  },
};

/** The bot's own message that is to be changed; ephemeral ones cannot be found again. */
function findOwn(core: Core, args: Args, notOwn: string): { message: Message } | { refusal: Json } {
  const found = findForBot(core, args.text('channel'));
  if ('refusal' in found) return found;
  const message = findMessage(core.world, found.conversation.id, args.text('ts'));
  if (!message || message.ephemeralTo !== null) return { refusal: fail('message_not_found') };
  if (message.userId !== core.install.botUserId) return { refusal: fail(notOwn) };
  if (found.conversation.isArchived) return { refusal: fail('is_inactive') };
  if (!found.isMember && !core.app.scopes.has('chat:write.public'))
    return { refusal: fail('not_in_channel') };
  return { message };
}

const update: Method = {
  scope: 'chat:write',
  run: (core, args) => {
    const found = findOwn(core, args, 'cant_update_message');
    if ('refusal' in found) return found.refusal;
    const content = readContent(core, args);
    if ('refusal' in content) return content.refusal;
    const { message } = found;
    changeMessage(core, message, {
      text: content.text,
      // Text without blocks takes the blocks away.
      blocks: content.blocks,
      ...(args.json('metadata') === undefined ? {} : { metadata: content.metadata }),
      isBroadcast: notifiesEverybody(content.text, content.blocks, isParsed(args, 'client')),
    });
    const answer = { channel: message.channelId, ts: message.ts, text: message.text };
    // Its time stands beside it, not in it.
    return ok({ ...answer, message: { ...messageJson(core, message), ts: undefined } });
  },
};

const remove: Method = {
  scope: 'chat:write',
  run: (core, args) => {
    const found = findOwn(core, args, 'cant_delete_message');
    if ('refusal' in found) return found.refusal;
    removeMessage(core, found.message);
    return ok({ channel: found.message.channelId, ts: found.message.ts });
  },
};

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
