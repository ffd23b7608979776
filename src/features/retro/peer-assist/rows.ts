/** Asks of people who did something like it, as stored. */
import { askStates } from '#core/asked-people.ts';
import { channel, choice, flag, instant, partOf, person, reference, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { befores } from '../before/rows.ts';
import { assistAnswers } from './rules.ts';

const before_id = partOf(befores).as('review');

/**
 * One ask of one person, for those two; one that was passed on is for the person who got it alone. It is in no export but their own: that somebody
 * else was asked would say that the first had passed it on.
 */
export const assists = sharedTable(
  'retro_assist',
  {
    before_id,
    /** Where the review is. The person asked is seldom there. */
    channel_id: channel.internal,
    /** What the project is called. */
    name: text,
    asked_by: person.orNull.theirs.writing('words'),
    peer_id: person.orNull.theirs.as('asked'),
    words: text,
    asked_at: instant,
    /** When the one who asked is told that it is usual to hear nothing. */
    until: instant.internal,
    state: choice(askStates).internal,
    is_passed: flag.internal,
  },
  { exported: { as: 'peerAssists', only: 'person', order: 'asked_at' } },
);

export type AssistRow = RowOf<typeof assists>;

/** Somebody said yes, which both read. */
export const yeses = sharedTable(
  'retro_assist_yes',
  {
    before_id,
    name: text,
    asked_by: person.orNull.theirs,
    peer_id: person.orNull.theirs.as('asked'),
    said_at: instant,
  },
  { exported: { as: 'peerAssistsAgreed', only: 'person', order: 'said_at' } },
);

export type YesRow = RowOf<typeof yeses>;

/** What the person asked has answered: theirs alone. */
export const answers = ownTable(
  'retro_assist_answer',
  ['assist_id'],
  {
    before_id,
    assist_id: reference.internal,
    answer: choice(assistAnswers),
    passed_to: person.orNull,
    answered_at: instant,
  },
  { exported: { as: 'peerAssistAnswers', order: 'answered_at' } },
);

export type AnswerRow = RowOf<typeof answers>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadAssist = (read: ReadScope, id: RowId): Promise<AssistRow | null> =>
  findRow(read.from(assists), { id });

export const loadYes = (read: ReadScope, id: RowId): Promise<YesRow | null> =>
  findRow(read.from(yeses), { id });

/** What the viewer answered; `null`: nothing yet. */
export const answerTo = (read: ReadScope, { id }: AssistRow): Promise<AnswerRow | null> =>
  findRow(read.from(answers), { assist_id: id });

/** Whom a person has asked about a review, the first first. */
export const asksOf = (read: ReadScope, before: RowId, by: UserId): Promise<AssistRow[]> =>
  findRows(read.from(assists), { before_id: before, asked_by: by, is_passed: 0 }, 'asked_at', 'id');

/** Who said yes to a person about a review. */
export const yesesTo = (read: ReadScope, before: RowId, by: UserId): Promise<YesRow[]> =>
  findRows(read.from(yeses), { before_id: before, asked_by: by }, 'said_at', 'id');
