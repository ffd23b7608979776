/** Tables to count with. Pure. */

/**
 * Rows as CSV that a spreadsheet opens: with a mark that it is UTF-8, every cell in quotes, and none of them a formula.
 * @param rows the first are the headings
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/** A spreadsheet takes what begins so for a formula, also behind white space. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

const cell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
