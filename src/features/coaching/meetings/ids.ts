/** Every id of what follows once a pair has said yes, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal } from '#core/kit/modal.ts';
import { timeField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef, type Urgency } from '#core/post-ref.ts';
import { rhythms } from './rules.ts';

const ofPairValue = z.object({ pair: rowValue });
export type OfPair = Readonly<Record<'pair', RowId>>;
export type OfRound = OfPair & { readonly round: number };
export type OfWish = OfPair & { readonly nth: number };
type OnePerson = Readonly<Record<'person', UserId>>;

export const openRhythm = defineAction('coaching.rhythm', ofPairValue);
export const agreeRhythm = defineAction('coaching.rhythm-agree', ofPairValue.extend({ nth: z.number() }));
export const openMet = defineAction('coaching.met', ofPairValue);
export const endPair = defineAction('coaching.end', ofPairValue);
const ofCheck = ofPairValue.extend({ round: z.number() });
/** Whether to go on. A button of its own for each answer, since Slack wants each to have its own id. */
export const sayChecks = {
  on: defineAction('coaching.check-on', ofCheck),
  pause: defineAction('coaching.check-pause', ofCheck),
  end: defineAction('coaching.check-end', ofCheck),
} as const;

export const rhythmModal = defineModal('coaching.rhythm', ofPairValue, {
  rhythm: choiceField(rhythms, 'select'),
  on: dateField(),
  at: timeField(),
});
export const metModal = defineModal('coaching.met', ofPairValue, { on: dateField() });

export const posts = {
  /** The guide for the first conversation, and from then on how they go on. */
  guide: postId<OfPair>('coaching.guide'),
  /** Somebody proposes how often and when. */
  wish: postId<OfWish>('coaching.wish'),
  reminder: postId<OfPair & { readonly at: Instant }>('coaching.reminder'),
  check: postId<OfRound>('coaching.check'),
  over: postId<OfPair>('coaching.over'),
} as const;

const to = (user: UserId, urgency: Urgency) => ({ kind: 'person', user, urgency }) as const;
export const guideFor = (pair: RowId, user: UserId, urgency: Urgency = 'accept'): PostRef =>
  posts.guide.ref({ pair }, to(user, urgency));
export const wishFor = (pair: RowId, nth: number, user: UserId): PostRef =>
  posts.wish.ref({ pair, nth }, to(user, 'accept'));
export const reminderFor = (pair: RowId, at: Instant, user: UserId): PostRef =>
  posts.reminder.ref({ pair, at }, { ...to(user, 'due'), date: at });
export const checkFor = (pair: RowId, round: number, user: UserId): PostRef =>
  posts.check.ref({ pair, round }, to(user, 'check'));
export const overFor = (pair: RowId, user: UserId): PostRef => posts.over.ref({ pair }, to(user, 'rest'));

/** Each with the access of one of the people. */
export const meetingJobs = {
  /** At work, they read how to begin. */
  guides: jobId<OfPair & OnePerson>('coaching.guides'),
  /** Once a day: whether all are still there, and whether it is time to ask. */
  watch: jobId<OfPair & OnePerson>('coaching.watch'),
  reminds: jobId<OfPair & OnePerson & { readonly at: Instant }>('coaching.reminds'),
  /** The time to answer is over. */
  counted: jobId<OfRound & OnePerson>('coaching.counted'),
} as const;
