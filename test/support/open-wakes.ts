/** Wake-ups of a database, for their contract. */
import type { TeamId } from '../../src/core/ids.ts';
import { wakesHere } from '../../src/jobs/wakes-here.ts';
import type { Wakes } from '../../src/jobs/wakes.ts';
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

export async function openWakes(_engine: TestEngine): Promise<OpenWakes> {
  const errors: string[] = [];
  const due = new Set<TeamId>();
  const wakers = new Set<(team: TeamId) => void>();
  const open: Wakes[] = [];
  const wakes = (): Wakes => {
    const made = wakesHere({
      clock: { now: () => Date.now() },
      log: {
        error: (_facts: unknown, words?: string) => void errors.push(words ?? ''),
        warn: () => undefined,
      },
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
