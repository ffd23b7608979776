/** chat.scheduleMessage, and the posting of what was scheduled. */
import { notifiesEverybody } from '../blocks/message.ts';
import type { Core } from '../core.ts';
import { addMessage } from '../state/changes.ts';
import { newId } from '../state/ids.ts';
import { findToPost, readContent, refuseThread } from './content.ts';
import { fail, ok, type Method } from './method.ts';

const FURTHEST_SECONDS = 120 * 86_400;

const scheduleMessage: Method = {
  scope: 'chat:write',
  run: (core, args) => {
    const found = findToPost(core, args.text('channel'));
    if ('refusal' in found) return found.refusal;
    const postAt = Number(args.text('post_at'));
    const seconds = core.clock.now() / 1000;
    if (!Number.isInteger(postAt) || postAt <= 0) return fail('invalid_time');
    if (postAt <= seconds) return fail('time_in_past');
    if (postAt > seconds + FURTHEST_SECONDS) return fail('time_too_far');
    const content = readContent(core, args);
    if ('refusal' in content) return content.refusal;
    const threadTs = args.maybe('thread_ts') ?? '';
    const refused = refuseThread(core, found.conversation.id, threadTs);
    if (refused) return refused;
    const { conversation } = found;
    const id = newId(core.world, 'Q0');
    core.world.scheduled.push({
      id,
      channelId: conversation.id,
      postAt,
      text: content.text,
      blocks: [...content.blocks],
      threadTs: threadTs === '' ? null : threadTs,
      hasMetadata: content.metadata !== null,
    });
    core.changed();
    return ok({
      channel: conversation.id,
      scheduled_message_id: id,
      post_at: postAt,
      message: { type: 'delayed_message', text: content.text, bot_id: core.install.botId },
    });
  },
};

/**
 * Posts the scheduled messages whose time has come. One with metadata was accepted and is never posted, as Slack's page
 * of the method warns.
 */
export function postScheduled(core: Core): void {
  const seconds = core.clock.now() / 1000;
  const due = core.world.scheduled.filter(({ postAt }) => postAt <= seconds);
  if (due.length === 0) return;
  core.world.scheduled = core.world.scheduled.filter((each) => !due.includes(each));
  for (const { channelId, text, blocks, threadTs, hasMetadata } of due) {
    if (hasMetadata) continue;
    const isBroadcast = notifiesEverybody(text, blocks, false);
    addMessage(core, { channelId, userId: core.install.botUserId, text, blocks, threadTs, isBroadcast });
  }
  core.changed();
}

export const scheduled: Readonly<Record<string, Method>> = { 'chat.scheduleMessage': scheduleMessage };
