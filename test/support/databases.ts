/** A fresh database for a test, on each engine; on PostgreSQL it has its tables already. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface FreshDatabase {
  readonly url: string;
  /** Call it after the store is closed. */
  readonly remove: () => Promise<void>;
}

export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  readonly fresh: () => Promise<FreshDatabase>;
}

/** For `describe.each(engines)('on $name, …', ({ fresh }) => …)`. */
export const engines: readonly TestEngine[] = [
  { name: 'sqlite', fresh: async () => ({ url: 'sqlite::memory:', remove: async () => undefined }) },
  { name: 'postgres', fresh: freshPostgres },
];

/** The same where another process opens the database too, or a crash must leave something behind. */
export const lastingEngines: readonly TestEngine[] = [
  { name: 'sqlite', fresh: freshFile },
  { name: 'postgres', fresh: freshPostgres },
];

/** SQLite in a file of its own: for what two connections or a crash must see. */
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

async function freshPostgres(): Promise<FreshDatabase> {
  const server = process.env.LORE_TEST_POSTGRES;
  if (server === undefined)
    throw new Error('PostgreSQL is started for the jest projects "store" and "e2e" only');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template lore_template strategy file_copy`);
  return { url: `${server}/${name}`, remove: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}
