/** Cuts text into the terms that are stored and sought. Pure: the same text is the same terms on every machine. */
import {
  searchedFields,
  type Counts,
  type RowWords,
  type SearchedField,
  type SearchedTexts,
  type Term,
} from './stored.ts';

/** Raised whenever text is cut differently: rows that were cut by another version are cut again. */
export const cutVersion = 1;

/** Cuts a row. The texts may be anything, in any script. */
export function cutRow(texts: SearchedTexts): RowWords {
  const lengths: Record<SearchedField, number> = { title: 0, topics: 0, useWhen: 0, text: 0 };
  const terms = new Map<Term, Record<SearchedField, number>>();
  for (const field of searchedFields)
    for (const word of wordsOf(texts[field])) {
      lengths[field] += 1;
      const counts = terms.get(word) ?? { title: 0, topics: 0, useWhen: 0, text: 0 };
      counts[field] += 1;
      terms.set(word, counts);
    }
  return { lengths, terms: terms satisfies ReadonlyMap<Term, Counts> };
}

/** What one looks for in place of one typed word. */
export interface QueryWord {
  readonly typed: string;
  /** The word itself. */
  readonly exact: readonly Term[];
  /** Its other forms, which say almost as much. */
  readonly stems: readonly Term[];
}

/** Cuts what a person looks for. */
export function cutQuery(text: string): QueryWord[] {
  return [...new Set(wordsOf(text))].map((word) => ({ typed: word, exact: [word], stems: [] }));
}

const wordsOf = (text: string): Term[] =>
  (text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]{1,64}/gu) ?? []) as Term[];
