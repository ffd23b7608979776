/**
 * The clock that all processes on one PostgreSQL share: what the database's said, and how long ago. What is due is due for all of them at one instant,
 * whatever their machines believe, and whatever somebody sets a machine's clock to: until the database is asked again, nothing is too late or too early.
 */
import type { Clock } from '#core/clock.ts';
import { openSession } from './postgres-session.ts';

/** ms between two comparisons. */
const every = 60_000;
/** How often a comparison asks: the answer that came fastest tells most. */
const questions = 3;
/** ms by which this machine's two clocks may part before the database is asked at once: somebody has set one, or the machine slept. */
const parted = 500;
/** ms between two such questions. */
const pause = 1_000;

export interface SharedClock extends Clock {
  /** Compares the clocks now. @throws NotReached */
  compare(): Promise<void>;
  /** Compares them again and again; a comparison that fails leaves the last one. */
  start(): void;
  stop(): void;
}

/** This machine's clocks. */
export interface OwnClocks {
  /** Epoch ms. It goes on while a machine sleeps, and can be set. */
  readonly wall: () => number;
  /** In ms, by a clock that does not jump, and may stand still while a machine sleeps. */
  readonly elapsed: () => number;
}

/** A connection on which the database tells its time. */
export interface Asking {
  /** In epoch ms. */
  ask(): Promise<number>;
  end(): Promise<void>;
}

/** @param own this machine's clocks */
export function sharedClock(connect: () => Promise<Asking>, own: OwnClocks): SharedClock {
  const here = () => ({ wall: own.wall(), elapsed: own.elapsed() });
  const start = here();
  let known = { ...start, said: start.wall };
  let triedAt = Number.NEGATIVE_INFINITY;
  let comparing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const measure = async (): Promise<void> => {
    triedAt = own.elapsed();
    const asking = await connect();
    try {
      let fastest = Number.POSITIVE_INFINITY;
      for (let nth = 0; nth < questions; nth += 1) {
        const before = here();
        const said = await asking.ask();
        const took = own.elapsed() - before.elapsed;
        if (took >= fastest) continue;
        fastest = took;
        // As of the question: a machine that slept meanwhile has parted clocks.
        known = { ...before, said: Math.round(said - took / 2) };
      }
    } finally {
      await asking.end();
    }
  };
  const compare = async (): Promise<void> => {
    comparing ??= measure().finally(() => {
      comparing = undefined;
    });
    await comparing;
  };
  const again = (): void => {
    compare().catch(() => undefined);
  };
  const hasParted = (): boolean =>
    Math.abs(own.wall() - known.wall - (own.elapsed() - known.elapsed)) > parted &&
    own.elapsed() - triedAt > pause;

  return {
    now: () => {
      if (timer !== undefined && comparing === undefined && hasParted()) again();
      return Math.floor(known.said + own.elapsed() - known.elapsed);
    },
    compare,
    start: () => {
      timer ??= setInterval(again, every).unref();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** That of a PostgreSQL. Each comparison opens a connection, and closes it. */
export const clockOf = (url: string, own: OwnClocks): SharedClock =>
  sharedClock(async () => {
    const session = await openSession(url, 'lore clock');
    return {
      ask: async () => {
        const { rows } = await session.query<{ now: number }>(
          'select cast(extract(epoch from clock_timestamp()) * 1000 as float8) as now',
        );
        return rows[0]?.now ?? Number.NaN;
      },
      end: () => session.end(),
    };
  }, own);
