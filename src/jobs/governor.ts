/**
 * Lets background work pause before people wait. While the event loop lags, nothing that nobody waits for takes its next step; what has begun is
 * finished, and what is due stays in its queue. A pause is never long: after ten seconds work goes on for five, whatever the lag, so that a phase
 * ends at most that late, prompts (which expire after two hours) are not missed for it, and a third of the time is always left for work. Without any
 * lag, a step that comes while somebody is being answered waits until nobody is, or a moment at most: what a crowd made goes on between its requests.
 */
import type { Logger } from 'pino';

/** All in ms. */
export const limits = {
  /** A pause begins above this lag. */
  above: 250,
  /** It ends when the lag has been below this for `calm`. */
  below: 100,
  calm: 1_000,
  longestPause: 10_000,
  /** What follows a pause of that length, at least. */
  leastWork: 5_000,
  /** For so long, at most, a step waits for those who are being answered. */
  moment: 250,
} as const;

/** Of one time in which the event loop lags. */
interface Episode {
  readonly beganAt: number;
  /** Whether work pauses now, and since when it does or does not. */
  readonly isPaused: boolean;
  readonly since: number;
  /** When the lag was last not low. */
  readonly laggedAt: number;
}

/** `null`: nothing lags. */
export type Pausing = Episode | null;

/** @param lag by how much the last look came too late, in ms @param now in ms, by a clock that does not jump */
export function afterLag(before: Pausing, lag: number, now: number): Pausing {
  if (before === null)
    return lag > limits.above ? { beganAt: now, isPaused: true, since: now, laggedAt: now } : null;
  const laggedAt = lag >= limits.below ? now : before.laggedAt;
  if (now - laggedAt >= limits.calm) return null;
  const isOver = now - before.since >= (before.isPaused ? limits.longestPause : limits.leastWork);
  return isOver ? { ...before, laggedAt, isPaused: !before.isPaused, since: now } : { ...before, laggedAt };
}

export interface Governor {
  /** Asked before each step of background work. Resolves when that may be taken: at once, as a rule. */
  readonly giveWay: () => Promise<void>;
  /** Somebody asks for something. @returns a function to call when they have been answered */
  readonly asked: () => () => void;
  /** ms for which work was paused so far, and whether it is now. */
  readonly paused: () => { readonly isPaused: boolean; readonly ms: number };
  readonly start: () => void;
  /** Lets everything go on from now on. */
  readonly stop: () => void;
}

/**
 * How often to look, in ms: a look that comes later than that was kept from it by what ran. Node's own histogram of delays forgets, when it is reset,
 * when it last looked, so that it misses each delay that follows at once.
 */
export const every = 20;

export interface GovernorParts {
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** In ms, by a clock that does not jump. */
  readonly now: () => number;
  /** Calls it every so many ms until the result is called; keeps no process alive. */
  readonly repeat: (look: () => void, ms: number) => () => void;
}

export function createGovernor({ log, now, repeat }: GovernorParts): Governor {
  let state: Pausing = null;
  let ended: (() => void) | undefined;
  let waiting = Promise.withResolvers<null>();
  let pausedMs = 0;
  let lookedAt = now();
  let asking = 0;
  /** The steps that wait for those who are being answered, with when they go on at the latest. */
  let held: { readonly until: number; readonly goOn: () => void }[] = [];

  /** Those that have waited for so long, or all. */
  const letGo = (at = Number.POSITIVE_INFINITY): void => {
    const isOver = held.filter(({ until }) => until <= at);
    held = held.filter(({ until }) => until > at);
    for (const { goOn } of isOver) goOn();
  };

  const look = (): void => {
    const before = state;
    const at = now();
    if (before?.isPaused === true) pausedMs += at - lookedAt;
    const lag = at - lookedAt - every;
    lookedAt = at;
    state = afterLag(before, lag, at);
    if (before === null && state !== null)
      log.warn({ lagMs: Math.round(lag) }, 'the event loop lags, so background work pauses');
    if (before !== null && state === null)
      log.info({ afterMs: Math.round(at - before.beganAt) }, 'background work goes on');
    if (state?.isPaused !== true) {
      waiting.resolve(null);
      waiting = Promise.withResolvers();
    }
    letGo(at);
  };

  return {
    giveWay: async () => {
      while (state?.isPaused === true) await waiting.promise;
      if (asking === 0 || ended === undefined) return;
      await new Promise<void>((goOn) => held.push({ until: now() + limits.moment, goOn }));
    },
    asked: () => {
      asking += 1;
      return () => {
        asking -= 1;
        if (asking === 0) letGo();
      };
    },
    paused: () => ({ isPaused: state?.isPaused === true, ms: pausedMs }),
    start: () => {
      if (ended !== undefined) return;
      lookedAt = now();
      ended = repeat(look, every);
    },
    stop: () => {
      ended?.();
      ended = undefined;
      state = null;
      waiting.resolve(null);
      letGo();
    },
  };
}

/** That of this process. */
export const governorHere = (log: GovernorParts['log']): Governor =>
  createGovernor({
    log,
    now: () => performance.now(),
    repeat: (look, ms) => {
      const timer = setInterval(look, ms).unref();
      return () => {
        clearInterval(timer);
      };
    },
  });

/** For a process that does nothing but such work, or whose clock is moved by hand. */
export const ungoverned: Governor = {
  giveWay: async () => undefined,
  asked: () => () => undefined,
  paused: () => ({ isPaused: false, ms: 0 }),
  start: () => undefined,
  stop: () => undefined,
};
