/** Reruns transactions that conflict with another. */
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseBusy, timeLeft } from './deadline.ts';
import type { Engine } from './engine.ts';

const mostTries = 12;

/** In ms. */
const longestWait = 600;

/**
 * @param run one whole transaction
 * @param chance from 0 to 1: those that conflict with one another do not come back at the same moment
 * @throws what `run` throws, at once if it is no conflict; DatabaseBusy after twelve tries (about five seconds) or past the deadline
 */
export async function retried<T>(
  engine: Engine,
  run: () => Promise<T>,
  chance: () => number = Math.random,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!engine.isConflict(error)) throw error;
      if (tries === mostTries || timeLeft() <= 0) throw new DatabaseBusy(error);
      const pause = Math.min(longestWait, 4 * 2 ** tries) * (0.5 + chance());
      await wait(Math.min(pause, Math.max(0, timeLeft())));
    }
  }
}
