/**
 * Lessons as CSV (RFC 4180, lines end with CR LF), a row each. A spreadsheet must never calculate what people wrote: a cell that begins with a
 * sign that it would take for a formula gets an apostrophe in front, and so does one that begins with an apostrophe, so that reading takes
 * exactly one away. People and channels stand as `Name <ID>`, one a line; what is made of several fields as JSON.
 */
import type { Json } from '#core/export.ts';
import type { LessonRecord } from '#core/lesson-record.ts';
import { type FieldName, fieldNames, fieldsOf, lessonIn, type ReadLesson } from './fields.ts';

export const csvColumns: readonly FieldName[] = fieldNames;

const people = new Set<FieldName>(['authors', 'written_down_by', 'channel']);
const lists = new Set<FieldName>(['authors', 'topics']);
const records = new Set<FieldName>(['trials', 'standard', 'retired', 'uses', 'history']);

export const csvHeader = `${csvColumns.join(',')}\r\n`;

/** Ends in CR LF. */
export function csvRowOf(lesson: LessonRecord): string {
  const fields = fieldsOf(lesson);
  return `${csvColumns.map((name) => quoted(harmless(cellOf(name, fields[name] ?? null)))).join(',')}\r\n`;
}

/** @param cells as a reader of CSV gave them, in the order of `csvColumns` */
export function csvRowIn(cells: readonly string[]): ReadLesson {
  const fields: Record<string, unknown> = {};
  for (const [at, name] of csvColumns.entries()) {
    const cell = asWritten(cells[at] ?? '');
    if (cell === '') continue;
    const value = valueOf(name, cell);
    if (value === undefined) return { wrong: `${name}: cannot be read` };
    fields[name] = value;
  }
  return lessonIn(fields);
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** What spreadsheets take for a formula, also as full-width signs and after white space. */
const harmless = (cell: string): string => (/^['=+\-@＝＋－＠\s]/.test(cell) ? `'${cell}` : cell);
const asWritten = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

function cellOf(name: FieldName, value: Json): string {
  if (value === null) return '';
  if (records.has(name)) return JSON.stringify(value);
  if (people.has(name))
    return (lists.has(name) ? (value as readonly Named[]) : [value as Named]).map(nameOf).join('\n');
  if (lists.has(name)) return (value as readonly string[]).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Named {
  readonly name?: string;
  readonly id?: string;
}

/** A name may look as if an id followed, or be of several lines: then it stands as JSON. */
const nameOf = ({ name, id }: Named): string =>
  name !== undefined && (name !== name.trim() || /^\{|[\r\n\u2028\u2029<>]/.test(name))
    ? JSON.stringify({ name, id })
    : [name, id === undefined ? undefined : `<${id}>`].filter((part) => part !== undefined).join(' ');

function nameIn(text: string): unknown {
  if (text.startsWith('{')) return parsed(text);
  const [, name, id] = /^(.*?) ?(?:<([^<>]+)>)?$/.exec(text) ?? [];
  return { ...(name === undefined || name === '' ? {} : { name }), ...(id === undefined ? {} : { id }) };
}

/** @returns `undefined`: cannot be read */
function valueOf(name: FieldName, cell: string): unknown {
  if (name === 'lore') return Number(cell);
  if (records.has(name)) return parsed(cell);
  if (people.has(name)) {
    const all = cell.split('\n').map(nameIn);
    return lists.has(name) ? all : all[0];
  }
  return lists.has(name) ? cell.split(', ') : cell;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
