/** The workers redraw App Home, for people who have opened it; code that changes what it shows only requests that. */
import { type Kysely, sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/**
 * Marks every App Home of a workspace as stale; narrow it by `user_id`, and execute it.
 * @param now when it is due
 */
export function invalidateHomes(db: Kysely<Schema>, team: TeamId, now: Instant) {
  return db
    .updateTable('home')
    .set({ wanted: sql<number>`wanted + 1`, due_at: now })
    .where('team_id', '=', team);
}
