/**
 * How a retrospective goes, as data: which phases a kind has and in which order, and what each phase is. A phase is added by an entry in
 * `phases`, a place in a flow, and the events that it accepts. Pure.
 */
import { z } from 'zod';
import type { RetroKey } from '#locales/retro.ts';

/** A phase that goes on for some time. */
export const timedPhases = ['collect', 'group', 'vote', 'choose', 'discuss', 'actions'] as const;

export type TimedPhase = (typeof timedPhases)[number];

/**
 * - `live`: minutes that pass for everybody at the same time
 * - `async`: working days of the channel
 */
export const paces = ['live', 'async'] as const;

export type Pace = (typeof paces)[number];

interface ReadyColumn {
  /** Stored with each card; never renamed. */
  readonly id: string;
  readonly label: RetroKey;
  /** The question under the label. Asks what and how, never who or why. */
  readonly question: RetroKey;
}

/** A column that somebody wrote themselves: words of a person. */
interface OwnColumn {
  readonly id: string;
  readonly own: string;
}

export type Column = ReadyColumn | OwnColumn;

export const formatIds = [
  'worked',
  'start-stop',
  'four-ls',
  'sailboat',
  'mad-sad-glad',
  'after-action',
] as const;

export type FormatId = (typeof formatIds)[number];

/** What a retrospective can be held with: a ready format, or columns of one's own. */
export const anyFormats = [...formatIds, 'own'] as const;

export type AnyFormat = (typeof anyFormats)[number];

export interface Format {
  readonly id: FormatId;
  readonly name: RetroKey;
  /** At most as many as the form for cards has inputs (`columnFields`). */
  readonly columns: readonly ReadyColumn[];
}

const column = (id: string, label: RetroKey, question: RetroKey): ReadyColumn => ({ id, label, question });

export const formats: Readonly<Record<FormatId, Format>> = {
  worked: {
    id: 'worked',
    name: 'format.worked',
    columns: [
      column('worked', 'column.worked', 'column.worked.ask'),
      column('did-not', 'column.didNot', 'column.didNot.ask'),
      column('change', 'column.change', 'column.change.ask'),
    ],
  },
  'start-stop': {
    id: 'start-stop',
    name: 'format.startStop',
    columns: [
      column('start', 'column.start', 'column.start.ask'),
      column('stop', 'column.stop', 'column.stop.ask'),
      column('continue', 'column.continue', 'column.continue.ask'),
    ],
  },
  'four-ls': {
    id: 'four-ls',
    name: 'format.fourLs',
    columns: [
      column('liked', 'column.liked', 'column.liked.ask'),
      column('learned', 'column.learned', 'column.learned.ask'),
      column('lacked', 'column.lacked', 'column.lacked.ask'),
      column('longed', 'column.longed', 'column.longed.ask'),
    ],
  },
  sailboat: {
    id: 'sailboat',
    name: 'format.sailboat',
    columns: [
      column('wind', 'column.wind', 'column.wind.ask'),
      column('anchor', 'column.anchor', 'column.anchor.ask'),
      column('rocks', 'column.rocks', 'column.rocks.ask'),
      column('island', 'column.island', 'column.island.ask'),
    ],
  },
  'mad-sad-glad': {
    id: 'mad-sad-glad',
    name: 'format.madSadGlad',
    columns: [
      column('mad', 'column.mad', 'column.mad.ask'),
      column('sad', 'column.sad', 'column.sad.ask'),
      column('glad', 'column.glad', 'column.glad.ask'),
    ],
  },
  'after-action': {
    id: 'after-action',
    name: 'format.afterAction',
    columns: [
      column('intended', 'column.intended', 'column.intended.ask'),
      column('happened', 'column.happened', 'column.happened.ask'),
      column('difference', 'column.difference', 'column.difference.ask'),
      column('next-time', 'column.nextTime', 'column.nextTime.ask'),
    ],
  },
};

/**
 * The columns that a retrospective is held with.
 * @param row as it is stored; columns of one's own are known by their place, since they are fixed at the start
 */
export function columnsIn(row: {
  readonly format: AnyFormat;
  readonly own_columns: string | null;
}): readonly Column[] {
  if (row.format !== 'own') return formats[row.format].columns;
  return ownColumnsOf(row).map((own, at) => ({ id: `own-${at + 1}`, own }));
}

const storedColumns = z.array(z.string()).catch([]);

/** The columns of its own that a retrospective has, in their order. */
export function ownColumnsOf({ own_columns: stored }: { readonly own_columns: string | null }): string[] {
  return stored === null ? [] : storedColumns.parse(JSON.parse(stored));
}

