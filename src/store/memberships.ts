/** Who is in which channel. A list comes whole from Slack; events change it between; where they disagree it is unknown. */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import type { ChannelId, TeamId, UserId } from '../core/ids.ts';
import { lookedAfterAnew } from './ritual-homes.ts';
import type { ChannelTable, Schema } from './schema.ts';
import type { Inside } from './transactions.ts';
import { changing } from './what-shows.ts';

export interface Memberships {
  /**
   * The whole list of a known channel.
   * @param at before the first page was asked for
   * @returns whether it was taken: not if the channel is unknown or the list was overtaken by an event or a newer list
   */
  setMembers(team: TeamId, channel: ChannelId, users: readonly UserId[], at: Instant): Promise<boolean>;
  memberJoined(team: TeamId, channel: ChannelId, user: UserId, at: Instant): Promise<void>;
  memberLeft(team: TeamId, channel: ChannelId, user: UserId, at: Instant): Promise<void>;
  /** Whether the channel or its members are unknown, or were last asked for longer ago than `maxAge` ms. */
  stale(team: TeamId, channel: ChannelId, maxAge: number): Promise<boolean>;
  /** The channels a person is in, as far as is known. */
  channelsOf(team: TeamId, user: UserId): Promise<readonly ChannelId[]>;
  /** The members of a channel of whom nothing is known yet: to be asked for. */
  strangers(team: TeamId, channel: ChannelId): Promise<readonly UserId[]>;
}

export function membershipsIn(house: Kysely<Schema>, inside: Inside): Memberships {
  return {
    setMembers: (team, channel, users, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const known = await channelRow(db, team, channel);
        if (known === undefined || at < newest(known)) return false;
        const inList = new Set<string>(users);
        const rows = await db
          .selectFrom('membership')
          .select('user_id')
          .where('team_id', '=', team)
          .where('channel_id', '=', channel)
          .execute();
        for (const { user_id } of rows.filter((row) => !inList.has(row.user_id)))
          await leave(db, team, channel, user_id, inside.clock.now());
        // Who was there already stays as they are: since when they have been there matters (wasThereInPrivate in guards.ts).
        for (const user of inList)
          if (!rows.some(({ user_id }) => user_id === user)) await join(db, known, user, inside.clock.now());
        await change(db, team, channel, { members_at: at });
        return true;
      }),
    memberJoined: (team, channel, user, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const known = await channelRow(db, team, channel);
        if (known === undefined || (known.members_at !== null && at < known.members_at)) return;
        // An event that comes late may tell of somebody who has left since: better not to know.
        if (at < newest(known)) return change(db, team, channel, { members_at: null });
        await join(db, known, user, inside.clock.now());
        await change(db, team, channel, { members_changed_at: at });
      }),
    memberLeft: (team, channel, user, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const known = await channelRow(db, team, channel);
        if (known === undefined || (known.members_at !== null && at < known.members_at)) return;
        await leave(db, team, channel, user, inside.clock.now());
        await change(db, team, channel, { members_changed_at: Math.max(at, newest(known)) });
      }),
    stale: async (team, channel, maxAge) => {
      const known = await channelRow(house, team, channel);
      const oldest = inside.clock.now() - maxAge;
      return known?.members_at == null || known.members_at < oldest || known.fetched_at < oldest;
    },
    channelsOf: async (team, user) => {
      const query = house.selectFrom('membership').select('channel_id').where('team_id', '=', team);
      const rows = await query.where('user_id', '=', user).orderBy('channel_id').execute();
      // Written by this file alone, which takes channels' ids.
      return rows.map((row) => row.channel_id as ChannelId);
    },
    strangers: async (team, channel) => {
      const rows = await house
        .selectFrom('membership as m')
        .leftJoin('person as p', (on) =>
          on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
        )
        .select('m.user_id')
        .where('m.team_id', '=', team)
        .where('m.channel_id', '=', channel)
        .where('p.user_id', 'is', null)
        .orderBy('m.user_id')
        .execute();
      return rows.map((row) => row.user_id as UserId);
    },
  };
}

/** The last instant at which the list was whole or changed; before everything when neither is known. */
function newest(channel: ChannelTable): Instant {
  return Math.max(channel.members_at ?? 0, channel.members_changed_at ?? 0);
}

function channelRow(db: Kysely<Schema>, team: TeamId, channel: ChannelId): Promise<ChannelTable | undefined> {
  const query = db.selectFrom('channel').selectAll().where('team_id', '=', team);
  return query.where('channel_id', '=', channel).executeTakeFirst();
}

async function join(db: Kysely<Schema>, to: ChannelTable, user: string, now: Instant): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      team_id: to.team_id,
      channel_id: to.channel_id,
      user_id: user,
      since_private: to.kind === 'public' ? 0 : 1,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'channel_id', 'user_id']).doNothing())
    .execute();
  await lookedAfterAnew(db, to.team_id as TeamId, user, to.channel_id as ChannelId, now);
}

async function leave(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  user: string,
  now: Instant,
): Promise<void> {
  await db
    .deleteFrom('membership')
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where('user_id', '=', user)
    .execute();
  await lookedAfterAnew(db, team, user, channel, now);
}

async function change(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  to: Partial<Pick<ChannelTable, 'members_at' | 'members_changed_at'>>,
): Promise<void> {
  const query = db.updateTable('channel').set(to).where('team_id', '=', team);
  await query.where('channel_id', '=', channel).execute();
}
