/**
 * Orders what was found. BM25F (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields", CIKM 2004): how often a word
 * stands in each field, by the field's length and weight, is added up before it is saturated, and weighed by how rare the word is. Lengths are compared
 * with fixed ones instead of an average, and rarity counts the rows that the viewer may see, so the order reveals nothing of others. Pure, and the
 * same on both databases.
 */
import type { QueryWord } from './cut.ts';
import type { Candidate, Frequencies } from './reader.ts';
import {
  type Counts,
  counterOf,
  lengthsIn,
  type SearchedField,
  searchedFields,
  type Term,
} from './stored.ts';

/** What a field weighs, how many words it usually has, and how much its length matters (0 to 1). One that is shorter than half of that is no better. */
const fields: Readonly<Record<SearchedField, { weight: number; usual: number; b: number }>> = {
  title: { weight: 4, usual: 6, b: 0.4 },
  topics: { weight: 3, usual: 3, b: 0.4 },
  useWhen: { weight: 2, usual: 12, b: 0.4 },
  text: { weight: 1, usual: 100, b: 0.7 },
};

/** How soon it stops to matter how often a word stands there. */
const k1 = 1.2;
/**
 * What another form of a word is worth beside the word itself; a part beside the whole; a word that was corrected, or that people use for it, beside one
 * as it was typed.
 */
const worth = { form: 0.8, part: 0.5, instead: 0.8, alike: 0.5 };

/** A search of so many words means all of them: rows that have all come first. A longer one describes, and rows with its rare words fit best. */
const few = 3;

/** A word of the search, and what stands in for it because no row that the viewer may see has it. */
export interface SoughtWord {
  readonly word: QueryWord;
  readonly instead: readonly QueryWord[];
  /** What people use for it as well (`alike.ts`). */
  readonly alike: readonly QueryWord[];
}

export interface Ranked extends Candidate {
  /** Comparable within one search. */
  readonly score: number;
  /** It has all words that say something. */
  readonly hasAll: boolean;
  /** The fields that have any of them. */
  readonly fields: readonly SearchedField[];
}

/** The best first. @param some may come twice */
export function rank(some: Iterable<Candidate>, sought: readonly SoughtWord[], known: Frequencies): Ranked[] {
  const telling = new Set(tellingOf(sought));
  const isShort = telling.size <= few;
  const countsOf = counterOf(new Set(sought.flatMap(termsOfSought)));
  const shown = new Set([...telling].flatMap(termsOfSought));
  const rarity = rarityIn(known);
  const ranked = new Map<string, Ranked>();
  for (const candidate of some) {
    if (ranked.has(candidate.id)) continue;
    const row = { counts: countsOf(candidate.words), lengths: lengthsIn(candidate.words) };
    const scores = sought.map((one) => scoreOf(one, row, rarity));
    ranked.set(candidate.id, {
      ...candidate,
      score: scores.reduce((sum, { score }) => sum + score, 0),
      hasAll: sought.every((one, at) => !telling.has(one) || scores[at]?.isThere === true),
      fields: searchedFields.filter((field) =>
        [...row.counts].some(([term, counts]) => counts[field] > 0 && shown.has(term)),
      ),
    });
  }
  return [...ranked.values()].toSorted(
    (one, other) =>
      (isShort ? Number(other.hasAll) - Number(one.hasAll) : 0) ||
      other.score - one.score ||
      other.at - one.at ||
      (one.id < other.id ? -1 : 1),
  );
}

/** The words that say something; all, if none does. */
export function tellingOf(sought: readonly SoughtWord[]): readonly SoughtWord[] {
  const telling = sought.filter(({ word }) => !word.isSmall);
  return telling.length === 0 ? sought : telling;
}

/** All terms that are looked at for a word. */
export const termsOf = (word: QueryWord): Term[] => [
  word.exact,
  ...word.stems,
  ...word.parts.flatMap(termsOf),
];
/** The word, and all that may stand in for it. */
export const wordsOf = ({ word, instead, alike }: SoughtWord): QueryWord[] => [word, ...instead, ...alike];
export const termsOfSought = (sought: SoughtWord): Term[] => wordsOf(sought).flatMap(termsOf);

/** In how many rows a word stands in any of its forms, at most: a row that has two forms may count twice. */
export const holdersOf = ({ exact, stems }: QueryWord, { of, rows }: Frequencies): number =>
  Math.min(
    rows,
    Math.max(
      of.get(exact) ?? 0,
      stems.reduce((sum, stem) => sum + (of.get(stem) ?? 0), 0),
    ),
  );

type Rarity = (word: QueryWord) => number;
const rarityIn = (known: Frequencies): Rarity => {
  const kept = new Map<QueryWord, number>();
  return (word) => {
    const before = kept.get(word);
    if (before !== undefined) return before;
    const holders = holdersOf(word, known);
    const rarity = Math.log(1 + (known.rows - holders + 0.5) / (holders + 0.5));
    kept.set(word, rarity);
    return rarity;
  };
};

interface Row {
  readonly counts: ReadonlyMap<Term, Counts>;
  readonly lengths: Counts;
}
interface Score {
  readonly score: number;
  readonly isThere: boolean;
}

function scoreOf({ word, instead, alike }: SoughtWord, row: Row, rarity: Rarity): Score {
  let best = scoreOfWord(word, row, rarity);
  const consider = (others: readonly QueryWord[], share: number) => {
    for (const other of others) {
      const { score, isThere } = scoreOfWord(other, row, rarity);
      if (score * share > best.score) best = { score: score * share, isThere };
    }
  };
  consider(instead, worth.instead);
  consider(alike, worth.alike);
  return best;
}

function scoreOfWord(word: QueryWord, row: Row, rarity: Rarity): Score {
  const frequency = frequencyOf(word, row);
  const own = (rarity(word) * frequency) / (k1 + frequency);
  if (word.parts.length === 0) return { score: own, isThere: own > 0 };
  const parts = word.parts.map((part) => scoreOfWord(part, row, rarity));
  return {
    score: own + worth.part * parts.reduce((sum, { score }) => sum + score, 0),
    isThere: own > 0 || parts.every(({ isThere }) => isThere),
  };
}

/** How often it stands there in any form, by what each field weighs. */
function frequencyOf({ exact, stems }: QueryWord, { counts, lengths }: Row): number {
  let frequency = 0;
  const itself = counts.get(exact);
  const forms: Counts[] = [];
  for (const stem of stems) {
    const form = counts.get(stem);
    if (form !== undefined) forms.push(form);
  }
  if (itself === undefined && forms.length === 0) return 0;
  for (const field of searchedFields) {
    const exactly = itself?.[field] ?? 0;
    // The stem of the word itself is among them.
    const others = Math.max(0, forms.reduce((sum, form) => sum + form[field], 0) - exactly);
    if (exactly + others === 0) continue;
    const { weight, usual, b } = fields[field];
    frequency +=
      (weight * (exactly + worth.form * others)) /
      (1 - b + (b * Math.max(lengths[field], usual / 2)) / usual);
  }
  return frequency;
}
