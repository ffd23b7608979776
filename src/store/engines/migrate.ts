/**
 * Updates a database to the latest schema: all pending migrations in one transaction, so that a process that dies, or a full disk, leaves the
 * database as it was.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Up } from '../../../db/columns.ts';
import { version } from '../../version.ts';
import type { Schema } from '../schema.ts';
import { bossMigration, bossVersion, bossVersionIn, migrateBoss } from './boss-tables.ts';
import { bossTooNew, judge, type Ran, type SchemaState } from './compatible.ts';
import type { Engine } from './engine.ts';
import { mustHaveRoom, notUpdated } from './room.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations');

/** A migration, as its file exports it. */
export interface MigrationFile {
  readonly up: Up;
  /** Of one that takes something away: the last migration of the landing that stopped using it. No older Lore may run after this. */
  readonly needs?: string;
}

/** Migrations of features outside `src` (in a test), by name. Their names sort after the migrations they depend on. */
export type ExtraMigrations = Readonly<Record<string, Up | MigrationFile>>;

/** What a database is to this Lore. @throws SchemaTooNew; NotUpdated while another process updates it, for long */
export async function schemaState({ db, name }: Engine, extra: ExtraMigrations): Promise<SchemaState> {
  const files = await all(extra);
  try {
    return await stateIn(db, name, files);
  } catch (error) {
    throw notUpdated(error, name);
  }
}

/** Whether a newer Lore has updated the database. @param db may be a transaction */
export async function isAhead(
  db: Kysely<Schema>,
  { name }: Engine,
  extra: ExtraMigrations,
): Promise<boolean> {
  return (await ours(db, name, await all(extra))).ahead.length > 0;
}

/**
 * Runs every pending migration, in the order of their names, or none. Another process that does so at the same time is waited for.
 * @returns the names of those that ran: none either where a newer Lore has updated the database and this one may run
 * @throws SchemaTooNew; NotUpdated; the error of the migration that failed
 */
export async function migrate(engine: Engine, extra: ExtraMigrations): Promise<readonly string[]> {
  if ((await schemaState(engine, extra)).waiting.length === 0) return [];
  const files = await all(extra);
  await mustHaveRoom(engine);
  try {
    return await engine.db.transaction().execute(async (db) => {
      await waitForOthers(db, engine.name);
      // Another process may have done it meanwhile.
      const { waiting } = await stateIn(db, engine.name, files);
      if (waiting.length === 0) return [];
      const ran = waiting.some((name) => files.has(name)) ? await run(db, engine.name, files) : [];
      if (engine.name === 'postgres') await migrateBoss(db);
      return [...ran, ...waiting.filter((name) => !files.has(name))];
    });
  } catch (error) {
    throw notUpdated(error, engine.name);
  }
}

/** The pending migrations in a transaction of the caller's, on tables that nobody else knows yet. */
export const migrateIn = async (db: Kysely<Schema>, engine: Engine['name']): Promise<void> => {
  await run(db, engine, await all({}));
};

/** The tables as some of the migrations make them, in a transaction of the caller's. @param names all up to one of them */
export const makeTables = async (
  db: Kysely<Schema>,
  engine: Engine['name'],
  names: readonly string[],
): Promise<void> => {
  await up(db, engine, new Map([...(await all({}))].filter(([name]) => names.includes(name))));
};

type Files = ReadonlyMap<string, MigrationFile>;

async function run(db: Kysely<Schema>, engine: Engine['name'], files: Files): Promise<readonly string[]> {
  const ran = await up(db, engine, files);
  for (const name of ran)
    await sql`update kysely_migration set lore = ${version}, needs = ${files.get(name)?.needs ?? null}
      where name = ${name}`.execute(db);
  return ran;
}

async function up(db: Kysely<Schema>, engine: Engine['name'], files: Files): Promise<readonly string[]> {
  const migrations = [...files].map(([name, { up }]): [string, Migration] => [
    name,
    { up: (on) => up(on, engine) },
  ]);
  const provider = { getMigrations: async () => Object.fromEntries(migrations) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  return results.map((result) => result.migrationName);
}

/** The number that Kysely itself locks, so that a Lore before 0.2 waits too. Its own lock comes too late: after it has made its tables. */
const lock = 3_853_314_791_062_309_107n;

/** On SQLite the transaction itself has waited: there is one that writes. */
async function waitForOthers(db: Kysely<Schema>, engine: Engine['name']): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(db);
}

/** With the queue’s tables, where there are some. @throws SchemaTooNew */
async function stateIn(db: Kysely<Schema>, engine: Engine['name'], files: Files): Promise<SchemaState> {
  const state = await ours(db, engine, files);
  if (engine === 'sqlite') return state;
  const boss = await bossVersionIn(db);
  if (boss !== null && boss > bossVersion) throw bossTooNew(state, boss, version);
  const waiting = boss === bossVersion ? [] : [bossMigration(bossVersion)];
  return { ...state, waiting: [...state.waiting, ...waiting] };
}

async function ours(db: Kysely<Schema>, engine: Engine['name'], files: Files): Promise<SchemaState> {
  const isThere = {
    sqlite: sql`select 1 from sqlite_master where name = 'kysely_migration'`,
    postgres: sql`select 1 where to_regclass('kysely_migration') is not null`,
  }[engine];
  const isNew = (await isThere.execute(db)).rows.length === 0;
  // All columns, since before 0.2 there were two.
  const { rows } = isNew ? { rows: [] } : await sql<Ran>`select * from kysely_migration`.execute(db);
  const ran = rows.map(({ name, needs, lore }) => ({ name, needs, lore: lore ?? null }));
  return judge(ran, [...files.keys()], version);
}

async function all(extra: ExtraMigrations): Promise<Files> {
  const files = { ...(await landed()), ...extra };
  return new Map(
    Object.entries(files)
      .map(([name, file]) => [name, typeof file === 'function' ? { up: file } : file] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

let known: Promise<Record<string, MigrationFile>> | undefined;

/** The migrations of this Lore, by name. Read once: an erasure asks for them inside its transaction. */
export const landed = (): Promise<Record<string, MigrationFile>> => (known ??= readMigrations());

async function readMigrations(): Promise<Record<string, MigrationFile>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const read = async (file: string): Promise<[string, MigrationFile]> => [
    file.replace(/\.ts$/, ''),
    (await import(pathToFileURL(join(folder, file)).href)) as MigrationFile,
  ];
  return Object.fromEntries(await Promise.all(files.map(read)));
}
