/** App Home is drawn by the workers, for people who have opened theirs once; whatever changes what stands there only wishes for it. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/**
 * Wishes for all of a workspace's Homes to be redrawn; narrow it by `user_id`, and execute it.
 * @param now when it is due
 */
export function homesAnew(db: Kysely<Schema>, team: TeamId, now: Instant) {
  return db
    .updateTable('home')
    .set((it) => ({ wanted: it('wanted', '+', 1), due_at: now }))
    .where('team_id', '=', team);
}
