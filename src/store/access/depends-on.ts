/** Which rows of other practices a post shows, and from which channels, so that it is redrawn when one changes or goes. */
import { type Kysely, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

export interface Showing {
  readonly db: Kysely<Schema>;
  readonly teamId: TeamId;
  readonly now: Instant;
}

/** @param key of the delivery */
export async function shows(
  { db, teamId }: Showing,
  key: string,
  rows: readonly (RowId | ChannelId)[],
): Promise<void> {
  for (const row of new Set(rows))
    await db
      .insertInto('delivery_shows')
      .values({ team_id: teamId, delivery_key: key, row_id: row })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/**
 * Requests redraws of posts; narrow the query and execute it. A post that is not sent yet keeps its time: it will show the state of that moment.
 */
export function invalidatePosts({ db, teamId, now }: Showing) {
  return db
    .updateTable('delivery')
    .set({
      wanted: sql<number>`wanted + 1`,
      due_at: sql<number>`case when state = 'sent' then ${now} else due_at end`,
    })
    .where('team_id', '=', teamId);
}

export async function refreshShowing(on: Showing, rows: readonly string[]): Promise<void> {
  const { teamId } = on;
  for (const some of chunks(rows))
    await invalidatePosts(on)
      .where('key', 'in', (it) =>
        it
          .selectFrom('delivery_shows as s')
          .select('s.delivery_key')
          .where('s.team_id', '=', teamId)
          .where('s.row_id', 'in', some),
      )
      .execute();
}

/** Redraws every post in which one of these people stands. */
export async function redrawWith(on: Showing, users: readonly UserId[]): Promise<void> {
  for (const some of chunks(users))
    await invalidatePosts(on)
      .where('key', 'in', (it) =>
        it
          .selectFrom('delivery_person as p')
          .select('p.delivery_key')
          .where('p.team_id', '=', on.teamId)
          .where('p.user_id', 'in', some),
      )
      .execute();
}

/** Deletes what a delivery shows, and who stands in it, along with it. @param ids of deliveries that stay */
export async function forgetShows(
  { db, teamId }: Pick<Showing, 'db' | 'teamId'>,
  ids: readonly string[],
): Promise<void> {
  for (const table of ['delivery_shows', 'delivery_person'] as const)
    await db
      .deleteFrom(table)
      .where('team_id', '=', teamId)
      .where('delivery_key', 'in', (it) =>
        it
          .selectFrom('delivery as d')
          .select('d.key')
          .where('d.team_id', '=', teamId)
          .where('d.id', 'in', ids),
      )
      .execute();
}

/** Redraws what was posted in these channels and to their members, and the members' Homes. */
export async function redrawIn({ db, teamId, now }: Showing, channels: ReadonlySet<string>): Promise<void> {
  for (const channel of channels) {
    const isIn = sql`user_id in (
      select m.user_id from membership as m where m.team_id = ${teamId} and m.channel_id = ${channel})`;
    await sql`update delivery set wanted = wanted + 1, due_at = ${now}
      where team_id = ${teamId} and state = 'sent' and (channel_id = ${channel} or ${isIn})`.execute(db);
    await sql`update home set wanted = wanted + 1, due_at = ${now}
      where team_id = ${teamId} and ${isIn}`.execute(db);
  }
}
