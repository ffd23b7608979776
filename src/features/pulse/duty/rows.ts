/** What each leader owes after a window, which everybody may know of, and what they said, for those who see the figures. */
import { choice, day, instant, partOf, person, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { windows } from '../rows.ts';

/**
 * - `open`: nobody has said yet what they heard
 * - `answered`
 * - `closed`: an admin closed it as not answered
 */
export const dutyStates = ['open', 'answered', 'closed'] as const;

export const duties = sharedTable(
  'pulse_duty',
  {
    window_id: partOf(windows).as('window'),
    place_id: reference.as('place'),
    /** Who is asked now; `null`: they erased their data, or nobody is left. Nobody is told whom it was asked before. */
    leader_id: person.orNull.theirs.as('leader'),
    asked_at: instant.internal,
    /** Then the leader one place up is asked instead. */
    due_at: instant.internal,
    /** From then on an admin can close it. */
    ends_at: instant.internal,
    state: choice(dutyStates),
    done_at: instant.orNull.internal,
  },
  { exported: { as: 'pulseDuties', only: 'person', order: 'asked_at' } },
);
export type DutyRow = RowOf<typeof duties>;

/** Whether the change helped. `early`: it is too early to say. */
export const helpedAnswers = ['yes', 'no', 'early'] as const;

/** Made empty when a window is published, for those who see the figures of its place. */
export const answers = sharedTable(
  'pulse_answer',
  {
    window_id: partOf(windows).as('window'),
    place_id: reference.as('place'),
    said_by: person.orNull.theirs.writing('heard', 'change', 'reason'),
    /** `null`: nothing is said yet. */
    said_at: instant.orNull,
    heard: text,
    /** What changes … */
    change: text.orNull.as('changes'),
    /** … or why nothing does. */
    reason: text.orNull,
    /** When they are asked whether it helped. */
    follow_on: day.orNull,
    helped: choice(helpedAnswers).orNull,
    /** When that was asked last; it belongs to the message that asks. */
    asked_at: instant.orNull.internal,
  },
  { exported: { as: 'pulseAnswers', order: 'said_at' } },
);
export type AnswerRow = RowOf<typeof answers>;

export const loadDuty = (read: ReadScope, window: RowId, place: RowId): Promise<DutyRow | null> =>
  findRow(read.from(duties), { window_id: window, place_id: place });

export const loadAnswer = (read: ReadScope, window: RowId, place: RowId): Promise<AnswerRow | null> =>
  findRow(read.from(answers), { window_id: window, place_id: place });

/** What was said, or is to be, of a window's places that the viewer sees. */
export const answersOf = (read: ReadScope, window: RowId): Promise<AnswerRow[]> =>
  findRows(read.from(answers), { window_id: window }, 'id');

export const dutiesOf = (read: ReadScope, window: RowId): Promise<DutyRow[]> =>
  findRows(read.from(duties), { window_id: window }, 'asked_at', 'id');

/** Of all windows. */
export const openDuties = (read: ReadScope): Promise<DutyRow[]> =>
  findRows(read.from(duties), { state: 'open' }, 'asked_at', 'id');
