/** How a pair goes on, as stored: when they said that they met, and nothing of what they talked about. */
import { channel, choice, day, embargo, instant, number, partOf, person, reference } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { pairs } from '../rows.ts';
import { checkAnswers, type Rhythm, states } from './rules.ts';

/** What has no word here stands as a number of weeks beside it: a version that does not know it reads that nothing was agreed on. */
const words = ['once', 'week', 'fortnight', 'month'] as const;
type Word = (typeof words)[number];

const pair_id = partOf(pairs).internal;

/** One for each pair, for its people alone. It has the id of the pair. */
export const talks = sharedTable(
  'coaching_talk',
  {
    pair_id,
    state: choice(states),
    /** What they agreed on; `null`: not yet. */
    rhythm: choice(words).orNull,
    rhythm_weeks: number.orNull,
    /** When they talk next, if that is planned. */
    next_at: instant.orNull,
    /** What one of them proposes, until another agrees. */
    wish_rhythm: choice(words).orNull,
    wish_weeks: number.orNull,
    wish_at: instant.orNull,
    wish_by: person.orNull.theirs.as('proposedBy'),
    /** Numbers the proposals. */
    wish_nth: number.internal,
    began_at: instant,
    /** The number of the time that they are asked, or were asked last; 0: not yet. */
    round: number.internal,
    /** From here on meetings count towards the next time. */
    counts_from: instant.internal,
    /** Keeps what each answers to them alone, until all is counted at once. */
    check_seal: embargo.orNull,
    /** When the answers are counted, or they are asked again. */
    until: instant.orNull.internal,
    over_at: instant.orNull,
  },
  { exported: { as: 'coachingTalks', only: 'person', order: 'began_at' } },
);

export type TalkRow = RowOf<typeof talks>;

/** As it is stored. */
interface InWeeks {
  readonly word: Word | null;
  readonly weeks: number | null;
}

export const inWeeks = (rhythm: Rhythm): InWeeks =>
  rhythm === 'threeWeeks' ? { word: null, weeks: 3 } : { word: rhythm, weeks: null };

const rhythmIn = ({ word, weeks }: InWeeks): Rhythm | null => word ?? (weeks === 3 ? 'threeWeeks' : null);

/** What a pair agreed on; `null`: not yet. */
export const rhythmOf = ({ rhythm, rhythm_weeks }: TalkRow): Rhythm | null =>
  rhythmIn({ word: rhythm, weeks: rhythm_weeks });

/** What one of a pair proposes; `null`: nobody does. */
export const wishOf = ({ wish_rhythm, wish_weeks }: TalkRow): Rhythm | null =>
  rhythmIn({ word: wish_rhythm, weeks: wish_weeks });

/** A date on which somebody of a pair said that they met: once for each date, and nobody is named. */
export const meetings = sharedTable(
  'coaching_meeting',
  { pair_id, met_on: day, noted_at: instant.internal },
  { exported: { as: 'coachingMeetings', only: 'person', order: 'met_on' } },
);

/**
 * "We met", as each said it: theirs alone. The channel that the pair came from may count them, and learns neither who nor which pair.
 */
export const notes = ownTable(
  'coaching_note',
  ['meeting_id'],
  {
    pair_id,
    meeting_id: reference.internal,
    channel_id: channel,
    met_on: day,
    /** Midday of that date in UTC, by which the channel's weeks take it. */
    at: instant.internal,
    /** How many people the pair has. */
    people: number.internal,
    said_at: instant,
  },
  { exported: { as: 'coachingNotes', order: 'said_at' } },
);

/** A time that was still planned when its people were reminded of it: each has their own row. The channel that the pair came from may count them. */
export const dues = ownTable(
  'coaching_due',
  ['pair_id', 'at'],
  { pair_id, channel_id: channel, at: instant },
  { exported: { as: 'coachingPlanned', order: 'at' } },
);

/** What each answered when asked whether to go on. It can be counted only once the time is over, and goes after that. */
export const checks = ownTable(
  'coaching_check',
  ['pair_id', 'round'],
  { pair_id, round: number.internal, answer: choice(checkAnswers), answered_at: instant },
  { exported: { as: 'coachingGoOn', order: 'answered_at' } },
);

export type CheckRow = RowOf<typeof checks>;

/** @returns `null` if the viewer is not of this pair, or it is gone */
export const loadTalk = (read: ReadScope, pair: RowId): Promise<TalkRow | null> =>
  findRow(read.from(talks), { id: pair });

/** Those of the viewer that are not over, the oldest first. */
export const openTalks = (read: ReadScope): Promise<TalkRow[]> =>
  findRows(read.from(talks), { state: ['going', 'asked', 'resting'] }, 'began_at', 'id');

/** The dates of a pair, the oldest first. */
export const datesOf = async (read: ReadScope, pair: RowId) =>
  findRows(read.from(meetings), { pair_id: pair }, 'met_on', 'id');

export const answerOf = (read: ReadScope, { id, round }: TalkRow): Promise<CheckRow | null> =>
  findRow(read.from(checks), { pair_id: id, round });
