/** JSON lines: an object a line. Read line by line, so that a file of any size takes the memory of its longest line. */
import { createReadStream } from 'node:fs';
import { jsonLineIn } from '../format/json-lines.ts';
import { type Entry, entry, ownEntry, type Read, refused } from './entry.ts';
import { textIn } from './utf8.ts';

/** In bytes: longer ones are passed over, and said. */
const longestLine = 1_048_576;

/** @param done called with the bytes read so far */
export async function* readJsonLines(file: string, done: (bytes: number) => void): AsyncIterable<Read> {
  let line = 0;
  for await (const bytes of linesOf(file, done)) {
    line += 1;
    if (bytes.length > longestLine) yield refused({ line }, 'The line is longer than 1 MB.', null);
    else {
      const read = objectIn(bytes, line);
      if (read !== null) yield read;
    }
  }
}

/** Lines without their ends; of one that is too long, its first part. */
async function* linesOf(file: string, done: (bytes: number) => void): AsyncIterable<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  let total = 0;
  const take = (part: Buffer) => {
    if (length <= longestLine) rest.push(part);
    length += part.length;
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, end));
      yield Buffer.concat(rest);
      [rest, length, from] = [[], 0, end + 1];
    }
    if (from < chunk.length) take(chunk.subarray(from));
    total += chunk.length;
    done(total);
  }
  if (length > 0) yield Buffer.concat(rest);
}

/** @returns `null` for an empty line */
function objectIn(bytes: Buffer, line: number): Read | null {
  const found = textIn(bytes);
  if ('reason' in found) return refused({ line }, found.reason, null, bytes);
  const raw = found.text.trim();
  if (raw === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return refused({ line }, 'The line is not whole JSON: perhaps it is cut off.', raw);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused({ line }, 'The line is JSON, but no object ({"title": …}).', raw);
  const own = jsonLineIn(value);
  if (own !== null) return ownEntry({ line }, own, raw);
  const cells = Object.fromEntries(
    Object.entries(value).flatMap(([name, cell]) => {
      const text = cellText(cell);
      return text === null ? [] : [[name, text]];
    }),
  );
  if (Object.values(cells).some((cell) => cell.includes('\0')))
    return refused({ line }, 'It holds a NUL character, so it is no text.', raw);
  const it: Entry = { at: { line }, key: null, cells, page: null, raw };
  return entry(it);
}

/** Lists of words become words between commas; what is deeper stays JSON. */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((one) => ['string', 'number'].includes(typeof one)))
    return value.join(', ');
  return JSON.stringify(value);
}
