/**
 * Lore in the sandbox: the real program with a clock that follows the page. The only file here that knows Lore. It serves the follower's side
 * of the clock on 127.0.0.1: `GET /next` says when something falls due, `POST /advance` sets the clock and does what is due.
 */
import { createServer } from 'node:http';
import * as z from 'zod';
import { readConfig } from '../src/config.ts';
import type { Clock } from '../src/core/clock.ts';
import { features } from '../src/features.ts';
import { createLore } from '../src/lore.ts';
import { makeLog, randomIds } from '../src/process.ts';
import { stopOnSignals, whyNot } from '../src/run.ts';
import { readBody, sendJson } from './http.ts';

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
    .object({ SANDBOX_URL: z.url(), LORE_CONTROL_PORT: z.coerce.number().int() })
    .parse(process.env);
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const clock = following(await sandboxTime(here.SANDBOX_URL));
  const log = makeLog(config.logLevel);
  const lore = createLore({ config, clock, ids: randomIds, features, log });
  const { runner } = lore;

  const control = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.method === 'GET' && request.url === '/next')
        sendJson(response, 200, { at: await runner.nextDue() });
      else if (request.method === 'POST' && request.url === '/advance') {
        const { now } = z.object({ now: z.number() }).parse(JSON.parse(await readBody(request)));
        clock.set(now);
        await runner.runDue();
        sendJson(response, 200, { next: await runner.nextDue() });
      } else sendJson(response, 404, { ok: false });
    };
    answer().catch((error: unknown) => {
      log.error({ err: error }, 'the clock could not be followed');
      sendJson(response, 500, { ok: false });
    });
  });
  stopOnSignals(lore, async () => {
    control.closeAllConnections();
    await new Promise((resolve) => control.close(resolve));
  });
  await lore.start();
  control.listen(here.LORE_CONTROL_PORT, '127.0.0.1');
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
