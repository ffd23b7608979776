/** Fills an empty PostgreSQL database from a backup, in one transaction: whatever interrupts it, the database is as empty as before. */
import { createReadStream } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { makeTables, migrateIn } from '../engines/migrate.ts';
import { openEngine } from '../engines/open.ts';
import { isLost } from '../engines/postgres-session.ts';
import { mustReach } from '../engines/reachable.ts';
import type { Schema } from '../schema.ts';
import { derivedAmong } from '../search/searched.ts';
import { type Happened, markRestored } from './mark-restored.ts';
import { BackupError } from './backup-error.ts';
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
      if ((await db.introspection.getTables({ withInternalKyselyTables: true })).length > 0)
        throw new BackupError(
          'The database that DATABASE_URL names is not empty. Nothing was changed. Make an empty one (create database lore_restored owner lore), name it in DATABASE_URL, and restore there. The other one stays as it is.',
        );
      await makeTables(db, 'postgres', about.migrations);
      await sql`delete from kysely_migration`.execute(db);
      await sql`delete from kysely_migration_lock`.execute(db);
      const leftOut = await fill(db, file, about);
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
async function fill(db: Kysely<Schema>, file: string, { bytes, rows }: Manifest): Promise<readonly string[]> {
  // Not by `introspection`, which asks outside the transaction.
  const tables = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(db);
  const names = tables.rows.map(({ name }) => name);
  // Made of the rows that are filled in, by the database; a backup by a Lore that did not know them holds them too.
  const derived = derivedAmong(names);
  const made = new Set(names.filter((name) => !derived.has(name)));
  const filled: Record<string, number> = {};
  let table = '';
  let waiting: string[] = [];
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const name = sql.table(table);
    const { numAffectedRows = 0n } =
      await sql`insert into ${name} select * from json_populate_recordset(null::${name}, cast(${`[${waiting.join(',')}]`} as json))`.execute(
        db,
      );
    filled[table] = (filled[table] ?? 0) + Number(numAffectedRows);
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
