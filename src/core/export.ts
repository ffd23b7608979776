/**
 * The records of an export: a practice's rows as their tables are declared, as far as the viewer may see them. A value is either plain or an
 * object that says what it is, so a program recognises it without knowing the key, and a person is shown a name or a date. What people wrote
 * is always plain text.
 *
 * Keys are English and never change. People read the sentence `data.<key>` of the feature's copy before a value; a choice reads as
 * `data.<key>.<choice>`, or as `<key>.<choice>` where the feature has that sentence anyway.
 */
import type { Instant } from './clock.ts';
import { columnsThat, type Cell, type ColumnKind } from './columns.ts';
import { rowId, type UserId, type ChannelId, type RowId } from './ids.ts';
import type { ReadScope, Subject } from './scope.ts';
import type { Sealed } from './sealed.ts';
import type { Select } from './select.ts';
import { partsOf, wholeOf, type AnyTable, type RowOf } from './tables.ts';
import type { LocalDate } from './time/date.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Records = Readonly<Record<string, Json>>;

/** `{ "person": "U…" }`, or `null` for nobody. */
export function aPerson(user: UserId | null): Json {
  return user === null ? null : { person: user };
}

/** `{ "channel": "C…" }` */
export function aChannel(channel: ChannelId): Json {
  return { channel };
}

/** `{ "at": "2026-11-24T12:00:00.000Z" }`, in UTC. */
export function anInstant(at: Instant | null): Json {
  return at === null ? null : { at: new Date(at).toISOString() };
}

/** `{ "on": "2026-11-24" }`, a day of the calendar, in no zone. */
export function aDay(on: LocalDate): Json {
  return { on };
}

/** `{ "record": "…", "called": "…" }`: another record. @param called `null` where the reader may no longer see it */
export function aRecord(record: RowId, called: string | null): Json {
  return { record, called };
}

/** `{ "choice": "…" }`: one of a fixed set of words, as stored. */
export function aChoice(choice: string): Json {
  return { choice };
}

/** Of one export. */
export interface Exporting<Row> {
  readonly view: ReadScope;
  readonly subject: Subject;
  /** The record of a row, as its table is declared. */
  readonly plain: (row: Row) => Records;
}

/** For a table whose records are more than its rows. */
export interface SpecialRecords {
  readonly table: AnyTable;
  // oxlint-disable-next-line typescript/no-explicit-any -- of the rows of `table`
  readonly records: (rows: readonly any[], it: Exporting<any>) => Promise<readonly Json[]>;
}

/** @param records makes them from the subject's rows, in the declared order */
export function recordsOf<Of extends AnyTable>(
  table: Of,
  records: (rows: readonly RowOf<Of>[], it: Exporting<RowOf<Of>>) => Promise<readonly Json[]>,
): SpecialRecords {
  return { table, records };
}

/** What an export needs to know about a feature. */
interface Exported {
  readonly tables: readonly AnyTable[];
  readonly records?: readonly SpecialRecords[];
}

/**
 * Everything of a feature that is the subject's and that `access` shows. For a person: their own rows, those they wrote, and those that a
 * column makes theirs. For a channel or a workspace: what is in it, without anyone's own rows.
 */
export async function exportOf(
  { tables, records = [] }: Exported,
  access: ReadScope,
  subject: Subject,
): Promise<Records> {
  // An export is handed on: who else offers something does not belong in it.
  const view: ReadScope = { ...access, offering: async () => [] };
  const rowsOf = rowsFor(tables, view, subject);
  const exported: Record<string, Json> = {};
  for (const table of tables) {
    if (table.exported === undefined || !isIn(table, subject)) continue;
    const rows = await rowsOf(table);
    const plain = await plainOf(table, tables, rows, view, subject);
    const special = records.find((one) => one.table === table);
    exported[table.exported.as] =
      special === undefined ? rows.map(plain) : await special.records(rows, { view, subject, plain });
  }
  return exported;
}

/** Whether an export of this subject includes the table. */
function isIn({ guard, exported }: AnyTable, { kind }: Subject): boolean {
  if (kind === 'person') return exported !== undefined && exported.only !== 'channel';
  return guard === 'shared' && exported?.only !== 'person';
}

type Row = Readonly<Record<string, Cell>>;

