/** The ids of talking about topics. */
import { rowValue } from '../../../core/kit/values.ts';
import { jobId } from '../../../core/job.ts';
import type { Instant } from '../../../core/clock.ts';
import { postId } from '../../../core/post.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { defineModal, textField } from '../../../core/kit/modal.ts';
import { limitsOf } from '../domain.ts';

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

/** See `service/talk.ts`. */
export const talkJob = jobId<{ retro: RowId }>('retro.talk');
