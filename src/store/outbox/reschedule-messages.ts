/** A change of working hours reschedules pending messages. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import { invalidateHomes } from './invalidate-homes.ts';

/** The type of the inbox event that tells features; it names only the person. */
export const workingTimeChanged = 'user_working_time_changed';

/**
 * In the transaction of the change: makes the person's pending messages due now, so that they are rescheduled; redraws their Home; and tells
 * the features once. The caller wakes the workers afterwards.
 * @param eventId a new one
 */
export async function rescheduleMessages(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId,
  now: Instant,
  eventId: string,
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ due_at: now })
    .where('team_id', '=', team)
    .where('user_id', '=', user)
    .where('kind', '=', 'person')
    .where('urgency', '<>', 'answer')
    .where('state', 'in', ['waiting', 'held'])
    .execute();
  await invalidateHomes(db, team, now).where('user_id', '=', user).execute();
  await db
    .insertInto('inbox')
    .values({
      team_id: team,
      event_id: eventId,
      type: workingTimeChanged,
      body: JSON.stringify({ type: workingTimeChanged, user }),
      received_at: now,
      done_at: null,
      attempts: 0,
    })
    .execute();
}