/** @returns a function that gives the subject's rows of a table, reading each table once */
function rowsFor(tables: readonly AnyTable[], view: ReadScope, subject: Subject) {
  const read = new Map<AnyTable, Promise<readonly Row[]>>();
  const rowsOf = (table: AnyTable): Promise<readonly Row[]> => {
    const rows = read.get(table) ?? find(table).then((found) => inOrder(table, found));
    read.set(table, rows);
    return rows;
  };
  const find = (table: AnyTable): Promise<readonly Row[]> => {
    if (subject.kind !== 'person') return foundIn(table, subject);
    return table.guard === 'own' ? all(view.from(table)) : ofPerson(table, subject.userId);
  };

  const foundIn = async (table: AnyTable, of: Exclude<Subject, { kind: 'person' }>) => {
    if (table.guard === 'own') return [];
    const rows = await all(view.from(table));
    const whole = wholeOf(table, tables);
    if (whole !== null) {
      const ids = new Set((await rowsOf(whole.table)).map(({ id }) => id));
      return rows.filter((row) => ids.has(row[whole.column] ?? null));
    }
    return of.kind === 'channel' ? rows.filter((row) => row['channel_id'] === of.channelId) : rows;
  };

  const ofPerson = async (table: Extract<AnyTable, { guard: 'shared' }>, user: UserId) => {
    const theirs = columnsThat(table.columns, ({ isTheirs }) => isTheirs);
    const parts = table.exported?.withParts === true ? partsOf(table, tables) : [];
    const ids = new Set<Cell | undefined>();
    for (const { table: part, of } of parts)
      if (part.exported !== undefined) for (const row of await rowsOf(part)) ids.add(row[of]);
    const wrote = await all(view.mine(table));
    if (theirs.length === 0 && ids.size === 0) return wrote;
    for (const { id } of wrote) ids.add(id);
    const seen = await all(view.from(table));
    return seen.filter((row) => ids.has(row['id']) || theirs.some((column) => row[column] === user));
  };
  return rowsOf;
}

// oxlint-disable-next-line typescript/no-explicit-any -- of any table
const all = (query: Select<any>): Promise<readonly Row[]> => query.selectAll().execute();

function inOrder(table: AnyTable, rows: readonly Row[]): readonly Row[] {
  const order = table.exported?.order;
  const by = [...(order === undefined ? [] : [order]), ...(table.guard === 'own' ? table.key : ['id'])];
  return rows.toSorted((a, b) => {
    const column = by.find((one) => a[one] !== b[one]);
    return column === undefined ? 0 : (a[column] ?? 0) < (b[column] ?? 0) ? -1 : 1;
  });
}

/** @returns a function that makes a record of a row, with its columns in order */
async function plainOf(
  table: AnyTable,
  tables: readonly AnyTable[],
  rows: readonly Row[],
  view: ReadScope,
  subject: Subject,
): Promise<(row: Row) => Records> {
  const whole = wholeOf(table, tables);
  const names = whole === null ? new Map<Cell, string | null>() : await namesIn(whole.table, view);
  const { withId, writers } = table.exported ?? {};
  const wrote =
    table.guard === 'shared' && writers !== undefined && subject.kind !== 'person'
      ? await view.authors(table, rows.map(idOf))
      : null;
  const shown = Object.entries(table.columns).flatMap(([name, { kind, exportKey }]) =>
    exportKey === null ? [] : [{ name, kind, key: exportKey ?? keyOf(name) }],
  );
  return (row) => ({
    ...(withId === true ? { id: row['id'] ?? null } : {}),
    ...Object.fromEntries(
      shown.map(({ name, kind, key }) => {
        const cell = row[name] ?? null;
        const isWhole = name === whole?.column;
        if (cell === null) return [key, null];
        if (kind === 'sealed' && subject.kind === 'person') return [key, view.unseal(String(cell) as Sealed)];
        return [key, valueOf(kind, cell, isWhole ? (names.get(cell) ?? null) : null)];
      }),
    ),
    ...(wrote === null || writers === undefined
      ? {}
      : { [writers]: (wrote.get(idOf(row)) ?? []).map(aPerson) }),
  });
}

/** The names of a table's rows, as far as the viewer may see them. */
async function namesIn(table: AnyTable, view: ReadScope): Promise<ReadonlyMap<Cell, string | null>> {
  if (table.guard === 'own' || table.called === undefined) return new Map();
  const rows = await view.from(table).selectAll().execute();
  return new Map(rows.map((row) => [row.id, table.called?.(row) ?? null]));
}

const idOf = (row: Row): RowId => rowId(String(row['id']));

/** `told_at` is `toldAt`, `owner_id` is `owner`. */
export const keyOf = (column: string): string =>
  column.replace(/_id$/, '').replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** @param called the name of the row that a reference names */
function valueOf(kind: ColumnKind, cell: string | number, called: string | null): Json {
  switch (kind) {
    case 'person':
      return { person: cell };
    case 'channel':
      return { channel: cell };
    case 'instant':
      return anInstant(Number(cell));
    case 'day':
      return { on: cell };
    case 'row':
      return { record: cell, called };
    case 'choice':
      return { choice: cell };
    case 'flag':
      return cell === 1;
    case 'number':
    case 'text':
      return cell;
    case 'team':
    case 'group':
    case 'audience':
    case 'seal':
    case 'secret':
    case 'sealed':
      throw new Error(`a ${kind} stands in no export`);
  }
}
