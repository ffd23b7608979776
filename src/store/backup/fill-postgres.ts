/** Fills an empty PostgreSQL database from a backup, in one transaction: whatever interrupts it, the database is as empty as before. */
import { createReadStream } from 'node:fs';
import type { Kysely } from 'kysely';
import { migrateIn } from '../engines/migrate.ts';
import { openEngine } from '../engines/open.ts';
import { isLost } from '../engines/postgres-session.ts';
import { mustReach } from '../engines/reachable.ts';
import type { Schema } from '../schema.ts';
import { derivedAmong } from '../search/searched.ts';
import { type Happened, markRestored } from './mark-restored.ts';
import { BackupError } from './backup-error.ts';
import { insertRows, isEmpty, makeFresh } from './fresh-postgres.ts';
import { linesOf } from './lines.ts';
import type { Repeating } from './repeating.ts';
import type { Manifest } from './sealed.ts';

/** How many rows are written at once. */
const batch = 500;

export interface Filled {
  readonly repeating: Repeating;
  /** Tables with rows in the backup that none of Lore's migrations made: somebody else's, in the same schema. They are not restored. */
  readonly leftOut: readonly string[];
}

/** Its tables are made as they were, filled, and then updated. @throws BackupError if anything is in the database */
export async function fillPostgres(
  url: string,
  file: string,
  about: Manifest,
  happened: Happened,
): Promise<Filled> {
  const engine = openEngine(url);
  try {
    await mustReach(engine);
    return await engine.db.transaction().execute(async (db) => {
      if (!(await isEmpty(db)))
        throw new BackupError(
          'The database that DATABASE_URL names is not empty. Nothing was changed. Make an empty one (create database lore_restored owner lore), name it in DATABASE_URL, and restore there. The other one stays as it is.',
        );
      const tables = await makeFresh(db, about.migrations);
      const leftOut = await fill(db, tables, file, about);
      await migrateIn(db, 'postgres');
      return { repeating: await markRestored(db, happened), leftOut };
    });
  } catch (error) {
    if (!isLost(error)) throw error;
    throw new BackupError(
      'The connection to PostgreSQL was lost. The database is as empty as before, unless all of the restore was done. Try again when PostgreSQL is back; if the database is not empty then, make another empty one and restore there.',
      { cause: error },
    );
  } finally {
    await engine.close();
  }
}

/** @returns the tables with rows that are not there to be filled. @throws if other rows come out than went in */
async function fill(
  db: Kysely<Schema>,
  names: readonly string[],
  file: string,
  { bytes, rows }: Manifest,
): Promise<readonly string[]> {
  // Made of the rows that are filled in, by the database; a backup by a Lore that did not know them holds them too.
  const derived = derivedAmong(names);
  const made = new Set(names.filter((name) => !derived.has(name)));
  const filled: Record<string, number> = {};
  let table = '';
  let waiting: string[] = [];
  const write = async (): Promise<void> => {
    filled[table] = (filled[table] ?? 0) + (await insertRows(db, table, waiting));
    waiting = [];
  };
  for await (const line of linesOf(createReadStream(file, { end: bytes - 1 }))) {
    if (!line.startsWith('table ')) {
      if (made.has(table)) waiting.push(line);
      if (waiting.length === batch) await write();
      continue;
    }
    await write();
    table = line.slice('table '.length);
    filled[table] = 0;
  }
  await write();
  for (const [name, count] of Object.entries(rows))
    if (made.has(name) && filled[name] !== count)
      throw new Error(`${name} has ${filled[name] ?? 0} rows instead of ${count}`);
  return Object.entries(rows).flatMap(([name, count]) =>
    count > 0 && !made.has(name) && !derived.has(name) ? [name] : [],
  );
}
