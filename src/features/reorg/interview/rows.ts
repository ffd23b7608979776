/** A hand-over interview is the person’s alone; what they hand over is for the one successor whom they chose. */
import { choice, flag, instant, partOf, person, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { reorgs } from '../rows.ts';
import { handoverStates, interviewStates } from './rules.ts';

const reorg_id = partOf(reorgs).internal;

/** That somebody has one is told to nobody: not who was offered it, nor who answered, nor how many. */
export const interviews = ownTable(
  'reorg_interview',
  ['reorg_id'],
  {
    reorg_id,
    state: choice(interviewStates),
    /** Who comes to them, for what. */
    asked: text,
    /** What only they know. */
    known: text,
    gives_asked: flag.internal,
    gives_known: flag.internal,
    offered_at: instant,
  },
  { exported: { as: 'reorgInterviews', order: 'offered_at' } },
);
export type InterviewRow = RowOf<typeof interviews>;

/**
 * For the two of them. Empty until the successor said yes: then it holds what was chosen for them, and nothing else. An erasure of who wrote it empties it
 * and leaves the row, from which the successor reads that it is gone.
 */
export const handovers = sharedTable(
  'reorg_handover',
  {
    reorg_id,
    from_id: person.orNull.theirs.writing('asked', 'known').as('from'),
    to_id: person.orNull.theirs.as('to'),
    state: choice(handoverStates),
    asked: text,
    known: text,
    asked_at: instant,
  },
  { exported: { as: 'reorgHandovers', only: 'person', order: 'asked_at' } },
);
export type HandoverRow = RowOf<typeof handovers>;

/** The viewer’s own; `null`: they have none. */
export const interviewOf = (read: ReadScope, reorg: RowId): Promise<InterviewRow | null> =>
  findRow(read.from(interviews), { reorg_id: reorg });

export const ownInterviews = (read: ReadScope): Promise<InterviewRow[]> =>
  findRows(read.from(interviews), {}, '-offered_at', 'reorg_id');

export const loadHandover = (read: ReadScope, id: RowId): Promise<HandoverRow | null> =>
  findRow(read.from(handovers), { id });

/** Those that a person wrote for a successor, the newest first. */
export const handedBy = (read: ReadScope, reorg: RowId, user: UserId): Promise<HandoverRow[]> =>
  findRows(read.from(handovers), { reorg_id: reorg, from_id: user }, '-asked_at', '-id');
