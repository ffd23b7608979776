/**
 * The words of a row as a database keeps them: each distinct term once, with how often it stands in each field.
 *
 * A term holds only digits, lower-case letters and other characters beyond ASCII, never white space, a control character or half a surrogate
 * pair. The signs of ASCII stand in it as their full-width forms (`c＋＋`, `－－force`), into which no text is ever cut, since NFKC folds
 * them. So nothing in a term has a meaning in SQL, in a query of FTS5 or in a `tsquery`, and one tokenizer of FTS5 reads terms as they are:
 * `ascii` without options, for which every character beyond ASCII is part of a word, and signs are not.
 *
 * The stored text is ` ` and a term and its counts, for each term; before the first come the lengths of the fields. Counts and lengths are
 * written in signs of ASCII, which that tokenizer skips. So FTS5 indexes this very text, and one term is found in it with `indexOf`.
 */

/** The fields of a row, as its table declares them (`searched`). */
export const searchedFields = ['title', 'topics', 'useWhen', 'text'] as const;
export type SearchedField = (typeof searchedFields)[number];
export type SearchedTexts = Readonly<Record<SearchedField, string>>;

declare const brand: unique symbol;
/** A word, or what it was cut into. */
export type Term = string & { readonly [brand]: 'term' };
/** All terms of a row, as stored. */
export type StoredWords = string & { readonly [brand]: 'words' };

/** How often, in each field. */
export type Counts = Readonly<Record<SearchedField, number>>;

/** The words of a row. */
export interface RowWords {
  /** How many words each field has. */
  readonly lengths: Counts;
  readonly terms: ReadonlyMap<Term, Counts>;
}

/**
 * What stands before a term that is no word of the text itself. No text is cut into any of these. They are Latin-1, so that the words of most rows
 * take one byte a character in memory. `db/words-parts.ts` knows them.
 * - `stem`: what its forms have in common: `·deploy` for `deployed`
 * - `head`: it, or its stem, is in the title or a topic
 * - `topic`: a whole topic
 */
export const marks = { stem: '·', head: '¶', topic: '§' } as const;
const marked = new Set<string>(Object.values(marks));

/** Whether it stands in the text so: no stem, head or topic. Only these are vocabulary. */
export const isWord = (term: Term): boolean => !marked.has(term.charAt(0));

/** The digits of counts and lengths: signs of ASCII without those that mean something within quotes or patterns. `db/words-parts.ts` knows them. */
export const digits = '!#$&()*+,-./:;<=>?@[]^{|}~';
const base = digits.length;
/** Larger numbers make no difference to the order, since a word's weight is saturated long before. */
export const mostCounted = base - 1;
export const longest = base * base - 1;

/** In the order in which counts are written; most words stand in the text only, and zeros at the end are left out. */
const written: readonly SearchedField[] = ['text', 'title', 'topics', 'useWhen'];

const digit = (value: number): string => digits.charAt(Math.min(value, mostCounted));

/** In code-point order, so that the same words are the same text. */
export function storedOf({ lengths, terms }: RowWords): StoredWords {
  const head = written.map((field) => {
    const length = Math.min(lengths[field], longest);
    return digit(Math.floor(length / base)) + digit(length % base);
  });
  const entries = Array.from(terms, ([term, counts]) => ` ${term}${countsText(counts)}`);
  return (head.join('') + entries.toSorted().join('')) as StoredWords;
}

/** In the order of `written`. */
function countsText({ text, title, topics, useWhen }: Counts): string {
  if (title === 0 && topics === 0 && useWhen === 0) return text === 0 ? '' : digit(text);
  const all = digit(text) + digit(title) + digit(topics) + digit(useWhen);
  return all.replace(/!+$/, '');
}

/** How many words each field has, at most `longest`. */
export function lengthsIn(stored: StoredWords): Counts {
  return perField((at) => valueAt(stored, 2 * at) * base + valueAt(stored, 2 * at + 1));
}

/** How often a term stands in each field, at most `mostCounted`; `null`: in none. */
export function countsIn(stored: StoredWords, term: Term): Counts | null {
  const sought = ` ${term}`;
  for (let at = stored.indexOf(sought); at !== -1; at = stored.indexOf(sought, at + 1)) {
    const from = at + sought.length;
    if (isDigit(stored, from)) return countsAt(stored, from);
  }
  return null;
}

/**
 * Reads how often each of these terms stands in the words of a row. One expression finds all of them in one pass, ten times as fast as to take the
 * words apart; nothing in a term has a meaning in it.
 */
export function counterOf(terms: Iterable<Term>): (stored: StoredWords) => ReadonlyMap<Term, Counts> {
  const all = [...terms];
  if (all.length === 0) return () => new Map();
  const some = new RegExp(` (${all.join('|')})([${digits.replace(/[\]^-]/g, '\\$&')}]+)`, 'g');
  return (stored) => {
    const found = new Map<Term, Counts>();
    for (const { 1: term, 2: counts } of stored.matchAll(some))
      if (term !== undefined && counts !== undefined) found.set(term as Term, countsAt(counts, 0));
    return found;
  };
}

/** Its distinct terms, in the order in which they are stored. */
export const termsIn = (stored: StoredWords): Term[] => (stored.match(term) as Term[] | null) ?? [];
const term = /(?<= )[^!-/:-@[-`{-~ ]+/g;

function countsAt(stored: string, from: number): Counts {
  let end = from;
  while (isDigit(stored, end)) end += 1;
  return perField((at) => (from + at < end ? valueAt(stored, from + at) : 0));
}

const perField = (value: (at: number) => number): Counts => ({
  text: value(0),
  title: value(1),
  topics: value(2),
  useWhen: value(3),
});
const valueAt = (stored: string, at: number): number => Math.max(0, digits.indexOf(stored.charAt(at)));
const isDigit = (stored: string, at: number): boolean =>
  at < stored.length && digits.includes(stored.charAt(at));
