/** A program that runs beside the sandbox and is started again when it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export interface Companion {
  /** Ends it and does not start it again. Resolves when it is gone. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 5000;
const GIVE_UP_AFTER = 5;
const QUICK_MS = 10_000;

/** Below those that connections take by themselves: one of these may be gone a moment later. */
const ports = { from: 20_000, to: 32_000 } as const;

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(ports.from, ports.to);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

/**
 * Starts `script` with this Node and these settings on top of our own environment. When it ends by itself it is started
 * again after `restartMs`, and `say` hears why; after five quick ends in a row it stays down.
 */
export function startCompanion(
  script: string,
  env: Readonly<Record<string, string>>,
  say: (line: string) => void,
  restartMs = 1000,
): Companion {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let quickEnds = 0;

  const start = (): void => {
    const startedAt = Date.now();
    child = spawn(process.execPath, ['--no-warnings', script], {
      env: { ...process.env, ...env },
      // The fourth tells it when we are gone, however we went.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // In a group of its own: Ctrl-C is for us, and we end it in order.
      detached: true,
    });
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      quickEnds = Date.now() - startedAt < QUICK_MS ? quickEnds + 1 : 1;
      const why = signal === null ? `exit code ${code ?? 0}` : signal;
      if (quickEnds >= GIVE_UP_AFTER) {
        say(
          `Lore stopped again (${why}). It won’t be restarted. Read its messages above, then press Ctrl-C and start again.`,
        );
        return;
      }
      say(`Lore stopped (${why}). Restarting it.`);
      timer = setTimeout(start, restartMs);
    });
  };
  start();

  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise<number | null>((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      const hard = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS);
      const code = await gone;
      clearTimeout(hard);
      if (code !== 0) say('Lore stopped before it had finished.');
    },
  };
}

/** Waits until something answers at a URL, whatever it says, at most `ms`. Gives whether it does. */
export async function waitUntilReached(url: string, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  while (Date.now() < until) {
    const isThere = await fetch(url, { signal: AbortSignal.timeout(1000) }).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
