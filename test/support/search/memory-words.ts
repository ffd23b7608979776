import { cutRow } from '#core/search/cut.ts';
import { rowId, type RowId } from '#core/ids.ts';
import { isWord, type Term, type SearchedTexts, storedOf, termsIn } from '#core/search/stored.ts';
import { type Candidate, nearest, type WordsReader } from '#core/search/reader.ts';
import { isWithinOneEdit } from '#core/search/one-edit.ts';

type Row = Candidate & { readonly terms: ReadonlySet<Term> };

/** A row with its words: cut once, it can be read to many. */
export function rowOf(id: RowId | string, at: number, texts: Partial<SearchedTexts>): Row {
  const words = storedOf(cutRow({ title: '', topics: '', useWhen: '', text: '', ...texts }));
  return { id: rowId(id), at, words, terms: new Set(termsIn(words)) };
}

/** The words of some rows in memory, as a store would read them to somebody who may see all of them. */
export class MemoryWords implements WordsReader {
  readonly #rows: Row[] = [];
  readonly #holders = new Map<Term, number>();

  add(...row: Parameters<typeof rowOf>): this {
    return this.addRow(rowOf(...row));
  }

  addRow(row: Row): this {
    for (const term of row.terms) this.#holders.set(term, (this.#holders.get(term) ?? 0) + 1);
    this.#rows.push(row);
    return this;
  }

  frequencies: WordsReader['frequencies'] = async (_table, terms) => ({
    rows: this.#rows.length,
    of: new Map(terms.map((term) => [term, this.#holders.get(term) ?? 0])),
  });

  near: WordsReader['near'] = async (_table, word) =>
    [...this.#holders]
      .filter(([term]) => isWord(term) && term !== word && isWithinOneEdit(term, word))
      .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
      .slice(0, nearest)
      .map(([term]) => term);

  candidates: WordsReader['candidates'] = async (_table, { all = [], any, most }) =>
    this.#rows
      .filter(
        ({ terms }) =>
          all.every((group) => group.some((term) => terms.has(term))) &&
          (any === undefined || any.some((term) => terms.has(term))),
      )
      .toSorted((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1))
      .slice(0, most);
}
