/** Has the file of a SQLite database rewritten by a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { isDiskFull } from '../engines/error-code.ts';
import type { Held } from './held.ts';

const script = join(import.meta.dirname, 'scrub-child.ts');

/** Rewriting takes a copy beside the file, and all of it again in the log. In sizes of the file. */
const room = 2.5;

/** @returns bytes that this process may still use in a folder */
async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The disk filled in the meantime, and whoever reads why is told so. @param needed bytes beside the file */
export function named(held: Held | null, needed: number): Held | null {
  return held?.why === 'failed' && isDiskFull(held) ? { why: 'disk', needed, free: 0 } : held;
}

/**
 * While it lasts nobody else writes to the database; they read as before.
 * @param isRewritten only the log is left to be taken in
 * @param free for tests: says how many bytes are free in a folder
 * @returns what keeps old copies there; `null`: nothing is left
 */
export async function scrubSqlite(file: string, isRewritten: boolean, free = freeIn): Promise<Held | null> {
  if (file === ':memory:') return null;
  const folder = dirname(file);
  const needed = Math.ceil((await stat(file)).size * room);
  if (!isRewritten) {
    const has = await free(folder);
    if (has < needed) return { why: 'disk', needed, free: has };
  }
  const child = fork(script, [file, ...(isRewritten ? ['rewritten'] : [])], {
    execArgv: ['--no-warnings'],
    // Its copy beside the file: a small `/tmp` may be in memory, or read by others. It needs nothing else, least of all our tokens.
    env: { SQLITE_TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    let answer: Held | null | undefined;
    child.on('message', (message) => (answer = message as Held | null));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return answer === undefined
      ? { why: 'failed', code: signal ?? `exit ${code ?? ''}` }
      : named(answer, needed);
  } finally {
    process.off('exit', kill);
  }
}
