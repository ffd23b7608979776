/** The SQLite database that is copied: read as it is at one instant, and never written. */
import Database from 'better-sqlite3';
import type { Ran } from '../engines/compatible.ts';
import { cannotOpen } from '../engines/reachable.ts';

export interface Source {
  /** `null`: nothing of Lore's is in it. */
  readonly migrations: readonly Ran[] | null;
  /** By the name of each table, its columns. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly count: (table: string) => number;
  /** The rows of a table, one after the other, with their cells in the order of these columns. */
  readonly rows: (table: string, columns: readonly string[]) => IterableIterator<readonly unknown[]>;
  readonly close: () => void;
}

/** @param file a path; no Lore runs on it @throws NotReached */
export function openSource(file: string): Source {
  const database = opened(file);
  // One transaction, so that every table is read as of one instant.
  database.exec('begin');
  const names = database
    .prepare<[], string>(
      // Not an index of words, which holds no rows.
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all();
  const columns = database.prepare<[string], string>('select name from pragma_table_info(?)').pluck();
  return {
    // All columns, since before 0.2 there were two.
    migrations: names.includes('kysely_migration')
      ? database
          .prepare<[], Ran>('select * from kysely_migration order by name')
          .all()
          .map(({ name, needs, lore }) => ({ name, needs, lore: lore ?? null }))
      : null,
    tables: new Map(names.map((name) => [name, columns.all(name)])),
    count: (table) =>
      Number(
        database
          .prepare(`select count(*) from ${quoted(table)}`)
          .pluck()
          .get(),
      ),
    rows: (table, of) =>
      database
        .prepare<[], unknown[]>(`select ${of.map(quoted).join(', ')} from ${quoted(table)}`)
        .raw()
        .iterate(),
    close: () => void database.close(),
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** @throws NotReached */
function opened(file: string): Database.Database {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    // Only when it is read SQLite says that a file is no database.
    database.pragma('schema_version');
    return database;
  } catch (error) {
    throw cannotOpen(error);
  }
}
