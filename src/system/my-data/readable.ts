/** Formats records as readable lines, and in pages. Pure. */
import type { Json } from '#core/export.ts';
import { channelId, userId } from '#core/ids.ts';
import { type Piece, pieceLength } from '#core/kit/blocks.ts';

/** One line: the value's name in bold, a person's words as written, people and channels as Slack shows them. */
export type Line = readonly Piece[];

/** The reader's words for the contents of an export (see `core/export.ts`). */
export interface DataWords {
  /** The label of a key. */
  readonly title: (key: string) => string;
  readonly choice: (key: string, choice: string) => string;
  /** @param iso an instant, in UTC */
  readonly moment: (iso: string) => string;
  /** @param date `YYYY-MM-DD` */
  readonly day: (date: string) => string;
  /** Nothing there; yes; no; something that the reader may no longer see. */
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly unseen: string;
}

/** Identifies a record among others; useless to a person. */
const idKey = 'id';

/** Omits only the records' ids, and shortens nothing. @returns a line for each value, list entries under a dot, a text's line breaks kept */
export function readable(value: Json, words: DataWords, key = '', depth = 0): Line[] {
  const indent = '    '.repeat(depth);
  const leaf = leafOf(value, words, key);
  if (leaf !== null) return [[indent, leaf]];
  if (isList(value)) return value.flatMap((entry) => dotted(readable(entry, words, key, depth + 1), indent));
  return Object.entries(value as { readonly [name: string]: Json })
    .filter(([name]) => name !== idKey)
    .flatMap(([name, entry]): Line[] => {
      const title: Piece = { bold: `${words.title(name)}: ` };
      const inner = leafOf(entry, words, name);
      if (inner !== null) return [[indent, title, inner]];
      const few = inline(entry, words, name);
      if (few !== null) return [[indent, title, ...few]];
      return [[indent, title], ...readable(entry, words, name, depth + 1)];
    });
}

/** @returns a list of people, channels, dates or choices as one line; `null` for one of texts or of records */
function inline(value: Json, words: DataWords, key: string): Piece[] | null {
  if (!isList(value) || value.some((entry) => typeof entry === 'string')) return null;
  const leaves = value.map((entry) => leafOf(entry, words, key));
  if (leaves.includes(null)) return null;
  return leaves.flatMap((leaf, index) => (leaf === null ? [] : index === 0 ? [leaf] : [', ', leaf]));
}

/** A list entry's first line begins with a dot. */
function dotted([first = [], ...rest]: readonly Line[], indent: string): Line[] {
  return [[`${indent}  • `, ...first.slice(1)], ...rest];
}

/** @returns `null` for non-empty records and lists */
function leafOf(value: Json, words: DataWords, key: string): Piece | null {
  if (value === null || value === '') return words.none;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (isList(value)) return value.length === 0 ? words.none : null;
  return taggedOf(value, words, key);
}

function taggedOf(value: { readonly [name: string]: Json }, words: DataWords, key: string): Piece | null {
  const [first, ...more] = Object.entries(value);
  if (first === undefined) return words.none;
  const [tag, what] = first;
  if (typeof what !== 'string') return null;
  if (tag === 'record' && more.length === 1 && 'called' in value)
    return typeof value['called'] === 'string' ? value['called'] : words.unseen;
  if (more.length > 0) return null;
  switch (tag) {
    case 'person':
      return { person: userId(what) };
    case 'channel':
      return { channel: channelId(what) };
    case 'choice':
      return words.choice(key, what);
    case 'at':
      return words.moment(what);
    case 'on':
      return words.day(what);
    default:
      return null;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A line's length in characters. */
const lengthOf = (line: Line): number => line.reduce((sum, piece) => sum + pieceLength(piece), 0);

/**
 * Groups lines into texts that fit a block.
 * @param most characters per part; a longer line continues in the next
 * @returns parts that join to the same lines, cut only between characters
 */
export function inParts(lines: readonly Line[], most: number): Line[][] {
  const parts: Line[][] = [];
  let room = 0;
  for (const line of lines.flatMap((long) => cut(long, most))) {
    const needed = lengthOf(line) + 1;
    const last = parts.at(-1);
    if (last !== undefined && needed <= room) last.push(line);
    else {
      parts.push([line]);
      room = most;
    }
    room -= needed;
  }
  return parts;
}

/** A line in pieces of at most `most` characters. */
function cut(line: Line, most: number): Line[] {
  if (lengthOf(line) < most) return [line];
  const lines: Piece[][] = [[]];
  let room = most - 1;
  const add = (piece: Piece, length: number): void => {
    if (length > room && (lines.at(-1)?.length ?? 0) > 0) {
      lines.push([]);
      room = most - 1;
    }
    lines.at(-1)?.push(piece);
    room -= length;
  };
  for (const piece of line) {
    if (typeof piece !== 'string') add(piece, lengthOf([piece]));
    else for (const some of chunksOf(piece, Math.max(most - 1, 1))) add(some, some.length);
  }
  return lines;
}

function chunksOf(text: string, size: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > size) {
    // Never split a surrogate pair.
    const end = /[\uD800-\uDBFF]$/.test(rest.slice(0, size)) ? Math.max(size - 1, 1) : size;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}
