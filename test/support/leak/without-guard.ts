/** Guards of which one can be changed while the store is running, as if somebody had edited its line. */
import { sql } from 'kysely';
import { allGuards, type Guard, type GuardName, type Guards } from '../../../src/store/access/guards.ts';

export interface SwitchedGuards {
  readonly guards: Guards;
  /** Makes one of them always true (`open`: it is taken out) or always false (`shut`); all others stand as they are. */
  readonly change: (name: GuardName, to: 'open' | 'shut') => void;
}

export function switchedGuards(): SwitchedGuards {
  const guards: Record<GuardName, Guard> = { ...allGuards };
  return {
    guards,
    change: (name, to) => {
      Object.assign(guards, allGuards, { [name]: () => (to === 'open' ? sql`1 = 1` : sql`1 = 0`) });
    },
  };
}
