/** Changes of messages: the world is changed, the pages and the app are told, the change is kept. */
import { tellApp } from '../app/events.ts';
import { tellOfLinks } from '../app/links.ts';
import { fillIn } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { belongTo, showsFile } from '../web-api/shown-files.ts';
import { keepDrawing } from './drawn-before.ts';
import { canSee, findConversation, findMessage, findPerson } from './find.ts';
import { newId, nextTs } from './ids.ts';
import type { LinkUnfurl, Message } from './world.ts';

export interface Draft {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly threadTs?: string | null;
  readonly isThreadBroadcast?: boolean;
  readonly ephemeralTo?: string | null;
  readonly isBroadcast?: boolean;
  readonly metadata?: Json | null;
  /** Ids of the files that come with it. */
  readonly files?: readonly string[];
  /** What kind of message the app is told of, when it is not just a message. */
  readonly subtype?: string;
}

/** Adds a message to a conversation that exists. */
export function addMessage(core: Core, draft: Draft): Message {
  const message: Message = {
    ts: nextTs(core.world, draft.channelId, core.clock.now()),
    channelId: draft.channelId,
    userId: draft.userId,
    teamId: findPerson(core.world, draft.userId)?.teamId ?? core.install.teamId,
    text: draft.text,
    blocks: fillIn(draft.blocks ?? []),
    threadTs: draft.threadTs ?? null,
    isThreadBroadcast: draft.isThreadBroadcast ?? false,
    editedTs: null,
    ephemeralTo: draft.ephemeralTo ?? null,
    isBroadcast: draft.isBroadcast ?? false,
    metadata: draft.metadata ?? null,
    ...(draft.files === undefined ? {} : { files: draft.files }),
  };
  belongTo(core, message.channelId, message.blocks);
  (core.world.messages[draft.channelId] ??= []).push(message);
  if (message.ephemeralTo === null) {
    core.world.reads[`${draft.userId}:${draft.channelId}`] = message.ts;
    tellOfMessage(core, message, draft.subtype === undefined ? {} : { subtype: draft.subtype });
    tellOfLinks(core, message);
  }
  show(core, message);
  return message;
}

/** Changes a message's content in place. */
export function changeMessage(
  core: Core,
  message: Message,
  content: { text: string; blocks: readonly Json[]; isBroadcast: boolean; metadata?: Json | null },
): void {
  message.text = content.text;
  keepDrawing(message, message.blocks);
  message.blocks = fillIn(content.blocks);
  belongTo(core, message.channelId, message.blocks);
  message.isBroadcast ||= content.isBroadcast;
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.editedTs = nextTs(core.world, message.channelId, core.clock.now());
  show(core, message);
}

/** Shows what the links in a message lead to, instead of what was shown of them before. */
export function showPreviews(core: Core, message: Message, previews: readonly LinkUnfurl[]): void {
  message.previews = previews.map((each) => ({ ...each, blocks: fillIn(each.blocks) }));
  show(core, message);
}

/** Takes a message away. */
export function removeMessage(core: Core, message: Message): void {
  const all = core.world.messages[message.channelId] ?? [];
  core.world.messages[message.channelId] = all.filter((each) => each !== message);
  core.pages.toThoseWho((person) => canSee(core.world, person.id, message), {
    type: 'message_deleted',
    channelId: message.channelId,
    ts: message.ts,
  });
  core.changed();
}

/** A file was deleted: messages that came with it, or show it, are shown without it. */
export function changeFiles(core: Core, id: string): void {
  for (const message of Object.values(core.world.messages).flat())
    if (message.files?.includes(id) === true || showsFile(message.blocks, id)) show(core, message);
  core.changed();
}

function show(core: Core, message: Message): void {
  core.pages.message(message);
  const first = message.threadTs ? findMessage(core.world, message.channelId, message.threadTs) : undefined;
  if (first) core.pages.message(first);
  core.changed();
}

const SUBSCRIPTIONS = { public: 'channels', private: 'groups', im: 'im' } as const;
const TYPES = { public: 'channel', private: 'group', im: 'im' } as const;

const threadOf = (core: Core, channelId: string, threadTs: string): Json => {
  const first = findMessage(core.world, channelId, threadTs);
  return { thread_ts: threadTs, ...(first && { parent_user_id: first.userId }) };
};

/** Tells the app of a message, when it subscribed to messages of such conversations and may read their history. */
function tellOfMessage(core: Core, message: Message, extra: Json): void {
  const conversation = findConversation(core.world, message.channelId);
  if (!conversation) return;
  const isBot = message.userId === core.install.botUserId;
  tellApp(core, {
    subscription: `message.${SUBSCRIPTIONS[conversation.kind]}`,
    scope: `${SUBSCRIPTIONS[conversation.kind]}:history`,
    conversation,
    membersOnly: true,
    event: {
      type: 'message',
      channel: message.channelId,
      channel_type: TYPES[conversation.kind],
      user: message.userId,
      team: message.teamId,
      text: message.text,
      ts: message.ts,
      ...(isBot
        ? { bot_id: core.install.botId, app_id: core.app.id }
        : { client_msg_id: newId(core.world, '') }),
      ...(message.threadTs ? threadOf(core, message.channelId, message.threadTs) : {}),
      ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
      ...extra,
    },
  });
}
