/**
 * CSV as RFC 4180 and spreadsheets write it: commas, semicolons or tabs, either line end, quoted line breaks. A row that is wrong costs that row
 * alone: after a quotation mark that is never closed, reading goes on in the next line. That is why no library reads it.
 */
import { createReadStream } from 'node:fs';
import { csvColumns, csvRowIn } from '../format/csv.ts';
import { entry, ownEntry, type Read, refused } from './entry.ts';
import { textIn } from './utf8.ts';

/** In bytes: a row of a spreadsheet is far shorter, so something is not closed. */
const longestRow = 1_048_576;

interface Row {
  /** One character for each byte. */
  readonly cells: readonly string[];
  readonly raw: string;
  readonly line: number;
  readonly wrong: string | null;
}

/** @param done called with the bytes read so far @throws nothing for what is in the file: each row that is wrong is refused */
export async function* readCsv(file: string, done: (bytes: number) => void): AsyncIterable<Read> {
  let columns: readonly string[] | null = null;
  for await (const row of rowsOf(file, done)) {
    const bytes = Buffer.from(row.raw, 'latin1');
    const at = { line: row.line };
    const found = textIn(bytes, row.line);
    if ('reason' in found) {
      yield refused({ line: found.line }, found.reason, null, bytes);
      if (columns === null) return;
    } else if (row.wrong !== null) yield refused(at, row.wrong, found.text);
    else {
      const cells = row.cells.map((cell) => Buffer.from(cell, 'latin1').toString('utf8'));
      if (columns === null) columns = cells.map((name) => name.replace(/^\uFEFF/, '').trim());
      else if (cells.length !== columns.length)
        yield refused(at, ragged(cells.length, columns.length), found.text);
      else if (isOwn(columns)) yield ownEntry(at, csvRowIn(cells), found.text);
      else
        yield entry({
          at,
          key: null,
          cells: Object.fromEntries(columns.map((name, nth) => [name, cells[nth] ?? ''])),
          page: null,
          raw: found.text,
        });
    }
  }
}

/** As Lore exports them. */
const isOwn = (columns: readonly string[]): boolean => columns.join() === csvColumns.join();

const ragged = (has: number, wanted: number): string =>
  `The row has ${has === 1 ? '1 cell' : `${has} cells`}, the first line of the file has ${wanted}.`;

/** Without empty lines. */
async function* rowsOf(file: string, done: (bytes: number) => void): AsyncIterable<Row> {
  let buffer = '';
  let total = 0;
  let line = 1;
  let separator: string | null = null;
  const chunks: AsyncIterable<string> = createReadStream(file, {
    encoding: 'latin1',
    highWaterMark: 262_144,
  });
  const taken = function* (isEnd: boolean): Iterable<Row> {
    let from = 0;
    while (from < buffer.length) {
      separator ??= separatorOf(buffer, isEnd);
      const row = separator === null ? null : rowAt(buffer, from, separator, isEnd);
      if (row === null) break;
      const raw = buffer.slice(from, row.end).replace(/\r?\n$|\r$/, '');
      if (raw !== '') yield { cells: row.cells, raw, line, wrong: row.wrong };
      line += row.lines;
      from = row.end;
    }
    buffer = buffer.slice(from);
  };
  for await (const chunk of chunks) {
    total += chunk.length;
    buffer += total === chunk.length ? chunk.replace(/^\u00EF\u00BB\u00BF/, '') : chunk;
    yield* taken(false);
    done(total);
  }
  yield* taken(true);
}

/** Whichever the first line has most of. @returns `null` while the line is not whole */
function separatorOf(text: string, isEnd: boolean): string | null {
  const end = text.search(/[\r\n]/);
  if (end === -1 && !isEnd) return null;
  const first = end === -1 ? text : text.slice(0, end);
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

interface Taken {
  readonly cells: readonly string[];
  /** The index after its end. */
  readonly end: number;
  readonly lines: number;
  readonly wrong: string | null;
}

/** @returns the row that begins at `from`; `null`: more of the file is needed */
function rowAt(text: string, from: number, separator: string, isEnd: boolean): Taken | null {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at, separator);
    if (cell === null) {
      if (!isEnd && text.length - from <= longestRow) return null;
      return broken(text, from, 'A quotation mark is opened and never closed.');
    }
    cells.push(cell.value);
    at = cell.end;
    const next = text[at];
    if (next === undefined) return isEnd ? done(text, from, at, cells) : null;
    // The other half of the line end may still come.
    if (next === '\r' && at + 1 === text.length && !isEnd) return null;
    if (next === '\r' || next === '\n')
      return done(text, from, at + (next === '\r' && text[at + 1] === '\n' ? 2 : 1), cells);
    if (next !== separator) {
      if (!isEnd && !/[\r\n]/.test(text.slice(at))) return null;
      return broken(text, from, 'Something stands after a closing quotation mark.');
    }
    at += 1;
  }
}

function quotedAt(text: string, at: number): { readonly value: string; readonly end: number } | null {
  for (let from = at + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    if (text[quote + 1] !== '"')
      return { value: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}

function plainAt(
  text: string,
  at: number,
  separator: string,
): { readonly value: string; readonly end: number } {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(at, end), end };
}

const linesIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;

const done = (text: string, from: number, end: number, cells: readonly string[]): Taken => ({
  cells,
  end,
  lines: linesIn(text.slice(from, end)),
  wrong: null,
});

/** Only its first line is given up. */
function broken(text: string, from: number, wrong: string): Taken {
  const found = /\r\n|\r|\n/g;
  found.lastIndex = from;
  const end = found.exec(text) === null ? text.length : found.lastIndex;
  return { cells: [], end, lines: 1, wrong };
}
