/** Rewrites an SQLite file in a separate process. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { isDiskFull } from '../engines/error-code.ts';
import { freeIn } from '../engines/room.ts';
import type { Held } from './held.ts';

const script = join(import.meta.dirname, 'scrub-child.ts');

/** Rewriting needs a copy beside the file, and the whole file again in the log. In multiples of the file's size. */
const room = 2.5;

/** Names a disk that filled up in the meantime as the cause. @param needed bytes beside the file */
export function named(held: Held | null, needed: number): Held | null {
  return held?.why === 'failed' && isDiskFull(held) ? { why: 'disk', needed, free: 0 } : held;
}

/**
 * Nobody else can write while it runs; reads continue.
 * @param isRewritten only the log is left to checkpoint
 * @param free for tests: gives the free bytes in a folder
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
    // The copy goes beside the file: `/tmp` may be small, in memory, or readable by others. The process needs nothing else, least of all our tokens.
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
