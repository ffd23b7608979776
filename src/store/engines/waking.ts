/**
 * Wake-ups on PostgreSQL: jobs of pg-boss that name a workspace, sent in the transaction that makes the work, so that there is none without the other.
 * `jobs/boss/` takes them. They are hints: what was not sent is found in Lore's own tables a moment later.
 */
import type { Kysely } from 'kysely';
import { fromKysely, PgBoss, systemClock } from 'pg-boss';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import { bossSchema, workQueue } from './boss-tables.ts';
import { isInTurnOf } from './turn-of.ts';

export interface Waking {
  /** @param db the transaction that made the work, or the database */
  readonly wake: (db: Kysely<Schema>, team: TeamId) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** pg-boss's own timers keep no process alive. */
export const unrefClock = {
  now: () => systemClock.now(),
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms).unref(),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (run: () => void, ms: number) => setInterval(run, ms).unref(),
  clearInterval: (timer: unknown) => clearInterval(timer as NodeJS.Timeout),
};

/** What every process of ours wants of pg-boss: its tables are made by `lore migrate` alone, and nothing recurs by it. */
export const bossOptions = {
  schema: bossSchema,
  migrate: false,
  createSchema: false,
  schedule: false,
  registerInstance: false,
  openTelemetry: { enabled: false },
  clock: unrefClock,
} as const;

/** ms before a connection that could not be had is tried again. */
const pause = 1_000;

/** @param url of the database; connects when the first wake-up is sent, and keeps no connection open afterwards */
export function wakingBy(url: string): Waking {
  let started: Promise<PgBoss | null> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  const start = async (): Promise<PgBoss | null> => {
    // A connection outside the pool: those who wait for this may have all of that.
    const boss = new PgBoss({
      ...bossOptions,
      connectionString: url,
      application_name: 'lore queue',
      max: 1,
      supervise: false,
      // What the queue is does not change while a process runs.
      queueCacheIntervalSeconds: 24 * 60 * 60,
    });
    boss.on('error', () => undefined);
    try {
      await boss.start();
      return boss;
    } catch {
      failedAt = performance.now();
      started = undefined;
      await boss.stop({ graceful: false }).catch(() => undefined);
      return null;
    }
  };
  return {
    wake: async (db, team) => {
      if (isInTurnOf(team)) return;
      if (started === undefined && performance.now() - failedAt < pause) return;
      const boss = await (started ??= start());
      await boss?.send(workQueue, { team }, { db: fromKysely(db) });
    },
    stop: async () => {
      const boss = await started;
      await boss?.stop({ graceful: false });
    },
  };
}
