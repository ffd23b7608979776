/**
 * Finds rows by their words. What is typed is cut, words that no row has are looked for as the words that are nearest, candidates are fetched by the
 * rarest words, and ranked here. Everything comes through one reader, so it knows of nothing that the viewer may not see. However long a search is,
 * it asks the store for a few bounded things.
 */
import type { SharedRow, SharedTable } from '../tables.ts';
import { wordsLike } from './alike.ts';
import { cutQuery, type QueryWord } from './cut.ts';
import { holdersOf, rank, type Ranked, type SoughtWord, tellingOf, termsOf, wordsOf } from './rank.ts';
import type { Candidate, Frequencies, Narrow, Wanted, WordsReader } from './reader.ts';
import type { Term } from './stored.ts';

export interface Search<Row extends SharedRow> {
  readonly table: SharedTable<Row>;
  /** As it was typed. Without any word: all rows, newest first. */
  readonly text: string;
  /** Rows have all of these terms (`topicTerm`), too. */
  readonly terms?: readonly Term[];
  readonly narrow?: Narrow<Row>;
}

export interface Found {
  /** The best first. */
  readonly rows: readonly Ranked[];
  /** There are more, which fit less well, or are older. */
  readonly isMore: boolean;
  readonly corrected: readonly Corrected[];
  /** What was looked for, to show where it stands. */
  readonly sought: readonly SoughtWord[];
}

/** No row that the viewer may see has the word as it was typed. */
export interface Corrected {
  readonly typed: string;
  /** The best first. */
  readonly also: readonly string[];
}

/** Rows of which so many match are all ranked; of more, those that have the rarest words, or have them in the title or a topic. */
const enough = 800;
/** So many of the rarest words find the candidates. */
const rarest = 6;
/** So many words of one search are corrected at most, each to so many others. */
const mostCorrected = 4;
const mostInstead = 3;
/** A shorter word is within one edit of too many. */
const shortest = 4;

export async function search<Row extends SharedRow>(
  read: WordsReader,
  { table, text, terms = [], narrow }: Search<Row>,
): Promise<Found> {
  const words = cutQuery(text);
  const { sought, known } = await soughtWords(read, table, words);
  const required = terms.map((term) => [term]);
  const fetched = await candidatesOf(sought, known, (wanted) =>
    read.candidates(table, { ...wanted, all: [...required, ...(wanted.all ?? [])] }, narrow),
  );
  return {
    ...fetched,
    rows: rank(fetched.rows, sought, known),
    sought,
    corrected: sought
      .filter(({ instead }) => instead.length > 0)
      .map(({ word, instead }) => ({ typed: word.typed, also: instead.map(({ typed }) => typed) })),
  };
}

/** With what stands in for words that no row has, and in how many rows each term stands. */
async function soughtWords(
  read: WordsReader,
  table: SharedTable<SharedRow>,
  typed: readonly QueryWord[],
): Promise<{ readonly sought: readonly SoughtWord[]; readonly known: Frequencies }> {
  if (typed.length === 0) return { sought: [], known: { rows: 0, of: new Map() } };
  const alike = new Map(typed.map((word) => [word, likeIn(word, typed)]));
  const all = [...typed, ...[...alike.values()].flat()];
  const known = await read.frequencies(table, [...new Set(all.flatMap(termsOf))]);
  const words = typed.flatMap((word) => takenApart(word, known));
  const instead = new Map<QueryWord, readonly QueryWord[]>();
  for (const word of words.filter((one) => isMisspelt(one, known)).slice(0, mostCorrected)) {
    const near = await read.near(table, word.exact);
    instead.set(word, near.slice(0, mostInstead).flatMap(cutQuery));
  }
  const sought = words.map((word) => ({
    word,
    instead: instead.get(word) ?? [],
    alike: alike.get(word) ?? [],
  }));
  const more = sought.flatMap((one) => one.instead.flatMap(termsOf));
  if (more.length === 0) return { sought, known };
  const { of } = await read.frequencies(table, [...new Set(more)]);
  return { sought, known: { rows: known.rows, of: new Map([...known.of, ...of]) } };
}

/** A longer search says enough in its own words. */
const shortEnough = 20;
const likeIn = (word: QueryWord, all: readonly QueryWord[]): QueryWord[] =>
  all.length > shortEnough || word.isSmall || word.parts.length > 0
    ? []
    : wordsLike(word.typed).flatMap(cutQuery);

const isKnown = (word: QueryWord, known: Frequencies): boolean => holdersOf(word, known) > 0;

/** A name that no row has, and not all parts of it either, is looked for as its parts, so that each can be corrected. */
function takenApart(word: QueryWord, known: Frequencies): readonly QueryWord[] {
  const isWhole =
    word.parts.length === 0 || isKnown(word, known) || word.parts.every((part) => isKnown(part, known));
  return isWhole ? [word] : word.parts.flatMap((part) => takenApart(part, known));
}

const isMisspelt = (word: QueryWord, known: Frequencies): boolean =>
  word.parts.length === 0 &&
  word.exact.length >= shortest &&
  /\p{L}/u.test(word.exact) &&
  (known.of.get(word.exact) ?? 0) === 0;

/** @param fetch asks the store */
async function candidatesOf(
  sought: readonly SoughtWord[],
  known: Frequencies,
  fetch: (wanted: Wanted) => Promise<readonly Candidate[]>,
): Promise<{ readonly rows: readonly Candidate[]; readonly isMore: boolean }> {
  const isFull = (rows: readonly Candidate[]) => rows.length === enough;
  if (sought.length === 0) {
    const rows = await fetch({ most: enough });
    return { rows, isMore: isFull(rows) };
  }
  const groups = tellingOf(sought)
    .map((one) => ({ one, terms: findersOf(one, known), holders: holdersOfSought(one, known) }))
    .filter(({ holders }) => holders > 0)
    .toSorted((one, other) => one.holders - other.holders);
  if (groups.length === 0) return { rows: [], isMore: false };
  let holders = 0;
  const few = groups.filter((group) => (holders += group.holders) <= enough);
  const any = (few.length === 0 ? groups.slice(0, 1) : few).flatMap(({ terms }) => terms);
  const some = await fetch({ any, most: enough });
  if (few.length === groups.length) return { rows: some, isMore: false };
  const rare = groups.slice(0, rarest);
  const heads = rare.flatMap(({ one }) => wordsOf(one).flatMap((word) => word.heads));
  const rows = [...some, ...(await fetch({ any: heads, most: enough / 4 }))];
  for (const length of new Set([rare.length, 3, 2])) {
    if (length > rare.length || length < 2) continue;
    rows.push(...(await fetch({ all: rare.slice(0, length).map(({ terms }) => terms), most: enough / 4 })));
  }
  return { rows, isMore: true };
}

/** The terms of which every row that has the word has one. */
function findersOf(sought: SoughtWord, known: Frequencies): Term[] {
  const finders = (one: QueryWord): Term[] => {
    const [part] = one.parts.toSorted((a, b) => holdersOf(a, known) - holdersOf(b, known));
    return [one.exact, ...one.stems, ...(part === undefined ? [] : finders(part))];
  };
  return [...new Set(wordsOf(sought).flatMap(finders))].filter((term) => (known.of.get(term) ?? 0) > 0);
}

const holdersOfSought = (sought: SoughtWord, known: Frequencies): number =>
  findersOf(sought, known).reduce((sum, term) => sum + (known.of.get(term) ?? 0), 0);
