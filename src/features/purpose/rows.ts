/** A person's sheet, with whom they share it, what the two plan, and the organisation's aims. What people wrote of themselves stands sealed. */
import { channel, choice, day, instant, number, partOf, person, sealed, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { stepAnswers } from './together/rules.ts';

/** Theirs alone. */
export const sheets = ownTable(
  'purpose_sheet',
  [],
  { learn: sealed, drives: sealed, toward: sealed, written_at: instant },
  {
    kept: { name: 'purpose.sheets', days: 730, since: 'written_at' },
    exported: { as: 'purposeSheet' },
  },
);
export type SheetRow = RowOf<typeof sheets>;

/**
 * For the person and the one they chose, who reads what stands here and not the sheet. Taken back, its words go at once; what the two agreed on as
 * next steps stays.
 */
export const shares = sharedTable(
  'purpose_share',
  {
    /** With what it is kept and erased; nobody there reads any of it. */
    channel_id: channel,
    /** Whose sheet it is; it goes with them. */
    person_id: person.orNull.internal,
    /** `null`: they erased their data. */
    chosen_id: person.orNull.as('with'),
    learn: sealed.orNull,
    drives: sealed.orNull,
    toward: sealed.orNull,
    shared_at: instant,
    /** Taken back, or one of the two left. */
    ended_at: instant.orNull,
    /** When the two talk. */
    talk_at: instant.orNull,
    /** Dates of an earlier number are over. */
    round: number.internal,
    /** Numbers the messages about dates. */
    proposals: number.internal,
    touched_at: instant.internal,
  },
  {
    kept: { name: 'purpose.shares', days: 365, since: 'touched_at' },
    exported: { as: 'purposeShared', only: 'person', order: 'shared_at' },
  },
);
export type ShareRow = RowOf<typeof shares>;

const share_id = partOf(shares).internal;

/** A time that one of the two proposes. */
export const dates = sharedTable(
  'purpose_date',
  { share_id, by_id: person.orNull.internal, at: instant, round: number.internal },
  { exported: { as: 'purposeDates', only: 'person', order: 'at' } },
);
export type DateRow = RowOf<typeof dates>;

/** A next step that the two agreed on. */
export const steps = sharedTable(
  'purpose_step',
  {
    share_id,
    what: sealed,
    /** `null`: they erased their data. */
    owner_id: person.orNull.theirs,
    due_on: day,
    agreed_at: instant,
    /** What one of the two said last; `null`: nothing yet. */
    answer: choice(stepAnswers).orNull,
    answered_at: instant.orNull,
  },
  { exported: { as: 'purposeSteps', only: 'person', order: 'due_on' } },
);
export type StepRow = RowOf<typeof steps>;

/** What the organisation aims for, as an admin wrote it: each version is a row. */
export const aims = sharedTable(
  'purpose_aim',
  {
    channel_id: channel,
    words: text,
    written_by: person.orNull.theirs,
    written_at: instant,
    /** `null`: this is how it stands now. */
    replaced_at: instant.orNull,
  },
  {
    kept: { name: 'purpose.aims', days: 1_095, since: 'replaced_at' },
    exported: { as: 'purposeAims', order: 'written_at' },
  },
);
export type AimRow = RowOf<typeof aims>;

export const ownSheet = (read: ReadScope): Promise<SheetRow | null> => findRow(read.from(sheets), {});

/** The viewer's own that is not over. */
export const ownShare = (read: ReadScope): Promise<ShareRow | null> =>
  findRow(read.mine(shares), { ended_at: null });

/** @returns `null` if this viewer is not one of the two, or it is gone */
export const loadShare = (read: ReadScope, id: RowId): Promise<ShareRow | null> =>
  findRow(read.from(shares), { id });

/** All in which the viewer is one of the two, the newest first. */
export const allShares = (read: ReadScope): Promise<ShareRow[]> =>
  findRows(read.from(shares), {}, '-shared_at', 'id');

/** The times that can still be agreed on, the earliest first. @param after those before it are over */
export const datesOf = (read: ReadScope, { id, round }: ShareRow, after: number): Promise<DateRow[]> =>
  findRows(read.from(dates).where('it.at', '>', after), { share_id: id, round }, 'at', 'id');

/** Those of the two, the ones due first first. */
export const stepsOf = (read: ReadScope, { id }: ShareRow): Promise<StepRow[]> =>
  findRows(read.from(steps), { share_id: id }, 'due_on', 'agreed_at', 'id');

export const loadStep = (read: ReadScope, id: RowId): Promise<StepRow | null> =>
  findRow(read.from(steps), { id });

/** The versions of the aims, the newest first. */
export const aimsIn = (read: ReadScope, most: number): Promise<AimRow[]> =>
  findRows(read.from(aims).limit(most), {}, '-written_at', '-id');

/** The aims as they stand. */
export const aimNow = async (read: ReadScope): Promise<AimRow | null> =>
  (await findRows(read.from(aims), { replaced_at: null }, '-written_at', '-id'))[0] ?? null;

/** The other of the two; `null`: they erased their data. */
export const otherIn = ({ person_id: one, chosen_id: other }: ShareRow, self: UserId): UserId | null =>
  one === self ? other : one;

/** The two, as far as they are known. */
export const bothIn = ({ person_id: one, chosen_id: other }: ShareRow): readonly UserId[] =>
  [one, other].filter((user) => user !== null);

/** Whether what is shared can be read, and the two can plan. */
export const isShared = ({ ended_at: ended, person_id: one, chosen_id: other }: ShareRow): boolean =>
  ended === null && one !== null && other !== null;

export const isOpenStep = ({ answer }: StepRow): boolean => answer === null || answer === 'notYet';
