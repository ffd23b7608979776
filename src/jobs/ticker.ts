/** The only place that waits: it runs due work when something is scheduled, when the next thing is due, and every 15 seconds. */
import type { Clock, Instant } from '#core/clock.ts';
import type { Parts } from './parts.ts';

/** The longest wait, in ms: clocks are changed, and other processes schedule things. */
const atMost = 15_000;
/** The shortest wait, in ms, so that a bug that keeps something due does not take the whole processor. */
const atLeast = 20;
const afterError = 1000;
/** The time between two runs, in ms: what many people do in that time is handled together. */
const apart = 100;

export interface Ticker {
  /** Runs due work now. */
  readonly wake: () => void;
  readonly start: () => void;
  /** Ends after the current run. */
  readonly stop: () => Promise<void>;
}

export function createTicker(options: {
  readonly clock: Clock;
  readonly log: Parts['log'];
  readonly onWork: (wake: () => void) => () => void;
  readonly runDue: () => Promise<void>;
  readonly nextDue: () => Promise<Instant | null>;
}): Ticker {
  let isStopped = true;
  let isWoken = false;
  let wakeUp: () => void = () => undefined;
  let ended = Promise.resolve();
  let ignore: () => void = () => undefined;

  const wake = () => {
    isWoken = true;
    wakeUp();
  };

  /** Ends when woken, but not before `least` ms unless stopped. */
  const pause = async (milliseconds: number, least: number): Promise<void> => {
    const wait = (ms: number, isOver: () => boolean) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wakeUp = () => {
          if (!isOver()) return;
          clearTimeout(timer);
          resolve();
        };
        wakeUp();
      });
    if (least > 0) await wait(least, () => isStopped);
    if (milliseconds > least) await wait(milliseconds - least, () => isWoken);
  };

  const runOnce = async (): Promise<number> => {
    try {
      await options.runDue();
      const next = await options.nextDue();
      return next === null ? atMost : Math.min(Math.max(next - options.clock.now(), atLeast), atMost);
    } catch (error) {
      options.log.error({ err: error }, 'due work failed and will be retried');
      return afterError;
    }
  };

  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWoken = false;
      const began = performance.now();
      const wait = await runOnce();
      await pause(wait, began + apart - performance.now());
    }
  };

  return {
    wake,
    start: () => {
      if (!isStopped) return;
      isStopped = false;
      ignore = options.onWork(wake);
      ended = run();
    },
    stop: async () => {
      isStopped = true;
      ignore();
      wake();
      await ended;
    },
  };
}
