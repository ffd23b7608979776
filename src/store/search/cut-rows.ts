/** Cuts rows whose words are not kept yet: the database noted them when they were written, by any process. */
import { type Kysely, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { TeamId } from '#core/ids.ts';
import { cutRow, cutVersion } from '#core/search/cut.ts';
import { storedOf, type StoredWords } from '#core/search/stored.ts';
import type { AnyTable, Searched, SharedRow } from '#core/tables.ts';
import type { Engine } from '../engines/engine.ts';
import { runKept } from '../engines/kept-text.ts';
import { storable } from '../engines/storable.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { columnsWithWords, searchedIn, textsOf, wordsTable } from './searched.ts';

/** How many rows are cut in one transaction, so that nobody waits long. */
const batch = 50;

type Waiting = Readonly<Record<string, string | number | null>> & {
  readonly team_id: TeamId;
  readonly row_id: string;
};

/** Of these rows, those whose words changed: in the transaction that wrote them. */
export async function cutRows(
  { db, teamId }: { readonly db: Kysely<Schema>; readonly teamId: TeamId },
  table: AnyTable,
  ids: readonly string[],
): Promise<void> {
  const searched = searchedIn(table);
  if (searched === null) return;
  for (const some of chunks(ids))
    await cut(
      db,
      table,
      searched,
      sql`where x.team_id = ${teamId} and x.row_id in (${sql.join(some)}) and x.cut = 0`,
    );
}

/**
 * The words of new rows, without reading them again.
 * @returns keeps them, once the rows are stored
 */
export function cutNew(
  { db, teamId }: { readonly db: Kysely<Schema>; readonly teamId: TeamId },
  table: AnyTable,
  rows: readonly SharedRow[],
): () => Promise<void> {
  const searched = searchedIn(table);
  if (searched === null) return async () => undefined;
  const { unless } = searched;
  const words = rows
    .map((row): Waiting => ({ ...asStored(row), team_id: teamId, row_id: row.id }))
    .filter((row) => unless === undefined || row[unless[0]] !== unless[1])
    .map((row) => wordsOf(searched, row));
  return async () => {
    for (const some of chunks(words)) await keepWords(db, table, some);
  };
}

/** Its cells as they come out of the database again: the same text is cut to the same words. */
const asStored = (row: SharedRow): Readonly<Record<string, string | number | null>> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, storable(value)]));

/** Whether the database lets a row wait for its words after this change. */
export function changesWords(table: AnyTable, change: object): boolean {
  const searched = searchedIn(table);
  if (searched === null) return false;
  const columns = [...columnsWithWords(searched), searched.at, searched.unless?.[0]];
  return Object.keys(change).some((column) => columns.includes(column));
}

/**
 * Some of a workspace that wait: they were there before there was search, are cut as it was done before, came with a backup, or an older Lore wrote
 * them. One transaction.
 * @returns how many rows were cut; 0: none is left
 */
export async function cutWaiting(inside: Inside, engine: Engine['name'], team: TeamId): Promise<number> {
  for (const table of inside.tables) {
    const searched = searchedIn(table);
    if (searched === null) continue;
    // Who changes a row meanwhile waits: its words would be those of before.
    const held = engine === 'postgres' ? sql` for share of t` : sql``;
    const which = sql`where x.team_id = ${team} and x.cut < ${cutVersion} order by x.cut limit ${batch}${held}`;
    const count = await inside.write((db) => cut(db, table, searched, which));
    if (count > 0) return count;
  }
  return 0;
}

/** The workspaces in which some wait. */
export async function withUncut(inside: Inside, db: Kysely<Schema>): Promise<readonly TeamId[]> {
  const found = new Set<TeamId>();
  for (const table of inside.tables) {
    if (searchedIn(table) === null) continue;
    const { rows } = await sql<Pick<Waiting, 'team_id'>>`select distinct x.team_id
      from ${wordsTable(table.name)} as x where x.cut < ${cutVersion}`.execute(db);
    for (const row of rows) found.add(row.team_id);
  }
  return [...found];
}

async function cut(
  db: Kysely<Schema>,
  table: AnyTable,
  searched: Searched,
  which: ReturnType<typeof sql>,
): Promise<number> {
  const words = wordsTable(table.name);
  const columns = sql.join(columnsWithWords(searched).map((column) => sql.ref(`t.${column}`)));
  const { rows } = await sql<Waiting>`
    select x.team_id, x.row_id, ${columns} from ${words} as x
    inner join ${sql.table(table.name)} as t on t.team_id = x.team_id and t.id = x.row_id ${which}`.execute(
    db,
  );
  await keepWords(
    db,
    table,
    rows.map((row) => wordsOf(searched, row)),
  );
  return rows.length;
}

type WordsOfRow = readonly [team: TeamId, row: string, words: StoredWords];

const wordsOf = (searched: Searched, row: Waiting): WordsOfRow => [
  row.team_id,
  row.row_id,
  storedOf(cutRow(textsOf(searched, row))),
];

/** One statement: the database counts the words of all its rows at once. */
async function keepWords(db: Kysely<Schema>, { name }: AnyTable, rows: readonly WordsOfRow[]): Promise<void> {
  if (rows.length === 0) return;
  await runKept(db, `words ${name}`, [cutVersion, ...rows.flat()], () => {
    const each = rows.map((row) => sql`(${sql.join(row)})`);
    return sql`update ${wordsTable(name)} set words = v.column3, cut = ${cutVersion}
      from (values ${sql.join(each)}) as v where team_id = v.column1 and row_id = v.column2`;
  });
}
