/** Every row of every table of a database, whoever made it, as its engine gives them. */
import { sql } from 'kysely';
import type { Store } from '../../src/store/store.ts';

/** @returns by table, with its schema on PostgreSQL, its rows as text, sorted */
export async function wholeDatabase(
  store: Pick<Store, 'system' | 'engine'>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const list =
    store.engine === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master
          where type = 'table' and sql not like 'create virtual table%'`
      : sql<{ name: string }>`select schemaname || '.' || tablename as name from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema')`;
  const found: [string, readonly string[]][] = [];
  for (const { name } of (await list.execute(store.system)).rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(store.system);
    found.push([name.replace(/^public\./, ''), rows.map((row) => JSON.stringify(row)).sort()]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
