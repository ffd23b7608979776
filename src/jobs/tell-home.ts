/** Has App Home drawn anew for whoever must know what became of a post or a job. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { homesAnew } from '../store/outbox/invalidate-homes.ts';
import type { Schema } from '../store/schema.ts';
import type { Delivery } from './outbox.ts';

/** Wants a person's App Home drawn again; nothing happens if they never opened it. */
export async function tellHome(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId | null,
  now: Instant,
): Promise<void> {
  if (user !== null) await homesAnew(db, team, now).where('user_id', '=', user).execute();
}

/**
 * Who is told, and decides, when it is unknown whether a post arrived: of a direct message nobody but the person it was for; of a channel's
 * post, and of a reply there, its owner.
 */
export function whoIsTold(row: Delivery): UserId | null {
  return row.user_id ?? row.owner_id;
}
