/**
 * Copies an SQLite database beside a running Lore. `vacuum into` writes only rows that are there: a copy of the pages would hold what was erased
 * before the file is next cleaned. It reads one consistent state, and nobody waits for it to write.
 */
import Database from 'better-sqlite3';
import { cannotOpen } from '../engines/reachable.ts';
import type { Copied } from './sealed.ts';

/** How long to wait for another process that locks the file for a moment, in ms. */
const patience = 30_000;

/** @param to empty @returns `null` if the file holds nothing of Lore's. @throws NotReached, SQLite's error, or if the copy is not whole */
export async function copySqlite(file: string, to: string): Promise<Copied | null> {
  const source = opened(file);
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
  return whatIsIn(to);
}

/** @throws NotReached */
function opened(file: string): Database.Database {
  try {
    const source = new Database(file, { fileMustExist: true, timeout: patience });
    // Only when it is read SQLite says that a file is no database.
    source.pragma('schema_version');
    return source;
  } catch (error) {
    throw cannotOpen(error);
  }
}

/** @throws if its pages or indexes contradict each other */
export function whatIsIn(file: string): Copied | null {
  const database = new Database(file, { readonly: true });
  try {
    const said = database.pragma('integrity_check', { simple: true });
    if (said !== 'ok') throw new Error(`the copy of the database is not whole: ${String(said)}`);
    const tables = database
      .prepare<[], string>(
        // Not an index of words, which holds no rows.
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name",
      )
      .pluck()
      .all();
    if (!tables.includes('kysely_migration')) return null;
    const count = (table: string) =>
      database.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
    return {
      migrations: database
        .prepare<[], string>('select name from kysely_migration order by name')
        .pluck()
        .all(),
      rows: Object.fromEntries(tables.map((table) => [table, count(table)])),
    };
  } finally {
    database.close();
  }
}
