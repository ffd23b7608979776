/** The ids of talking about topics. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { RetroRow } from '../session/rows.ts';
import { limitsOf } from '../session/rules.ts';
import type { DiscussionRow } from './rows.ts';

export type Of = Readonly<Record<'retro' | 'discussion', RowId>>;

const one = z.object({ discussion: rowValue });

export const readTopic = defineAction('retro.read-topic', one);
export const noteOutcome = defineAction('retro.note', one);

export const nextTopic = defineAction('retro.next-topic', one);

/** `asked`: when its time was up, so that of two who press only the first makes it longer. */
export const talkOn = defineAction(
  'retro.talk-on',
  z.object({ discussion: rowValue, asked: z.number().int() }),
);

export const outcomeModal = defineModal('retro.note', one, {
  outcome: textField({ most: limitsOf.outcome, optional: true }),
});

export const discussPosts = {
  topic: postId<Of>('retro.topic'),
  ask: postId<Of & { readonly asked: Instant }>('retro.talk-ask'),
  said: postId<Of & { readonly by: UserId; readonly until: Instant }>('retro.talk-said'),
} as const;

/** See `talk.ts`. */
export const talkJob = jobId<{ retro: RowId }>('retro.talk');

/** The message of one topic that is talked about. */
export function discussionPost(row: RetroRow, { id }: Pick<DiscussionRow, 'id'>): PostRef {
  return discussPosts.topic.ref(
    { retro: row.id, discussion: id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );
}

type Discussed = Pick<DiscussionRow, 'id'>;

/** The reply under that message that asks whether to go on. @param asked when its time was up */
export function askPost(row: RetroRow, one: Discussed, asked: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, asked };
  return discussPosts.ask.ref(params, { kind: 'thread', under: discussionPost(row, one) });
}

/** The reply under it that says who decided how it goes on. @param until 0: it is over */
export function saidPost(row: RetroRow, one: Discussed, by: UserId, until: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, by, until };
  return discussPosts.said.ref(params, { kind: 'thread', under: discussionPost(row, one) }, by);
}
