import { createTicker } from '../../../src/jobs/ticker.ts';
import { inParallel } from '../../../src/jobs/parallel.ts';

/** Resolves when it was called so many times. */
function counter() {
  const waiting = new Map<number, () => void>();
  let count = 0;
  return {
    hit: () => {
      count += 1;
      waiting.get(count)?.();
    },
    count: () => count,
    reached: (wanted: number) =>
      count >= wanted ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(wanted, resolve)),
  };
}

const log = { error: () => undefined, warn: () => undefined };

describe('the ticker', () => {
  it('runs at once, when something is decided, and when the next thing falls due', async () => {
    const runs = counter();
    let wake: () => void = () => undefined;
    const dues = [null, null, 1010];
    const ticker = createTicker({
      clock: { now: () => 1000 },
      log,
      onWork: (listener) => {
        wake = listener;
        return () => undefined;
      },
      runDue: async () => runs.hit(),
      nextDue: async () => dues.shift() ?? null,
    });
    ticker.start();
    await runs.reached(1);
    wake();
    await runs.reached(2);
    ticker.wake();
    // The fourth comes by itself, at the instant that was due.
    await runs.reached(4);
    await ticker.stop();
    const atEnd = runs.count();
    wake();
    expect(runs.count()).toBe(atEnd);
  });

  it('goes on after an error, and says so', async () => {
    const runs = counter();
    const errors: string[] = [];
    const ticker = createTicker({
      clock: { now: () => 0 },
      log: { ...log, error: (_facts: unknown, words?: string) => void errors.push(words ?? '') },
      onWork: () => () => undefined,
      runDue: async () => {
        runs.hit();
        if (runs.count() === 1) throw new Error('the database is away');
      },
      nextDue: async () => null,
    });
    ticker.start();
    await runs.reached(1);
    ticker.wake();
    await runs.reached(2);
    await ticker.stop();
    expect(errors).toEqual(['due work failed and will be retried']);
  });

  it('waits, when it is stopped, for what is being done', async () => {
    let finish: () => void = () => undefined;
    const began = counter();
    let isDone = false;
    const ticker = createTicker({
      clock: { now: () => 0 },
      log,
      onWork: () => () => undefined,
      runDue: async () => {
        began.hit();
        await new Promise<void>((resolve) => (finish = resolve));
        isDone = true;
      },
      nextDue: async () => null,
    });
    ticker.start();
    await began.reached(1);
    const stopped = ticker.stop();
    finish();
    await stopped;
    expect(isDone).toBe(true);
  });
});

describe('work in parallel', () => {
  it('begins in order, does not more than so many at once, and waits for all', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const results = await inParallel(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
    expect(results.toSorted((a, b) => a - b)).toEqual([2, 4, 6, 8, 10, 12, 14]);
  });

  it('throws the first error, after the others have ended', async () => {
    const ended: number[] = [];
    const work = inParallel(2, [1, 2, 3], async (item) => {
      await Promise.resolve();
      if (item === 1) throw new Error('one');
      await Promise.resolve();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('one');
    expect(ended).toEqual([2]);
  });
});
