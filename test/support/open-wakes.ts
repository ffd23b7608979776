/** Wake-ups of a database, for their contract. */
import { randomUUID } from 'node:crypto';
import type { TeamId } from '../../src/core/ids.ts';
import { bossWakes } from '../../src/jobs/boss/wakes.ts';
import { wakesHere } from '../../src/jobs/wakes-here.ts';
import type { Wakes } from '../../src/jobs/wakes.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { workSession } from '../../src/store/engines/work-session.ts';
import type { TestEngine } from './databases.ts';

export interface OpenWakes {
  /** Those of one process. */
  readonly wakes: () => Wakes;
  /** Those of two processes, where there can be two; otherwise twice those of one. */
  readonly two: () => readonly [Wakes, Wakes];
  /** The clock that they go by. */
  readonly now: () => number;
  /** Where something is due, as the tables would say. */
  readonly due: Set<TeamId>;
  /** A transaction decides something in a workspace. */
  readonly decide: (team: TeamId) => Promise<void>;
  /** What was logged as an error. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

export const openWakes = (engine: TestEngine): Promise<OpenWakes> =>
  engine.name === 'sqlite' ? openHere() : openBoss(engine);

async function openBoss(engine: TestEngine): Promise<OpenWakes> {
  const database = await engine.fresh();
  const { db, wake, close } = openEngine(database.url);
  const errors: string[] = [];
  const due = new Set<TeamId>();
  const open: Wakes[] = [];
  const wakes = (): Wakes => {
    const made = bossWakes({
      url: database.url,
      clock: { now: () => Date.now() },
      log: logTo(errors),
      session: workSession(database.url, `lore work ${open.length} ${randomUUID()}`, {
        wall: () => Date.now(),
        elapsed: () => performance.now(),
      }),
      chance: () => 0.5,
      dueTeams: async () => [...due],
      send: (team) => wake(db, team),
    });
    open.push(made);
    return made;
  };
  return {
    wakes,
    two: () => [wakes(), wakes()],
    now: () => Date.now(),
    due,
    decide: (team) => db.transaction().execute((transaction) => wake(transaction, team)),
    errors,
    close: async () => {
      for (const one of open) await one.stop();
      await close();
      await database.remove();
    },
  };
}

const logTo = (errors: string[]): Parameters<typeof bossWakes>[0]['log'] => ({
  error: (_facts: unknown, words?: string) => void errors.push(words ?? ''),
  warn: () => undefined,
});

async function openHere(): Promise<OpenWakes> {
  const errors: string[] = [];
  const due = new Set<TeamId>();
  const wakers = new Set<(team: TeamId) => void>();
  const open: Wakes[] = [];
  const wakes = (): Wakes => {
    const made = wakesHere({
      clock: { now: () => Date.now() },
      log: logTo(errors),
      onWork: (wake) => {
        wakers.add(wake);
        return () => void wakers.delete(wake);
      },
      everyTeam: async () => [...due],
      dueTeams: async () => [...due],
    });
    open.push(made);
    return made;
  };
  return {
    wakes,
    two: () => {
      const one = wakes();
      return [one, one];
    },
    now: () => Date.now(),
    due,
    decide: async (team) => {
      for (const wake of wakers) wake(team);
    },
    errors,
    close: async () => {
      for (const one of open) await one.stop();
    },
  };
}
