/** Transactions that lost against another one run again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from './engine.ts';

const mostTries = 12;
/** In ms. */
const longestWait = 600;

/**
 * @param run one whole transaction
 * @throws what `run` throws, at once if it is no conflict, else after twelve tries (about five seconds)
 */
export async function retried<T>(engine: Engine, run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === mostTries || !engine.isConflict(error)) throw error;
      await wait(Math.min(longestWait, 4 * 2 ** tries));
    }
  }
}
