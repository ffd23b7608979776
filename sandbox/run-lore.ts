/**
 * Lore in the sandbox: the real program with a clock that follows the page. The only file here that knows Lore. It serves the follower's side
 * of the clock on 127.0.0.1.
 */
import { existsSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { readConfig } from '../src/config.ts';
import type { Clock } from '../src/core/clock.ts';
import { features } from '../src/features.ts';
import type { JournalLine } from '../src/jobs/journal.ts';
import { createLore } from '../src/lore.ts';
import { makeLog, randomIds } from '../src/process.ts';
import { stopOnSignals, whyNot } from '../src/run.ts';
import { drawnAlike } from './drawn-alike.ts';
import { followerServer } from './follow.ts';

/** So many lines wait for a page that does not ask for them. */
const mostLines = 2000;

/** The sandbox's time: wall time plus an offset that only grows. */
function following(at: number): Clock & { readonly set: (now: number) => void } {
  let offset = at - Date.now();
  return {
    now: () => Math.floor(Date.now() + offset),
    set: (now) => {
      offset = Math.max(offset, now - Date.now());
    },
  };
}

async function sandboxTime(url: string): Promise<number> {
  const response = await fetch(new URL('/sandbox/time', url));
  return z.object({ at: z.number() }).parse(await response.json()).at;
}

try {
  const here = z
    .object({
      SANDBOX_URL: z.url(),
      LORE_CONTROL_PORT: z.coerce.number().int(),
      SANDBOX_TEMPORARY: z.string(),
      SANDBOX_PATIENCE_MS: z.coerce.number().int().positive().optional(),
    })
    .parse(process.env);
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const clock = following(await sandboxTime(here.SANDBOX_URL));
  // Whoever comes back to what is kept has had these already.
  const isNew = !existsSync(config.databaseUrl.replace(/^sqlite:/, ''));
  const ids = isNew ? drawnAlike() : randomIds;
  const log = makeLog(config.logLevel);
  let lines: readonly JournalLine[] = [];
  const journal = (line: JournalLine) => {
    lines = [...lines, line].slice(-mostLines);
  };
  const ms = here.SANDBOX_PATIENCE_MS;
  const requestTimeouts =
    ms === undefined
      ? {}
      : {
          requestTimeouts: {
            slow: ms,
            slowSubmission: ms,
            show: ms,
            stored: ms,
            event: ms,
            perPerson: { atOnce: ms, perMinute: ms },
            perChannel: { atOnce: ms, perMinute: ms },
            perWorkspace: { atOnce: ms, perMinute: ms },
          },
        };
  const lore = createLore({ config, clock, ids, features, log, journal, ...requestTimeouts });
  const { runner } = lore;

  const control = followerServer({
    nextDue: () => runner.nextDue(),
    advance: async (now) => {
      clock.set(now);
      await runner.runDue();
    },
    takeLines: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
    onError: (error) => {
      log.error({ err: error }, 'the clock could not be followed');
    },
  });
  stopOnSignals(lore, async () => {
    control.closeAllConnections();
    await new Promise((resolve) => control.close(resolve));
  });
  // Who started us is gone, and nobody else would end us, or remove what was only for this time.
  process.once('disconnect', () => {
    const folder = here.SANDBOX_TEMPORARY;
    if (folder !== '') process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    process.kill(process.pid, 'SIGTERM');
  });
  await lore.start();
  control.listen(here.LORE_CONTROL_PORT, '127.0.0.1');
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
