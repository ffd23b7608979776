/** Guards of which one can be taken out while the store is running, as if somebody had deleted its line. */
import { sql } from 'kysely';
import { allGuards, type Guard, type GuardName, type Guards } from '../../../src/store/guards.ts';

export interface SwitchedGuards {
  readonly guards: Guards;
  /** Takes one out, which is then always true; `null`: all stand again. */
  readonly without: (name: GuardName | null) => void;
}

const alwaysTrue: Guard = () => sql`1 = 1`;

export function switchedGuards(): SwitchedGuards {
  const guards: Record<GuardName, Guard> = { ...allGuards };
  return {
    guards,
    without: (name) => {
      Object.assign(guards, allGuards, name === null ? {} : { [name]: alwaysTrue });
    },
  };
}
