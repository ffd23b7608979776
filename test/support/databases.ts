/** A fresh database for a test, on each engine. In a run of jest it has its tables already: they are made once, by databases-setup.ts. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';
import { placeOf } from '../selection.ts';

const root = join(import.meta.dirname, '..', '..');

export interface FreshDatabase {
  readonly url: string;
  /** Call it after the store is closed. */
  readonly remove: () => Promise<void>;
}

export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  readonly fresh: () => Promise<FreshDatabase>;
}

/**
 * Those that the test file which is run now is about: both, unless `LORE_TEST_DATABASE=sqlite` leaves PostgreSQL out, or `npm test` runs a
 * file that is no contract.
 */
function chosen(both: readonly TestEngine[]): readonly TestEngine[] {
  const only = process.env.LORE_TEST_DATABASE ?? (isOnSqliteAlone() ? 'sqlite' : undefined);
  return both.filter(({ name }) => name === (only ?? name));
}

function isOnSqliteAlone(): boolean {
  if (process.env.LORE_TEST_BY_PLACE === undefined) return false;
  const { testPath } = expect.getState();
  return testPath !== undefined && placeOf(relative(root, testPath)) !== 'contract';
}

/** The address of a database in memory. */
export const inMemory = (): string => `sqlite::memory:${process.env.LORE_TEST_SQLITE ?? ''}`;

/** The folder for the keys of open ballots, which is made with the first; of a database in memory another one each time. */
export function keysBeside(url: string): string {
  if (url.startsWith('sqlite:') && !url.startsWith('sqlite::memory:'))
    return join(dirname(url.slice('sqlite:'.length)), 'pulse-keys');
  const made = process.env.LORE_TEST_SQLITE;
  const database = url.startsWith('sqlite:') ? randomUUID() : url.slice(url.lastIndexOf('/') + 1);
  return join(made === undefined ? tmpdir() : dirname(made), `lore-keys-${database}`);
}

/** For `describe.each(engines())('on $name, …', ({ fresh }) => …)`. */
export const engines = () =>
  chosen([
    { name: 'sqlite', fresh: async () => ({ url: inMemory(), remove: async () => undefined }) },
    { name: 'postgres', fresh: freshPostgres },
  ]);

/** The same where another process opens the database too, or a crash must leave something behind. */
export const lastingEngines = () =>
  chosen([
    { name: 'sqlite', fresh: copiedFile },
    { name: 'postgres', fresh: ownPostgres },
  ]);

/** SQLite in a file of its own: for what two connections or a crash must see. */
export async function copiedFile(): Promise<Awaited<ReturnType<typeof freshFile>>> {
  const file = await freshFile();
  const made = process.env.LORE_TEST_SQLITE;
  if (made !== undefined) copyFileSync(made, file.url.slice('sqlite:'.length));
  return file;
}

/** The same where not even a table is in it: the file is not there yet. */
export async function freshFile(): Promise<FreshDatabase & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-store-'));
  return {
    folder,
    url: `sqlite:${join(folder, 'lore.db')}`,
    remove: async () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** A database of this worker, and a connection to it that stays: in a new one PostgreSQL plans each statement again. */
interface Kept {
  readonly name: string;
  readonly shell: pg.Client;
}

/** Those that are empty again: to empty one takes a fiftieth of making one. */
const emptied: Kept[] = [];

async function freshPostgres(): Promise<FreshDatabase> {
  const server = serverUrl();
  const kept = emptied.pop() ?? (await made(server));
  return {
    url: `${server}/${kept.name}`,
    remove: async () => {
      rmSync(keysBeside(`${server}/${kept.name}`), { recursive: true, force: true });
      if (await empty(kept.shell)) {
        emptied.push(kept);
        return;
      }
      await kept.shell.end();
      await drop(server, kept.name);
    },
  };
}

async function made(server: string): Promise<Kept> {
  const name = await copyTemplate(server);
  const shell = new pg.Client({ connectionString: `${server}/${name}` });
  // It breaks when the server is stopped, after everything.
  shell.on('error', () => undefined);
  await shell.connect();
  template ??= contents(shell);
  await template;
  return { name, shell };
}

/** One of its own, for what another process opens, and may have open still. */
async function ownPostgres(): Promise<FreshDatabase> {
  const server = serverUrl();
  const name = await copyTemplate(server);
  return { url: `${server}/${name}`, remove: () => drop(server, name) };
}

/** A PostgreSQL in which nothing is, not even a table. */
export async function emptyPostgres(): Promise<FreshDatabase> {
  const server = serverUrl();
  const name = newName();
  await ask(`${server}/postgres`, `create database ${name} template template0`);
  return { url: `${server}/${name}`, remove: () => drop(server, name) };
}

const newName = (): string => `test_${randomUUID().replaceAll('-', '')}`;

function serverUrl(): string {
  const server = process.env.LORE_TEST_POSTGRES;
  if (server === undefined)
    throw new Error('PostgreSQL is started for the jest projects "store" and "e2e" only');
  return server;
}

async function copyTemplate(server: string): Promise<string> {
  const name = newName();
  await ask(`${server}/postgres`, `create database ${name} template lore_template strategy file_copy`);
  return name;
}

async function drop(server: string, name: string): Promise<void> {
  await ask(`${server}/postgres`, `drop database ${name} with (force)`);
}

/** @returns false when the test changed tables, which the next one must not meet */
async function empty(shell: pg.Client): Promise<boolean> {
  const [made, now] = await Promise.all([template, contents(shell)]);
  if (made === undefined || made.join() !== now.join()) return false;
  const tables = now.filter((name) => name.startsWith('table ')).map((name) => name.slice('table '.length));
  const deletes = tables.filter((name) => !name.startsWith('kysely_')).map((name) => `delete from "${name}"`);
  await shell.query(
    ['set session_replication_role = replica', 'delete from pgboss.job', ...deletes].join('; '),
  );
  return true;
}

/** What a database is made of, as the template had it; unknown until the first copy. */
let template: Promise<string[]> | undefined;

async function contents(shell: pg.Client): Promise<string[]> {
  const { rows } = await shell.query<{ name: string }>(
    `select 'table ' || tablename as name from pg_tables where schemaname = 'public'
      union all select 'migration ' || name from kysely_migration order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
