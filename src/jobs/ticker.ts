/** The only place that waits: it has due work done when something is decided, when the next thing falls due, and every 15 seconds. */
import type { Clock, Instant } from '#core/clock.ts';
import type { Parts } from './parts.ts';

/** Clocks are set, other processes decide things: nothing is relied on for longer. In ms. */
const atMost = 15_000;
/** A mistake that makes something due for ever must not take the whole processor. In ms. */
const atLeast = 20;
const afterError = 1000;
/** What many people do in a moment is taken up together: from one look to the next, in ms. */
const apart = 50;

export interface Ticker {
  /** Has due work looked for now. */
  readonly wake: () => void;
  readonly start: () => void;
  /** Ends after the run that is going on. */
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

  /** Ends when it is woken, and not before `least` ms are over unless it is stopped. */
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
