/**
 * Filled databases of earlier versions, each made by the code of its time (`npm run keep-database`), in `test/data/databases/<name>/`: an
 * SQLite file, the rows of a PostgreSQL, and of each what everybody saw.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Up } from '../../../db/columns.ts';
import type { Clock, Instant } from '../../../src/core/clock.ts';
import { startingOff } from '../../../src/core/feature.ts';
import { features } from '../../../src/features.ts';
import { randomIds } from '../../../src/process.ts';
import { openEngine } from '../../../src/store/engines/open.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { derivedAmong } from '../../../src/store/search/searched.ts';
import { emptyPostgres, type FreshDatabase, freshFile, type TestEngine } from '../databases.ts';
import { playLife, team } from './life.ts';
import { copyIn, copyOut } from './rows.ts';
import { type Seen, seenIn } from './seen.ts';

const folder = join(import.meta.dirname, '..', '..', 'data', 'databases');
const migrations = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations');

interface Facts {
  /** What the clock showed when it was kept: nothing grows too old after that. */
  readonly at: Instant;
  /** What had made its tables, in their order. */
  readonly migrations: readonly string[];
  /** How many rows each table had. */
  readonly rows: Readonly<Record<string, number>>;
  readonly seen: Seen;
}

export const keptNames = (): string[] => readdirSync(folder).sort();

const fileOf = (name: string, engine: TestEngine['name']) =>
  join(folder, name, engine === 'sqlite' ? 'lore.db.gz' : 'rows.copy.gz');
const factsFile = (name: string, engine: TestEngine['name']) => join(folder, name, `${engine}.json`);

export const factsOf = (name: string, engine: TestEngine['name']): Facts =>
  JSON.parse(readFileSync(factsFile(name, engine), 'utf8')) as Facts;

/** Opens a store on a database; the clock stands still. */
export function storeAt(url: string, at: Instant): Store {
  const clock: Clock = { now: () => at };
  return openStore({
    url,
    clock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
    startsOff: startingOff(features),
  });
}

/** How many rows each table has that is not made of others. */
export async function countRows(store: Store): Promise<Record<string, number>> {
  const all = await store.system.introspection.getTables();
  const derived = derivedAmong(all.map(({ name }) => name));
  const tables = all.filter(({ name }) => !derived.has(name));
  const count = async (name: string) => {
    const query = store.system
      .selectFrom(name as 'audit')
      .select(({ fn }) => fn.countAll<number>().as('count'));
    return [name, (await query.executeTakeFirstOrThrow()).count] as const;
  };
  return Object.fromEntries(await Promise.all(tables.map(({ name }) => count(name))));
}

/** What migrations add to a table that was there before, counted from the rows that they add it for. */
const added = [
  {
    by: '2026-11-29t1450_lesson_review',
    to: 'job',
    /** A job for each lesson that is reviewed and each of those who wrote it under their name. */
    count: sql<{ readonly count: number }>`select count(*) as count from lesson as l
      inner join authorship as w on w.team_id = l.team_id and w.table_name = 'lesson' and w.row_id = l.id
      where l.state = 'kept' and l.is_hidden = 0 and l.source <> 'import' and l.retired_at is null
        and w.names = 'shown'`,
  },
] as const;

/** @returns how many rows each table that was kept has to have after the migrations; the migrator's own aside. @param store after them */
export async function rowsAfter(
  { rows, migrations: before }: Facts,
  store: Store,
): Promise<Record<string, number>> {
  const after = Object.fromEntries(Object.entries(rows).filter(([table]) => !table.startsWith('kysely_')));
  for (const { by, to, count } of added) {
    if (before.includes(by)) continue;
    const { rows: found } = await count.execute(store.system);
    after[to] = (after[to] ?? 0) + Number(found[0]?.count);
  }
  return after;
}

export const whatIsSeen = (store: Store): Promise<Seen> =>
  seenIn(
    store,
    team,
    features.flatMap((feature) => feature.tables),
  );

/** Plays weeks on an empty database and keeps it under a name. @throws when a table has no row */
export async function keep(name: string, engine: TestEngine['name']): Promise<void> {
  const { facts, stored } = await played(engine);
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(fileOf(name, engine), gzipSync(stored, { level: 9 }));
  writeFileSync(factsFile(name, engine), `${JSON.stringify(facts, null, 1)}\n`);
}

/** What stands in no Lore that serves one workspace alone. */
const elsewhere = new Set(['installation']);

/** @returns what there is to keep after weeks on an empty database. @throws when a table has no row */
export async function played(
  engine: TestEngine['name'],
): Promise<{ readonly facts: Facts; readonly stored: Buffer }> {
  const database = engine === 'sqlite' ? await freshFile() : await emptyPostgres();
  const here = await playLife(database.url);
  const at = here.sandbox.core.clock.now();
  await here.close();
  const store = storeAt(database.url, at);
  const facts: Facts = {
    at,
    migrations: await ran(store),
    rows: await countRows(store),
    seen: await whatIsSeen(store),
  };
  await store.close();
  const empty = Object.entries(facts.rows).flatMap(([table, count]) =>
    count === 0 && !elsewhere.has(table) ? [table] : [],
  );
  if (empty.length > 0) throw new Error(`nothing is in ${empty.join(', ')}: life.ts has to fill it`);
  const stored =
    engine === 'sqlite'
      ? readFileSync(database.url.slice('sqlite:'.length))
      : Buffer.from(await copyOut(database.url));
  await database.remove();
  return { facts, stored };
}

async function ran(store: Store): Promise<string[]> {
  const rows = await store.system
    .selectFrom('kysely_migration' as never)
    .select('name' as never)
    .orderBy('name' as never)
    .execute();
  return (rows as { readonly name: string }[]).map(({ name }) => name);
}

/** @returns a copy of a kept database, as it was kept; the caller removes it */
export async function restore(name: string, engine: TestEngine['name']): Promise<FreshDatabase> {
  const stored = gunzipSync(readFileSync(fileOf(name, engine)));
  if (engine === 'sqlite') {
    const database = await freshFile();
    writeFileSync(database.url.slice('sqlite:'.length), stored);
    return database;
  }
  const database = await emptyPostgres();
  await migrateThrough(database.url, factsOf(name, engine).migrations);
  await copyIn(database.url, stored.toString());
  return database;
}

/** Makes the tables as they were then: landed migrations do not change. */
async function migrateThrough(url: string, names: readonly string[]): Promise<void> {
  const { db } = openEngine(url);
  const read = async (name: string) => {
    const { up } = (await import(pathToFileURL(join(migrations, `${name}.ts`)).href)) as { up: Up };
    return [name, { up: (it: Parameters<Up>[0]) => up(it, 'postgres') }] as const;
  };
  const getMigrations = async () => Object.fromEntries(await Promise.all(names.map(read)));
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw new Error('the old tables could not be made', { cause: error });
}
