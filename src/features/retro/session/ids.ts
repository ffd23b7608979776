/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, EmbargoId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { timedPhases } from '../start/formats.ts';
import type { Phase } from './phases.ts';
import type { RetroRow } from './rows.ts';

export const ofRetro = z.object({ retro: rowValue });
export const pageOfRetro = ofRetro.extend({ page: pageNumber });

/** Short, since a menu entry's value holds 75 characters. */
export const manage = defineAction(
  'retro.manage',
  z.object({ r: rowValue, do: z.enum(['end', 'cancel', 'drop', 'over', 'more']) }),
);

/** `phase`: the one that the button was in. */
export const inPhase = ofRetro.extend({ phase: z.enum(timedPhases) });

export const goOn = defineAction('retro.go-on', inPhase);
export const ready = defineAction('retro.ready', inPhase);
export const listRetros = defineAction('retro.list', z.object({}));
export const retrosPages = definePages('retro.list', z.object({ page: pageNumber }));

/** Those that are over. */
export const listPast = defineAction('retro.past', z.object({}));
export const pastPages = definePages('retro.past', z.object({ page: pageNumber }));

export const confirmModal = defineModal(
  'retro.confirm',
  inPhase.extend({ what: z.enum(['end', 'cancel']) }),
  {},
);

export const listModal = defineModal('retro.mine', z.object({}), {});
export const pastModal = defineModal('retro.past', z.object({}), {});

export const postNames = {
  main: postId<{ readonly retro: RowId }>('retro.main'),
  thread: postId<{ readonly retro: RowId; readonly phase: number; readonly at?: Instant }>('retro.phase'),
  takenOver: postId<{ retro: RowId; person: UserId; from?: UserId; at?: Instant }>('retro.taken-over'),
  decided: postId<{ readonly retro: RowId; readonly by: UserId; readonly until: Instant }>('retro.decided'),
  reminder: postId<{ readonly retro: RowId; readonly phase?: number }>('retro.reminder'),
  aside: postId<{ readonly retro: RowId; readonly phase: number }>('retro.aside'),
  prepare: postId<{ readonly retro: RowId }>('retro.prepare'),
} as const;

export const jobNames = {
  phaseEnd: jobId<{ retro: RowId }>('retro.phase-end'),
  phaseWatch: jobId<{ retro: RowId; person: UserId }>('retro.phase-watch'),
  remind: jobId<{ retro: RowId; person: UserId }>('retro.remind'),
  unlink: jobId<{ embargo: EmbargoId }>('retro.unlink'),
  draftEnd: jobId<{ retro: RowId; person: UserId }>('retro.draft-end'),
} as const;

/** References carry only ids and numbers, so phases have numbers: add new ones at the end. */
export const order: readonly Phase[] = [
  'collect',
  'actions',
  'closed',
  'cancelled',
  'group',
  'vote',
  'choose',
  'discuss',
];

/** The main message in the channel. */
export const mainPost = (row: Pick<RetroRow, 'id' | 'channel_id' | 'facilitator_id'>): PostRef =>
  postNames.main.ref(
    { retro: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );

const replyTo = (row: RetroRow) => ({ kind: 'thread', under: mainPost(row) }) as const;

/** The reply under it that says that a phase has begun. */
export const threadPost = (row: RetroRow, phase: Phase, at: Instant): PostRef =>
  postNames.thread.ref({ retro: row.id, phase: order.indexOf(phase), at }, replyTo(row));

/** The reply under it with earlier action items and fitting lessons: see `lessons/handlers.ts`. */
export const preparePost = (row: RetroRow): PostRef => postNames.prepare.ref({ retro: row.id }, replyTo(row));

/** The reply under it that says who facilitates now. @param from who decided: the new facilitator, or the one who handed over */
export const takenOverPost = (row: RetroRow, person: UserId, from: UserId, at: Instant): PostRef =>
  postNames.takenOver.ref({ retro: row.id, person, from, at }, replyTo(row), person);

/** The reply under it that says who set a new end, and which. */
export const decidedPost = (row: RetroRow, by: UserId, until: Instant): PostRef =>
  postNames.decided.ref({ retro: row.id, by, until }, replyTo(row), by);

const toOne = (user: UserId) => ({ kind: 'person', user, urgency: 'closing' }) as const;

/** A person's one reminder in a phase. */
export const reminderPost = (retro: RowId, phase: Phase, person: UserId): PostRef =>
  postNames.reminder.ref({ retro, phase: order.indexOf(phase) }, toOne(person));

/** Tells the facilitator what the thread cannot say in a channel that has opened up. */
export const asidePost = (retro: RowId, phase: Phase, facilitator: UserId): PostRef =>
  postNames.aside.ref({ retro, phase: order.indexOf(phase) }, toOne(facilitator));
