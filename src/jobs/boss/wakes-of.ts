/** What wakes the workers of a process on PostgreSQL. */
import type { Clock } from '#core/clock.ts';
import type { OwnClocks } from '../../store/engines/database-clock.ts';
import { holderHere, holderText } from '../../store/engines/holder.ts';
import { workSession } from '../../store/engines/work-session.ts';
import type { Store } from '../../store/store.ts';
import type { Parts } from '../parts.ts';
import type { Runner } from '../runner.ts';
import type { Wakes } from '../wakes.ts';
import { bossWakes } from './wakes.ts';

/** @returns nothing where one process works on a file: it wakes itself. @param own this machine's clocks @param runner not asked before the wakes start */
export function wakesOf(
  url: string,
  store: Pick<Store, 'engine' | 'wake'>,
  clock: Clock,
  log: Parts['log'],
  own: OwnClocks,
  runner: () => Pick<Runner, 'dueTeams'>,
): { readonly wakes?: Wakes } {
  if (store.engine === 'sqlite') return {};
  return {
    wakes: bossWakes({
      url,
      clock,
      log,
      session: workSession(url, holderText(holderHere('work')), own),
      chance: Math.random,
      dueTeams: (limit) => runner().dueTeams(limit),
      send: async (team) => store.wake(team),
    }),
  };
}
