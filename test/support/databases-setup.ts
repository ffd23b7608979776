/**
 * What the databases of a run begin as: the tables are made once, and copied for each test. On PostgreSQL, which is started here, in the
 * database `lore_template`; for SQLite in a file. A run that was killed leaves nothing that stands in the way of the next.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { startServer, type Server } from './postgres-server.ts';

/** What the teardown ends. */
export const running: { server?: Server; folder?: string } = {};

const lore = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const prefix = 'lore-databases-';

/** The tests find the server in `LORE_TEST_POSTGRES`, unless this run leaves it out, and SQLite's file in `LORE_TEST_SQLITE`. */
export default async function setup(): Promise<void> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  running.folder = folder;
  // As root, the server runs as a user of its own, who must be able to walk in.
  await chmod(folder, 0o755);
  const file = join(folder, 'template.db');
  await Promise.all([
    makeFile(file),
    process.env.LORE_TEST_DATABASE === 'sqlite' ? undefined : startPostgres(folder),
  ]);
  process.env.LORE_TEST_SQLITE = file;
}

async function startPostgres(folder: string): Promise<void> {
  running.server = await startServer(folder);
  await makeTemplate(running.server.url);
  process.env.LORE_TEST_POSTGRES = running.server.url;
}

/** Runs the migrations once for all databases: to copy the tables takes a fifth of making them. */
export async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('create database lore_template template template0');
  await client.end();
  await migrated(`${server}/lore_template`);
}

/** A file that can be opened in memory too, where there is no log beside it: so bytes 18 and 19 must not say that there is one. */
async function makeFile(file: string): Promise<void> {
  await migrated(`sqlite:${file}`);
  const opened = await open(file, 'r+');
  await opened.write(Buffer.from([1, 1]), 0, 2, 18);
  await opened.close();
}

/** As an operator does it: what jest makes of this file cannot import migrations. */
async function migrated(url: string): Promise<void> {
  const child = spawn(process.execPath, ['--no-warnings', lore, 'migrate'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`the migrations failed: ${said}`);
}

async function clearLeftovers(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    // The name says which process made it.
    if (isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    const server = numberIn(join(folder, 'data', 'postmaster.pid'));
    if (isServerOf(folder, server)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** The number that a file begins with; 0 when there is none. */
function numberIn(file: string): number {
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0 : 0;
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether this process is the server of that folder: a number may belong to somebody else by now. */
function isServerOf(folder: string, pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return isAlive(pid) && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(folder);
}
