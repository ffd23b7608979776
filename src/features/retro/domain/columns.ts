/** The rules of columns that somebody writes themselves, for one retrospective. Pure. */

/** How many there can be, and how many characters each has: a heading, not a text. */
export const columnLimits = { least: 2, most: 5, length: 75 } as const;

export type ColumnsRefusal =
  | { readonly code: 'columnsFew' }
  | { readonly code: 'columnsMany'; readonly count: number }
  | { readonly code: 'columnsLong' | 'columnsTwice'; readonly column: string };

/** A column as it is kept: in one line, each stretch of white space a space, nothing that cannot be seen at its ends. */
const tidied = (line: string): string =>
  line
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
    .normalize('NFC');

/** What counts as the same heading to whoever reads it. */
const alike = (column: string): string => column.normalize('NFKC').toLowerCase();

/**
 * Reads columns from what was typed, a line each. Lines in which nothing can be seen are none.
 * @returns what is wrong instead, where something is
 */
export function columnsFrom(
  lines: readonly string[],
): { readonly columns: readonly string[] } | { readonly refusal: ColumnsRefusal } {
  const columns = lines.map(tidied).filter((line) => line !== '');
  const long = columns.find((column) => column.length > columnLimits.length);
  if (long !== undefined) return { refusal: { code: 'columnsLong', column: long } };
  const twice = columns.find((column, at) => columns.findIndex((one) => alike(one) === alike(column)) < at);
  if (twice !== undefined) return { refusal: { code: 'columnsTwice', column: twice } };
  if (columns.length < columnLimits.least) return { refusal: { code: 'columnsFew' } };
  if (columns.length > columnLimits.most) return { refusal: { code: 'columnsMany', count: columns.length } };
  return { columns };
}
