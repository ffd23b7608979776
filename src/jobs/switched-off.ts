/** Notes in the journal which jobs fell due while their practice was turned off: they wait until it is on again. */
import { sql } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import { aboutJob } from './journal.ts';
import { isInstalled } from './outbox.ts';
import type { Parts } from './parts.ts';
import { mayRun } from './run-jobs.ts';

/** @returns a function that notes a workspace's jobs that fell due since its last call there, each once in the life of this process */
export function createSwitchedOff(parts: Parts): (team: TeamId) => Promise<void> {
  const noted = new Map<TeamId, ReadonlySet<string>>();
  return async (team) => {
    const rows = await parts.store.system
      .selectFrom('job as it')
      .select(['it.team_id', 'it.key', 'it.name', 'it.viewer_kind', 'it.viewer_id', 'it.run_at'])
      .where('it.team_id', '=', team)
      .where('it.state', '=', 'waiting')
      .where('it.run_at', '<=', parts.clock.now())
      .where(isInstalled)
      .where(sql<boolean>`not ${mayRun(parts, 'it')}`)
      .orderBy('it.run_at')
      .execute();
    const keyOf = (row: (typeof rows)[number]) => `${row.key} ${row.run_at}`;
    for (const row of rows)
      if (noted.get(team)?.has(keyOf(row)) !== true)
        parts.journal(aboutJob(row, { did: 'skipped', why: 'switched_off', at: row.run_at }));
    if (rows.length === 0) noted.delete(team);
    else noted.set(team, new Set(rows.map(keyOf)));
  };
}
