/**
 * Copies Lore's tables out of PostgreSQL, as one transaction sees them: for each table a line with its name, then each row as JSON. Lore brings this
 * itself, since `pg_dump` has to be at least as new as the server, and is often missing where Lore runs.
 */
import { open } from 'node:fs/promises';
import pg from 'pg';
import { isLost, openSession } from '../engines/postgres-session.ts';
import { orderless } from '../ballots/tables.ts';
import { derivedAmong } from '../search/searched.ts';
import { BackupError } from './backup-error.ts';
import { inOrder, type ListedTable, listTables } from './fresh-postgres.ts';
import type { Copied } from './sealed.ts';

/** How many rows are read at once. */
const batch = 1000;

/** @param to empty @returns `null` if there is nothing of Lore's. @throws NotReached, BackupError */
export async function copyPostgres(url: string, to: string): Promise<Copied | null> {
  const client = await openSession(url, 'lore backup');
  const out = await open(to, 'a');
  try {
    await client.query('begin isolation level repeatable read read only');
    const all = inOrder((await client.query<ListedTable>(listTables)).rows);
    const derived = derivedAmong(all);
    const tables = all.filter((name) => !derived.has(name));
    if (!tables.includes('kysely_migration')) return null;
    const rows: Record<string, number> = {};
    for (const table of tables) {
      await out.appendFile(`table ${table}\n`);
      rows[table] = await copyTable(client, table, (lines) => out.appendFile(lines));
    }
    const { rows: ran } = await client.query<{ name: string }>(
      'select name from kysely_migration order by name',
    );
    return { migrations: ran.map(({ name }) => name), rows };
  } catch (error) {
    if (!isLost(error)) throw error;
    throw new BackupError(
      'The connection to PostgreSQL was lost while it was read, so no backup was written. Try again when PostgreSQL is back.',
      { cause: error },
    );
  } finally {
    await out.close();
    await client.end();
  }
}

async function copyTable(
  client: pg.Client,
  table: string,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  const name = pg.escapeIdentifier(table);
  // As they lie in the table, they would be in the order in which they came.
  const order = orderless.has(table) ? 'order by random()' : '';
  await client.query(
    `declare rows_of no scroll cursor for select row_to_json(t)::text as line from ${name} as t ${order}`,
  );
  for (let count = 0; ;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batch} from rows_of`);
    count += rows.length;
    if (rows.length > 0) await write(rows.map(({ line }) => `${line}\n`).join(''));
    if (rows.length < batch) {
      await client.query('close rows_of');
      return count;
    }
  }
}
