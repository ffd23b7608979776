/** Has App Home drawn anew for whoever must know what became of a post or a job. */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import type { Schema } from '../store/schema.ts';
import { deliveryOf, type Delivery } from './outbox.ts';

/** Wants a person's App Home drawn again; nothing happens if they never opened it. */
export async function tellHome(
  db: Kysely<Schema>,
  team: string,
  user: string | null,
  now: Instant,
): Promise<void> {
  if (user === null) return;
  await db
    .updateTable('home')
    .set((it) => ({ wanted: it('wanted', '+', 1), due_at: now }))
    .where('team_id', '=', team)
    .where('user_id', '=', user)
    .execute();
}

/**
 * Who is told, and decides, when it is unknown whether a post arrived: of a direct message nobody but the person it was for; of a channel's
 * post its owner; of a reply its own owner or else that of the post above.
 */
export async function whoIsTold(db: Kysely<Schema>, row: Delivery): Promise<string | null> {
  if (row.user_id !== null) return row.user_id;
  if (row.owner_id !== null || row.under === null) return row.owner_id;
  const parent = await deliveryOf(db, row.team_id, row.under);
  return parent === null ? null : whoIsTold(db, parent);
}
