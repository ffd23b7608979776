/** Redraws App Home for the person who must know the outcome of a post or a job. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { invalidateHomes } from '../store/outbox/invalidate-homes.ts';
import type { Schema } from '../store/schema.ts';
import type { Delivery } from './outbox.ts';

/** Redraws a person's App Home, if they ever opened it. */
export async function tellHome(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId | null,
  now: Instant,
): Promise<void> {
  if (user !== null) await invalidateHomes(db, team, now).where('user_id', '=', user).execute();
}

/**
 * Who decides when nobody knows whether a post arrived: its recipient for a direct message, otherwise its owner.
 */
export function whoIsTold(row: Delivery): UserId | null {
  return row.user_id ?? row.owner_id;
}
