/** Which App Homes become stale when a channel's rituals, or the people responsible for them, change. */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import { invalidateHomes } from '../../store/outbox/invalidate-homes.ts';
import type { Schema } from '../../store/schema.ts';

/** Marks the App Homes of a channel's members as stale. */
export async function invalidateMembersHomes(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  now: Instant,
): Promise<void> {
  await invalidateHomes(db, team, now)
    .where('user_id', 'in', (members) =>
      members
        .selectFrom('membership')
        .select('membership.user_id')
        .where('membership.team_id', '=', team)
        .where('membership.channel_id', '=', channel),
    )
    .execute();
}

/**
 * Someone joined, left or changed member type: responsibility for rituals may pass to someone else, or to nobody.
 * @param channel where; `null`: in all their channels
 */
export async function changedOwner(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId,
  channel: ChannelId | null,
  now: Instant,
): Promise<void> {
  let query = db
    .selectFrom('channel_rhythm')
    .select('channel_id')
    .where('team_id', '=', team)
    .where((it) => it.or([it('owner_id', '=', user), it('deputy_id', '=', user)]));
  if (channel !== null) query = query.where('channel_id', '=', channel);
  const rows = await query.execute();
  for (const { channel_id: where } of rows) await invalidateMembersHomes(db, team, where, now);
  if (rows.length > 0) await invalidateHomes(db, team, now).where('user_id', '=', user).execute();
}

/** Whether a person is responsible for the channel of the row `it`: its owner, or the deputy while the owner is not there. */
export function looksAfter(user: UserId): RawBuilder<SqlBool> {
  const isThere = (who: RawBuilder<unknown>) => sql`exists (select 1 from membership as m
    inner join person as p on p.team_id = m.team_id and p.user_id = m.user_id
    where m.team_id = r.team_id and m.channel_id = r.channel_id and m.user_id = ${who} and p.standing = 'member')`;
  return sql`exists (select 1 from channel_rhythm as r
    where r.team_id = it.team_id and r.channel_id = it.channel_id and ${isThere(sql`${user}`)}
      and (r.owner_id = ${user}
        or (r.deputy_id = ${user} and (r.owner_id is null or not ${isThere(sql`r.owner_id`)}))))`;
}
