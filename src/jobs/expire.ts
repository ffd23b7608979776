/**
 * Once a day, erases what a workspace has kept long enough. Each step is one small transaction. If the process dies, the next start does the
 * rest, since the day is marked done only when nothing is left.
 */
import { day } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { daysKept } from '#core/retention.ts';
import { systemRetention } from '../store/erasure/system-retention.ts';
import type { Parts } from './parts.ts';

/** Takes one step. @returns how many rows were erased; 0 when nothing is left for today */
export async function expireSome({ store, clock, retentionPolicies }: Parts, team: TeamId): Promise<number> {
  const now = clock.now();
  if (!(await store.retention.isUnlookedSince(team, now - day))) return 0;
  const { days } = await store.workspaceSettings.of(team);
  for (const kind of [...retentionPolicies, ...systemRetention]) {
    const kept = daysKept(kind, days.get(kind.name)) * day;
    const rows = await store.retention.expire(team, kind, now - kept);
    if (rows > 0) return rows;
  }
  await store.retention.looked(team, now);
  return 0;
}
