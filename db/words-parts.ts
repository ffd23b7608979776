/** What the tables and triggers of words have in common (`words.ts`). */
export interface SearchedTable {
  readonly table: string;
  /** The columns that hold its words. */
  readonly columns: readonly string[];
  /** The column with the instant by which it is new or old. */
  readonly at: string;
  /** A row whose column has this value has no words. */
  readonly unless?: readonly [column: string, value: string];
}

/** What follows a term in the stored text: its counts, in these signs (`core/search/stored.ts`). */
export const signs = '!#$&()*+,-./:;<=>?@[]^{|}~';
/** A term that begins with one of these is no word of the text. */
export const marks = `'·', '¶', '§'`;

/** Rows of one second have numbers of their own, so that the newest come first in FTS5's own order. */
export const perSecond = 65_536;

/** Of the embargo of a row: none, once it is open, so that rows are together that the same people may see. */
export const closedSeal = (row: string): string =>
  `coalesce((select s.id from seal as s where s.team_id = ${row}.team_id and s.id = ${row}.seal_id and s.is_open = 0), '')`;

/** The terms of a stored text, for PostgreSQL. */
export const vectorOf = (words: string): string =>
  `array_to_tsvector(string_to_array(ltrim(translate(${words}, '${signs}', '')), ' '))`;
