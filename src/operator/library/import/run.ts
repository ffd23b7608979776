/** Reads a source to its end and keeps its lessons, some at a time: each batch is one transaction, so that what is in is whole, whenever it ends. */
import { createHash } from 'node:crypto';
import type { ImportedLesson, Outcome } from '../../../features/lessons/imports/operations.ts';
import { type Entry, type Place, placeText, type Refused, type Source } from './entry.ts';
import { type Mapping, mappingOf, mustBeThere } from './mapping.ts';
import { type Doubt, type Note, noteOf, type Reading } from './note.ts';

/** Where lessons go: the database, or nowhere in a dry run. */
export interface Sink {
  /** The ids of the channel and of who brings lessons in: they are part of what names one. */
  readonly channel: string;
  readonly by: string;
  /** @returns what became of each, in their order */
  readonly keep: (lessons: readonly ImportedLesson[]) => Promise<readonly Outcome[]>;
}

export interface Hearing {
  readonly rejected: (refused: Refused) => Promise<void>;
  /** @param amount of the source's `size` */
  readonly progress: (amount: number, count: number) => void;
}

export interface Report {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** The first few of each. */
  readonly doubts: Readonly<Partial<Record<Doubt, Found>>>;
  readonly changedHere: Found;
  readonly first: readonly Note[];
  /** Whether rows were only named by their words. */
  readonly isWithoutKeys: boolean;
}

export interface Found {
  readonly count: number;
  readonly first: readonly string[];
}

/** How many become lessons in one transaction: people who press something meanwhile wait no longer than for one. */
const batch = 100;

/** How many entries are looked at to find the columns, and how many places are named of each kind. */
const most = { sampled: 1_000, named: 3, shown: 3 } as const;

/** The columns of a source, in the order in which they come. */
export async function columnsOf(source: Source): Promise<readonly string[]> {
  const columns = new Set<string>();
  let count = 0;
  for await (const read of source.read(() => undefined)) {
    if (!('entry' in read)) continue;
    for (const name of Object.keys(read.entry.cells)) columns.add(name);
    count += 1;
    if (count === most.sampled) break;
  }
  return [...columns];
}

/** @throws ConfigError when a column that was chosen is not there */
export function mapped(columns: readonly string[], chosen: Mapping, hasPages: boolean): Mapping {
  mustBeThere(chosen, columns);
  const { body, ...rest } = mappingOf(columns, chosen);
  // The text of a page is its body.
  return body === undefined || (hasPages && chosen.body === undefined) ? rest : { ...rest, body };
}

/** @throws what `sink.keep` throws; what was kept before that stays */
export async function importAll(
  source: Source,
  reading: Reading,
  sink: Sink,
  { rejected, progress }: Hearing,
): Promise<Report> {
  const outcomes: Partial<Record<Outcome, number>> = {};
  const doubts: Partial<Record<Doubt, { count: number; first: string[] }>> = {};
  const changedHere: { count: number; first: string[] } = { count: 0, first: [] };
  const shown: Note[] = [];
  const seen = new Map<string, string>();
  let waiting: { readonly lesson: ImportedLesson; readonly at: Place }[] = [];
  let [amount, count, isWithoutKeys] = [0, 0, false];
  const note = (found: { count: number; first: string[] }, at: Place) => {
    found.count += 1;
    if (found.first.length < most.named) found.first.push(placeText(at));
  };
  const tally = (outcome: Outcome) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    count += 1;
  };
  const keep = async () => {
    if (waiting.length === 0) return;
    const became = await sink.keep(waiting.map(({ lesson }) => lesson));
    for (const [nth, outcome] of became.entries()) {
      tally(outcome);
      const at = waiting[nth]?.at;
      if (outcome === 'changedHere' && at !== undefined) note(changedHere, at);
    }
    waiting = [];
    progress(amount, count);
  };
  const take = async (one: Entry): Promise<void> => {
    const read = await noteOf(one, reading);
    if ('reason' in read) return rejected({ at: one.at, reason: read.reason, row: one.raw });
    const lesson = lessonOf(read.note, source, sink);
    const before = seen.get(lesson.sourceKey.slice(0, 20));
    if (before !== undefined) {
      // The same words twice are one lesson; two rows of one name cannot both be it.
      if (read.note.key === null) tally('elsewhere');
      else await rejected({ at: one.at, reason: `${before} has the same id.`, row: one.raw });
      return;
    }
    seen.set(lesson.sourceKey.slice(0, 20), placeText(one.at));
    isWithoutKeys ||= read.note.key === null;
    if (shown.length < most.shown) shown.push(read.note);
    for (const doubt of read.note.doubts) note((doubts[doubt] ??= { count: 0, first: [] }), one.at);
    waiting.push({ lesson, at: one.at });
    if (waiting.length === batch) await keep();
  };
  for await (const read of source.read((now) => (amount = now)))
    if ('entry' in read) await take(read.entry);
    else await rejected(read.refused);
  await keep();
  progress(source.size, count);
  return { outcomes, doubts, changedHere, first: shown, isWithoutKeys };
}

function lessonOf(note: Note, { namespace }: Source, { channel, by }: Sink): ImportedLesson {
  const { key, words, authors, doubts, record } = note;
  // A date in the future becomes today, which is another day tomorrow.
  const learnedAt = doubts.includes('future') ? 'future' : note.learnedAt;
  // Each who brings in what was for a few has it alone, and knows nothing of the others.
  const isForThemselves = record?.reach === 'people';
  const { title, topics, context, happened, useWhen } = words;
  const wordsKey = digest([
    channel,
    title,
    topics,
    context,
    happened,
    useWhen,
    learnedAt,
    ...authors,
    JSON.stringify(record),
  ]);
  return {
    sourceKey:
      key === null
        ? digest([wordsKey])
        : digest([channel, record === null ? namespace : 'Lore', key, ...(isForThemselves ? [by] : [])]),
    wordsKey,
    words,
    learnedAt: note.learnedAt,
    authors,
    record,
  };
}

const digest = (parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
