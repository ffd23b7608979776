/** Updates a database to the latest schema. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Migration, Migrator } from 'kysely/migration';
import type { Up } from '../../../db/columns.ts';
import type { Engine } from './engine.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations');

/** Migrations of features outside `src` (in a test), by name. Their names sort after the migrations they depend on. */
export type ExtraMigrations = Readonly<Record<string, Up>>;

/**
 * Runs every pending migration, in the order of their names.
 * @returns the names of those that ran
 * @throws the error of the migration that failed; PostgreSQL then undoes the whole run, SQLite keeps the migrations before it
 */
export async function migrate(engine: Engine, extra: ExtraMigrations): Promise<readonly string[]> {
  const { error, results } = await migratorOf(engine, extra).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}

/** @returns the names of the pending migrations, in order */
export async function waiting(engine: Engine, extra: ExtraMigrations): Promise<readonly string[]> {
  const all = await migratorOf(engine, extra).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

const migratorOf = (engine: Engine, extra: ExtraMigrations): Migrator =>
  new Migrator({
    db: engine.db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries({ ...(await landed()), ...extra }).map(([name, up]): [string, Migration] => [
            name,
            { up: (db) => up(db, engine.name) },
          ]),
        ),
    },
  });

async function landed(): Promise<Record<string, Up>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const read = async (file: string): Promise<[string, Up]> => {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { up: Up };
    return [file.replace(/\.ts$/, ''), module.up];
  };
  return Object.fromEntries(await Promise.all(files.map(read)));
}