/** How long a phase may take. The short ones are for people who are there now. */
export const lengths = [
  'minutes-5',
  'minutes-7',
  'minutes-10',
  'minutes-15',
  'hours-1',
  'half-day',
  'days-1',
  'days-2',
  'days-3',
  'days-5',
] as const;

export type Length = (typeof lengths)[number];

/** How much time a length is: minutes that pass for everybody, or working time of the channel. */
export type Time =
  { readonly minutes: number } | { readonly workingHours: number } | { readonly workingDays: number };

export const lengthOf: Readonly<Record<Length, Time>> = {
  'minutes-5': { minutes: 5 },
  'minutes-7': { minutes: 7 },
  'minutes-10': { minutes: 10 },
  'minutes-15': { minutes: 15 },
  'hours-1': { minutes: 60 },
  // Half of 9:00 to 17:30.
  'half-day': { workingHours: 4.25 },
  'days-1': { workingDays: 1 },
  'days-2': { workingDays: 2 },
  'days-3': { workingDays: 3 },
  'days-5': { workingDays: 5 },
};

/** How long each phase takes; of discussing live, how long each topic. */
export type Lengths = Readonly<Record<TimedPhase, Length>>;

const usualLengths: Readonly<Record<Pace, Lengths>> = {
  live: {
    collect: 'minutes-10',
    group: 'minutes-5',
    vote: 'minutes-5',
    choose: 'minutes-5',
    discuss: 'minutes-7',
    actions: 'minutes-10',
  },
  async: {
    collect: 'days-2',
    group: 'half-day',
    vote: 'days-1',
    choose: 'days-1',
    discuss: 'days-1',
    actions: 'days-1',
  },
};

/** What is looked back on. It chooses the phases, the questions and the time, unless somebody chooses them under "Change". */
export const kinds = ['project', 'sprint', 'after-action', 'success', 'reflection'] as const;

export type Kind = (typeof kinds)[number];

interface KindDefaults {
  readonly format: FormatId;
  readonly pace: Pace;
  /** Where it takes another time than is usual for its pace. */
  readonly lengths: Partial<Lengths>;
}

export const kindDefaults: Readonly<Record<Kind, KindDefaults>> = {
  project: { format: 'worked', pace: 'async', lengths: {} },
  sprint: { format: 'start-stop', pace: 'async', lengths: { collect: 'days-1' } },
  'after-action': { format: 'after-action', pace: 'async', lengths: {} },
  success: { format: 'four-ls', pace: 'async', lengths: {} },
  reflection: { format: 'worked', pace: 'live', lengths: {} },
};

/** How long each phase takes when nothing else is chosen. */
export const lengthsFor = (kind: Kind, pace: Pace): Lengths => ({
  ...usualLengths[pace],
  ...(pace === kindDefaults[kind].pace ? kindDefaults[kind].lengths : {}),
});

/** How many there can be, and how many characters each has: a heading, not a text. */
export const columnLimits = { least: 2, most: 5, length: 75 } as const;

export type ColumnsRefusal =
  | { readonly code: 'columnsFew' }
  | { readonly code: 'columnsMany'; readonly count: number }
  | { readonly code: 'columnsLong' | 'columnsTwice'; readonly column: string };

/** A column as it is kept: in one line, each stretch of white space a space, nothing that cannot be seen at its ends. */
const tidied = (line: string): string =>
  line
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
    .normalize('NFC');

/** What counts as the same heading to whoever reads it. */
const alike = (column: string): string => column.normalize('NFKC').toLowerCase();

/**
 * Reads columns from what was typed, a line each. Lines in which nothing can be seen are none.
 * @returns what is wrong instead, where something is
 */
export function columnsFrom(
  lines: readonly string[],
): { readonly columns: readonly string[] } | { readonly refusal: ColumnsRefusal } {
  const columns = lines.map(tidied).filter((line) => line !== '');
  const long = columns.find((column) => column.length > columnLimits.length);
  if (long !== undefined) return { refusal: { code: 'columnsLong', column: long } };
  const twice = columns.find((column, at) => columns.findIndex((one) => alike(one) === alike(column)) < at);
  if (twice !== undefined) return { refusal: { code: 'columnsTwice', column: twice } };
  if (columns.length < columnLimits.least) return { refusal: { code: 'columnsFew' } };
  if (columns.length > columnLimits.most) return { refusal: { code: 'columnsMany', count: columns.length } };
  return { columns };
}
