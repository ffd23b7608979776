/**
 * Makes sure that SQLite keeps the words. A Lore from before there was search leaves its triggers out when it restores a backup; what was written
 * or erased since then, the words do not know, so they are made again from the rows.
 */
import { type Kysely, sql } from 'kysely';
import { waitingRows } from '../../../db/words.ts';
import { triggersOf } from '../../../db/words-sqlite.ts';
import type { AnyTable } from '#core/tables.ts';
import type { Engine } from '../engines/engine.ts';
import type { Schema } from '../schema.ts';
import { derivedTables, madeFor, searchedIn } from './searched.ts';

/** After the migrations. @param tables of the features */
export async function makeSure(
  { db, name: engine }: Pick<Engine, 'db' | 'name'>,
  tables: readonly AnyTable[],
): Promise<void> {
  if (engine === 'postgres') return;
  for (const table of tables) {
    if (searchedIn(table) === null || (await areThere(db, table))) continue;
    await db.transaction().execute(async (write) => {
      if (!(await areThere(write, table))) await makeAgain(write, table);
    });
  }
}

async function areThere(db: Kysely<Schema>, table: AnyTable): Promise<boolean> {
  const wanted = Object.entries(triggersFor(table));
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'trigger'`.execute(db);
  const found = new Map(rows.map((row) => [row.name, row.sql]));
  return wanted.every(([name, text]) => found.get(name) === text.replace('create trigger', 'CREATE TRIGGER'));
}

async function makeAgain(db: Kysely<Schema>, table: AnyTable): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const triggers = triggersFor(table);
  for (const name of Object.keys(triggers)) await run(`drop trigger if exists ${name}`);
  for (const derived of derivedTables([table.name])) await run(`delete from ${derived}`);
  await run(`insert into ${table.name}_terms (${table.name}_terms) values ('delete-all')`);
  for (const statement of Object.values(triggers)) await run(statement);
  const searched = searchedIn(table);
  if (searched !== null) await run(waitingRows('sqlite', madeFor(table, searched)));
}

/** The triggers of a searched table, by name. */
export function triggersFor(table: AnyTable): Readonly<Record<string, string>> {
  const searched = searchedIn(table);
  return searched === null ? {} : triggersOf(madeFor(table, searched));
}
