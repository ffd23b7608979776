/**
 * Which rows fit what somebody begins or asks: lessons, answered questions. Only the words of rows that the viewer may see count, and nothing weighs by
 * any other.
 */
import type { RowId } from '../ids.ts';
import type { SharedRow, SharedTable } from '../tables.ts';
import { cutQuery, type QueryWord } from './cut.ts';
import { holdersOf, termsOf } from './rank.ts';
import type { Frequencies, Narrow, WordsReader } from './reader.ts';
import { search } from './search.ts';
import { counterOf, type StoredWords, type Term } from './stored.ts';

/**
 * A lesson fits what begins if it has at least an eighth of what that says: of all its words, each counted by how rare it is among the lessons that
 * the viewer may see (in bits, so the number of lessons makes no difference). Small words say nothing. Half of a description is said in every
 * other project too; of what is its own, a lesson about the same has two or three words, and one that shares a word or two by chance stays below.
 * Where the line is drawn was tried on descriptions of its own (bench/judged/tuning.json), not on those it is judged by.
 */
const fitsFrom = 1 / 8;

/** One word alone is chance, unless little else is said: a name of two words. */
const alone = 1 / 3;

/** A word that only stands in the story says less of what a lesson is about than one in its title, its topics, or when to use it. */
const inText = 0.5;

/** A word of the name says more of what begins than one of its description. */
const inName = 1.5;

/** Rarity among few lessons is chance: it is counted as if there were a hundred more, one of which has the word. */
const others = { rows: 100, holders: 1 };

/** What is called, and what is said of it. */
export interface Said {
  readonly name: string;
  readonly about: string;
}

/** As it is searched for. */
export const textOf = ({ name, about }: Said): string => `${name}\n${about}`;

interface SaidWord {
  readonly word: QueryWord;
  readonly terms: readonly Term[];
  readonly bits: number;
  /** Some lesson has it. */
  readonly isKnown: boolean;
}

/** The words that say something, once each. */
export const wordsOf = (said: Said): readonly QueryWord[] =>
  cutQuery(textOf(said)).filter(({ isSmall }) => !isSmall);

/** @returns how much of what is said a lesson has, from 0 to 1; 0 if that is too little to compare */
export function measureOf(said: Said, known: Frequencies): (stored: StoredWords) => number {
  const named = new Set(cutQuery(said.name).map(({ exact }) => exact));
  const words = wordsOf(said).map((word): SaidWord => {
    const holders = holdersOf(word, known);
    const rarity = Math.log2((known.rows + others.rows) / (holders + others.holders));
    return {
      word,
      terms: termsOf(word),
      bits: rarity * (named.has(word.exact) ? inName : 1),
      isKnown: holders > 0,
    };
  });
  const all = words.reduce((sum, { bits }) => sum + bits, 0);
  const countsOf = counterOf(words.flatMap(({ terms }) => terms));
  return (stored) => {
    const counts = countsOf(stored);
    const places = words.map(({ terms, isKnown }) => (isKnown ? placeOf(terms, counts) : null));
    const shared = words.filter((_, at) => places[at] !== null);
    if (all === 0 || !places.includes('head')) return 0;
    const sum = words.reduce((total, { bits }, at) => total + bits * worth[places[at] ?? 'none'], 0);
    return shared.length < 2 && sum / all < alone ? 0 : sum / all;
  };
}

const worth = { head: 1, text: inText, none: 0 } as const;

function placeOf(
  terms: readonly Term[],
  counts: ReturnType<ReturnType<typeof counterOf>>,
): 'head' | 'text' | null {
  const found = terms.flatMap((term) => counts.get(term) ?? []);
  if (found.some(({ title, topics, useWhen }) => title + topics + useWhen > 0)) return 'head';
  return found.length > 0 ? 'text' : null;
}

export const fits = (share: number): boolean => share >= fitsFrom;

/** So many of the best found are looked at: of a large library hundreds share a word with a long description. */
const mostLooked = 60;

/** Those that fit, the best ranked first. @param table one that is `searched` */
export async function fittingIn<Row extends SharedRow>(
  words: WordsReader,
  table: SharedTable<Row>,
  said: Said,
  narrow: Narrow<Row> = {},
): Promise<readonly { readonly id: RowId; readonly score: number }[]> {
  const telling = wordsOf(said);
  if (telling.length === 0) return [];
  const found = await search(words, { table, text: textOf(said), narrow });
  if (found.rows.length === 0) return [];
  const known = await words.frequencies(table, [...new Set(telling.flatMap(termsOf))]);
  const share = measureOf(said, known);
  return found.rows.slice(0, mostLooked).filter((row) => fits(share(row.words)));
}
