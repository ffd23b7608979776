/** One PostgreSQL for all store tests of a run. A run that was killed leaves nothing that stands in the way of the next. */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type Server } from './postgres-server.ts';

/** What the teardown ends. */
export const running: { server?: Server; folder?: string } = {};

const prefix = 'lore-postgres-';

/** Starts the server; the tests find its address in `LORE_TEST_POSTGRES`. */
export default async function setup(): Promise<void> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  running.folder = folder;
  // As root, the server runs as a user of its own, who must be able to walk in.
  await chmod(folder, 0o755);
  running.server = await startServer(folder);
  process.env.LORE_TEST_POSTGRES = running.server.url;
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
