/** What a retrospective can consist of: kinds, formats with their columns, paces and lengths. Pure. */
import { z } from 'zod';
import type { Values } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';

/** A phase with a duration. */
export const timedPhases = ['collect', 'group', 'vote', 'choose', 'discuss', 'actions'] as const;
export type TimedPhase = (typeof timedPhases)[number];

/** Those whose length is chosen: in three steps, action items are agreed on in the second, which takes their length. */
export const chosenPhases = ['collect', 'group', 'vote', 'discuss', 'actions'] as const;
export type ChosenPhase = (typeof chosenPhases)[number];

/** `live`: minutes, for everyone at the same time; `async`: the channel's working days. */
export const paces = ['live', 'async'] as const;
export type Pace = (typeof paces)[number];

/** Turns one of Lore's ids into a sentence key: `did-not` becomes `didNot`. */
type Camel<Word extends string> = Word extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Word;

export const camel = <Word extends string>(word: Word) =>
  word.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as Camel<Word>;

/** Each format's column ids, which are stored with each card and never renamed. At most as many as the form for cards has inputs (`columnFields`). */
const columnIds = {
  worked: ['worked', 'did-not', 'change'],
  'start-stop': ['start', 'stop', 'continue'],
  'four-ls': ['liked', 'learned', 'lacked', 'longed'],
  sailboat: ['wind', 'anchor', 'rocks', 'island'],
  'mad-sad-glad': ['mad', 'sad', 'glad'],
  'after-action': ['intended', 'happened', 'difference', 'next-time'],
} as const;

/** The column of each in which stands what went well, where one asks for that. */
const goodColumns: Readonly<Partial<Record<string, string>>> = {
  worked: 'worked',
  'start-stop': 'continue',
  'four-ls': 'liked',
  sailboat: 'wind',
  'mad-sad-glad': 'glad',
};

/** Whether a card of this column tells of something that went well. Of one's own columns nobody knows. */
export const wentWell = (format: AnyFormat, column: string | undefined): boolean =>
  column !== undefined && goodColumns[format] === column;

export type FormatId = keyof typeof columnIds;

export const formatIds = Object.keys(columnIds) as readonly FormatId[];

/** The formats: a ready-made one, or custom columns. */
export const anyFormats = [...formatIds, 'own'] as const;
export type AnyFormat = (typeof anyFormats)[number];

interface ReadyColumn {
  readonly id: string;
  readonly label: RetroKey;
  /** The question under the label. Asks what and how, never who or why. */
  readonly question: RetroKey;
}

/** A ready-made one, or one in a person's own words. */
export type Column = ReadyColumn | { readonly id: string; readonly own: string };

export function columnsOf(format: FormatId): readonly ReadyColumn[] {
  return columnIds[format].map((id) => ({
    id,
    label: `column.${camel(id)}` as const,
    question: `column.${camel(id)}.ask` as const,
  }));
}

/** A retrospective's columns. @param row as stored; custom columns are identified by position, since they are fixed at the start */
export function columnsIn(row: {
  readonly format: AnyFormat;
  readonly own_columns: string | null;
}): readonly Column[] {
  if (row.format !== 'own') return columnsOf(row.format);
  return ownColumnsOf(row).map((own, at) => ({ id: `own-${at + 1}`, own }));
}

const storedColumns = z.array(z.string()).catch([]);

/** A retrospective's custom columns, in order. */
export function ownColumnsOf({ own_columns: stored }: { readonly own_columns: string | null }): string[] {
  return stored === null ? [] : storedColumns.parse(JSON.parse(stored));
}

/** How long a phase may take: minutes that pass for everyone, for people who are there now, or the channel's working time. */
export const lengthOf = {
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
} as const satisfies Readonly<
  Record<string, { minutes: number } | { workingHours: number } | { workingDays: number }>
>;

export type Length = keyof typeof lengthOf;
export const lengths = Object.keys(lengthOf) as readonly Length[];

/** The length of each phase; for live discussion, of each topic. */
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
    group: 'days-1',
    vote: 'days-1',
    choose: 'days-1',
    discuss: 'days-1',
    actions: 'days-1',
  },
};

/** The subject of a retrospective. It determines the phases, the questions and the lengths, unless a person chooses others under "Change". */
export const kinds = ['project', 'sprint', 'after-action', 'success', 'reflection'] as const;
export type Kind = (typeof kinds)[number];

interface KindDefaults {
  readonly format: FormatId;
  readonly pace: Pace;
  /** Lengths that differ from the pace's defaults. */
  readonly lengths: Partial<Lengths>;
}

export const kindDefaults: Readonly<Record<Kind, KindDefaults>> = {
  project: { format: 'worked', pace: 'async', lengths: {} },
  sprint: { format: 'start-stop', pace: 'async', lengths: { collect: 'days-1' } },
  'after-action': { format: 'after-action', pace: 'async', lengths: {} },
  success: { format: 'four-ls', pace: 'async', lengths: {} },
  reflection: { format: 'worked', pace: 'live', lengths: {} },
};

/** The default length of each phase. */
export const lengthsFor = (kind: Kind, pace: Pace): Lengths => ({
  ...usualLengths[pace],
  ...(pace === kindDefaults[kind].pace ? kindDefaults[kind].lengths : {}),
});

/** The number of columns, and the characters of each: a heading, not a text. */
export const columnLimits = { least: 2, most: 5, length: 75 } as const;

/** What is wrong in a form: the field, and the sentence that says it. */
export interface FieldError {
  readonly field: string;
  readonly key: RetroKey;
  readonly values?: Values;
}

/** A column as stored: on one line, whitespace collapsed, no invisible characters at its ends. */
const tidied = (line: string): string =>
  line
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
    .normalize('NFC');

/** Maps headings that read the same to the same text. */
const alike = (column: string): string => column.normalize('NFKC').toLowerCase();

/** Parses columns from the input, one per line, ignoring blank lines. @returns what is wrong instead, if anything is */
export function columnsFrom(
  lines: readonly string[],
): { readonly columns: readonly string[] } | { readonly refusal: FieldError } {
  const columns = lines.map(tidied).filter((line) => line !== '');
  const refused = (key: RetroKey, values: Values = {}) => ({ refusal: { field: 'columns', key, values } });
  const { least, most } = columnLimits;
  const long = columns.find((column) => column.length > columnLimits.length);
  if (long !== undefined)
    return refused('columns.long', {
      column: shorten(long, 40),
      length: long.length,
      most: columnLimits.length,
    });
  const twice = columns.find((column, at) => columns.findIndex((one) => alike(one) === alike(column)) < at);
  if (twice !== undefined) return refused('columns.twice', { column: twice });
  if (columns.length < least) return refused('columns.few');
  return columns.length > most ? refused('columns.many', { count: columns.length, most }) : { columns };
}
