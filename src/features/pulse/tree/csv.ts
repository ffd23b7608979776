/** The tree as lines from a spreadsheet: name, part of, people, leader. Pure: what the names in it mean is looked up elsewhere. */
import { oneLine } from '#core/text.ts';
import { longestName } from './rules.ts';

/** What stands in one line. */
export interface Line {
  /** From 1, as it was pasted. */
  readonly at: number;
  readonly name: string;
  /** `''`: part of nothing. */
  readonly under: string;
  /** `#channel` or `@group`; `''`: made of parts. */
  readonly people: string;
  /** `''`: nobody. */
  readonly leader: string;
}

export type Wrong = 'unclosed' | 'columns' | 'noName' | 'longName' | 'twice';

export interface WrongLine {
  readonly at: number;
  readonly wrong: Wrong;
}

/** How the first column may be headed, in each language; then the line is no place. */
const headings = new Set(['name', 'team', 'place', 'ort']);

/** @param text commas, semicolons or tabs; a cell in quotation marks may hold them, and `""` for one of those. Each place is one line. */
export function readLines(text: string): {
  readonly lines: readonly Line[];
  readonly wrong: readonly WrongLine[];
} {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = separatorOf(rows.find((row) => row.trim() !== '') ?? '');
  const lines: Line[] = [];
  const wrong: WrongLine[] = [];
  const names = new Set<string>();
  let isFirst = true;
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue;
    const at = index + 1;
    const cells = cellsOf(row, separator);
    const isHeading = isFirst && headings.has((cells?.[0] ?? '').toLowerCase());
    isFirst = false;
    if (isHeading) continue;
    const found = cells === null ? 'unclosed' : wrongIn(cells, names);
    if (found !== null || cells === null) {
      wrong.push({ at, wrong: found ?? 'unclosed' });
      continue;
    }
    const [name = '', under = '', people = '', leader = ''] = cells;
    names.add(name.toLowerCase());
    lines.push({ at, name, under, people, leader });
  }
  return { lines, wrong };
}

function wrongIn(cells: readonly string[], names: ReadonlySet<string>): Wrong | null {
  const [name = '', ...rest] = cells;
  if (rest.slice(3).some((cell) => cell !== '')) return 'columns';
  if (name === '') return 'noName';
  if (name.length > longestName) return 'longName';
  return names.has(name.toLowerCase()) ? 'twice' : null;
}

const separatorOf = (row: string): string =>
  ['\t', ';', ','].find((one) => row.replaceAll(/"[^"]*"/g, '').includes(one)) ?? ',';

/** @returns `null`: a quotation mark is not closed */
function cellsOf(row: string, separator: string): string[] | null {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const sign = row.charAt(at);
    if (isQuoted && sign === '"' && row.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  // Names stand in one line wherever they are shown.
  return isQuoted ? null : [...cells, cell].map((one) => oneLine(one));
}
