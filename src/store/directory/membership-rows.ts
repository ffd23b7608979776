/** The rows of who is in a channel. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { ChannelTable, Schema } from '../schema.ts';

/**
 * Records that people are in a channel. Those who were already there stay unchanged, since it matters since when they have been there
 * (wasThereInPrivate in guards.ts).
 * @param at when the list or event that names them came
 */
export async function put(
  db: Kysely<Schema>,
  to: ChannelTable,
  users: readonly UserId[],
  at: Instant,
): Promise<void> {
  for (const some of chunks([...new Set(users)])) {
    const values = some.map((user) => ({
      team_id: to.team_id,
      channel_id: to.channel_id,
      user_id: user,
      since_private: to.kind === 'public' ? (0 as const) : (1 as const),
      list_asked_at: at,
    }));
    await db
      .insertInto('membership')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'channel_id', 'user_id'])
          .doUpdateSet((it) => ({ list_asked_at: it.ref('excluded.list_asked_at') }))
          .whereRef('membership.list_asked_at', '<', 'excluded.list_asked_at'),
      )
      .execute();
  }
}

/** Records that people have left a channel. */
export async function take(
  db: Kysely<Schema>,
  from: ChannelTable,
  users: readonly UserId[],
  now: Instant,
): Promise<void> {
  for (const some of chunks(users)) {
    await db
      .deleteFrom('membership')
      .where('team_id', '=', from.team_id)
      .where('channel_id', '=', from.channel_id)
      .where('user_id', 'in', some)
      .execute();
    // What their App Home shows from this channel is no longer for them.
    await invalidateHomes(db, from.team_id, now).where('user_id', 'in', some).execute();
  }
}
