/** One PostgreSQL for all tests of a run. A run that was killed leaves nothing that stands in the way of the next. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer, type Server } from './postgres-server.ts';

/** What the teardown ends. */
export const running: { server?: Server; folder?: string } = {};

const lore = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const prefix = 'lore-postgres-';

/** Starts the server; the tests find its address in `LORE_TEST_POSTGRES`, and in its database `lore_template` every table. */
export default async function setup(): Promise<void> {
  if (process.env.LORE_TEST_DATABASE === 'sqlite') return;
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  running.folder = folder;
  // As root, the server runs as a user of its own, who must be able to walk in.
  await chmod(folder, 0o755);
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
  // As an operator does it: what jest makes of this file cannot import migrations.
  const env = { ...process.env, DATABASE_URL: `${server}/lore_template` };
  const { status, stderr } = spawnSync(process.execPath, [lore, 'migrate'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the migrations failed: ${stderr}`);
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
