/** The tables with the words of a searched table; see `db/words.ts`. */
import { sql } from 'kysely';
import type { SearchedTable } from '../../../db/words-parts.ts';
import { searchedFields, type SearchedTexts } from '#core/search/stored.ts';
import type { AnyTable, Searched } from '#core/tables.ts';

/** @returns `null` if its rows are not searched */
export const searchedIn = (table: AnyTable): Searched | null =>
  (table.guard === 'shared' && table.searched) || null;

/** The columns with words, each once. */
export const columnsWithWords = (searched: Searched): readonly string[] => [
  ...new Set(searchedFields.flatMap((field) => searched[field])),
];

/** As its migration names it. */
export function madeFor({ name }: AnyTable, searched: Searched): SearchedTable {
  const { at, unless } = searched;
  const made = { table: name, columns: columnsWithWords(searched), at };
  return unless === undefined ? made : { ...made, unless };
}

/** What is derived from the rows of these tables: no copy of the database has to hold it. */
export const derivedTables = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [`${name}_words`, `${name}_word`, `${name}_vocabulary`]);

/** Those among all tables of a database. */
export function derivedAmong(all: readonly string[]): ReadonlySet<string> {
  const searched = all.filter((name) => derivedTables([name]).every((derived) => all.includes(derived)));
  return new Set(derivedTables(searched));
}

export const wordsTable = (name: string) => sql.table(`${name}_words`);
export const termsTable = (name: string) => sql.table(`${name}_terms`);
export const countsTable = (name: string) => sql.table(`${name}_word`);
export const vocabularyTable = (name: string) => sql.table(`${name}_vocabulary`);

/** The texts of a row, to be cut. */
export function textsOf(
  searched: Searched,
  row: Readonly<Record<string, string | number | null>>,
): SearchedTexts {
  const text = (field: keyof SearchedTexts) =>
    searched[field].map((column) => String(row[column] ?? '')).join('\n');
  return { title: text('title'), topics: text('topics'), useWhen: text('useWhen'), text: text('text') };
}
