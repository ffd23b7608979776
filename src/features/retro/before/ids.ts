/** Every id of a review before the work, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { EmbargoId, RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { listField } from '#core/kit/pickers.ts';
import { channelValue, rowValue, userValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { plannedPost } from '../plan/ids.ts';
import type { ProjectRow } from '../plan/rows.ts';
import type { BeforeRow } from './rows.ts';
import { predictionKinds } from './rules.ts';

export const ofBefore = z.object({ before: rowValue });
export type OfBefore = Readonly<Record<'before', RowId>>;

/** Begins one. `project`: the one it is of; without one, it is named after the channel. */
export const beginBefore = defineAction(
  'retro.before-begin',
  z.object({ channel: channelValue, project: rowValue.optional() }),
);

/** Both open the form for what could fail and what is protected; they differ in which input comes first. */
export const predict = defineAction('retro.predict', ofBefore);
export const protect = defineAction('retro.protect', ofBefore);
export const nothingToPredict = defineAction('retro.predict-nothing', ofBefore);
export const changeBefore = defineAction('retro.before-change', ofBefore);
export const endBefore = defineAction('retro.before-end', ofBefore);
export const seeBefore = defineAction('retro.before-see', ofBefore);
export const beforePages = definePages('retro.before-see', ofBefore.extend({ page: pageNumber }));

/** `name`: what it is called without a project. A project is chosen where the channel has several, and neither says which. */
export const beginModal = defineModal(
  'retro.before',
  z.object({ channel: channelValue, project: rowValue.optional(), name: z.string() }),
  { intent: textField(), project: listField() },
);

/** How many people the form asks about; more names are no different. */
export const mostNamed = 20;

/** `shown`: their own rows in the form when it was opened; `named`: whom it has asked about because they stand in what is written. */
export const predictModal = defineModal(
  'retro.predict',
  ofBefore.extend({
    round: z.number().int(),
    first: z.enum(predictionKinds),
    shown: z.array(rowValue).max(60),
    named: z.array(userValue).max(mostNamed).optional(),
  }),
  {
    fails: textField({ lines: true, optional: true }),
    protects: textField({ lines: true, optional: true }),
  },
);

export const changeModal = defineModal('retro.before-change', ofBefore, {
  intent: textField(),
  measure: textField({ optional: true }),
});

export const seeModal = defineModal('retro.before-see', ofBefore, {});

export const beforePosts = {
  main: postId<OfBefore>('retro.before'),
  /** In its thread: see `lessons/before.ts`. */
  lessons: postId<OfBefore>('retro.before-lessons'),
  /** In its thread: that what was written is shown. */
  joined: postId<{ readonly before: RowId; readonly round: number }>('retro.before-joined'),
  /** In the thread of a plan whose end moved. */
  offer: postId<{ readonly project: RowId; readonly nth: number }>('retro.before-offer'),
} as const;

export const beforeJobs = {
  join: jobId<{ readonly before: RowId; readonly round: number }>('retro.before-join'),
  /** Forgets who wrote what in a round when its time is up, whether or not that can be joined then. */
  forget: jobId<{ readonly seal: EmbargoId }>('retro.before-forget'),
  over: jobId<OfBefore>('retro.before-over'),
  offerLessons: jobId<OfBefore>('retro.before-lessons'),
} as const;

/** The one message in the channel. */
export const beforePost = (row: Pick<BeforeRow, 'id' | 'channel_id' | 'began_by'>): PostRef =>
  beforePosts.main.ref(
    { before: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.began_by ?? undefined,
  );

/** The reply under it with lessons that fit, and what changed here before. */
export const beforeLessonsPost = (row: Pick<BeforeRow, 'id' | 'channel_id' | 'began_by'>): PostRef =>
  beforePosts.lessons.ref({ before: row.id }, { kind: 'thread', under: beforePost(row) });
/** The reply under it that what was written in a round is shown. */
export const joinedPost = (row: BeforeRow): PostRef =>
  beforePosts.joined.ref(
    { before: row.id, round: row.round },
    { kind: 'thread', under: beforePost(row) },
    row.began_by ?? undefined,
  );

/** The reply under a plan that offers a review once more. */
export const offerPost = (row: ProjectRow): PostRef =>
  beforePosts.offer.ref(
    { project: row.id, nth: row.before_offers },
    { kind: 'thread', under: plannedPost(row) },
    row.owner_id ?? undefined,
  );
