/** Lets everything that is due happen, by moving the sandbox's clock from one due thing to the next. No test waits for the wall clock. */
import { minute, type Instant } from '../../src/core/clock.ts';
import type { Sandbox } from '../../sandbox/server.ts';

/** Whoever does the due work: Lore in this process or in another one. */
export interface Worker {
  runDue(): Promise<void>;
  nextDue(): Promise<Instant | null>;
}

/** Long enough for every second try, short of what people are given time for; in ms of the sandbox's time. */
export const awhile = 5 * minute;

/** More rounds than this, and something is due for ever. */
const most = 1_000;

/**
 * Waits until nothing is under way and nothing falls due within the time given.
 * @param within ms of the sandbox's time
 */
export async function settle(sandbox: Sandbox, worker: Worker, within = awhile): Promise<void> {
  const { clock } = sandbox.core;
  const until = clock.now() + within;
  for (let rounds = 0; rounds < most; rounds += 1) {
    await sandbox.idle();
    await worker.runDue();
    const due = await worker.nextDue();
    if (sandbox.core.underWay.size > 0) continue;
    if (due === null || due > until) return;
    clock.set(due);
  }
  throw new Error('something is due for ever');
}

/** Plays the time up to an instant, step by step. */
export async function playUntil(sandbox: Sandbox, worker: Worker, until: Instant): Promise<void> {
  await settle(sandbox, worker, Math.max(0, until - sandbox.core.clock.now()));
  sandbox.core.clock.set(until);
  await settle(sandbox, worker, 0);
}

/** Calls of the Web API that the sandbox refused or did not answer, since an exchange; `from app` only. */
export function refusedCalls(sandbox: Sandbox, since = 0): string[] {
  return sandbox.core.exchanges.all
    .filter(
      ({ id, direction, outcome, detail }) =>
        id > since &&
        direction === 'from app' &&
        !/^HTTP 200(, ok)?$/.test(outcome) &&
        // While a file is being processed no message can show it, and nobody can know for how long.
        !detail.includes('invalid slack file'),
    )
    .map(({ what, outcome }) => `${what}: ${outcome}`);
}

/** The number of the last exchange. */
export const lastExchange = (sandbox: Sandbox): number => sandbox.core.exchanges.all.at(-1)?.id ?? 0;
