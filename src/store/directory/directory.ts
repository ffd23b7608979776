/**
 * What Slack told us about people and channels. Facts carry the instant before Slack was asked and never go back in time: an answer overtaken by
 * an event is dropped.
 */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { changedOwner } from '../../schedules/records/homes.ts';
import { redrawWith } from '../access/depends-on.ts';
import { changing } from '../access/shown-content.ts';
import { forgetTokensOfLeft } from '../settings/access-tokens.ts';
import type { Entry } from '../memory/memory.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import { rescheduleMessages } from '../outbox/reschedule-messages.ts';
import type { ChannelTable, Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { names } from '../scope/people-select.ts';
import type { ChannelFacts, FirstRecurrence, PersonFacts } from './facts.ts';
import { type Memberships, membershipsIn } from './memberships.ts';
import { channelOf, personOf } from './people-rows.ts';
import { changedAmong, channelRow, knownAmong, resharing, upsertChannels } from './save-channels.ts';
import { type Other, othersAmong, upsertPeople } from './save-people.ts';
import { moveWalk, type Walks, walksIn, type WalkStep } from './walks.ts';

export interface Directory extends Memberships, Walks {
  /** @param at when Slack was asked */
  savePerson(team: TeamId, facts: PersonFacts, at: Instant): Promise<void>;
  /** A page of people, in one transaction. @param step of the walk that read the page: both are stored, or neither */
  savePeople(team: TeamId, facts: readonly PersonFacts[], at: Instant, step?: WalkStep): Promise<void>;
  /** Their account was closed. Nothing happens for a stranger. */
  personGone(team: TeamId, user: UserId, at: Instant): Promise<void>;

  /** @param first for a channel that was unknown; after that it is the channel's own setting */
  saveChannel(team: TeamId, facts: ChannelFacts, at: Instant, first?: FirstRecurrence): Promise<void>;
  /** A page of channels, in one transaction, as with people. New ones get the zone and language of their members. */
  saveChannels(team: TeamId, facts: readonly ChannelFacts[], at: Instant, step: WalkStep): Promise<void>;
  /** An event changed one fact about a known channel: archived, renamed, shared, made private. */
  changeChannel(
    team: TeamId,
    channel: ChannelId,
    change: Partial<Omit<ChannelFacts, 'channelId'>>,
    at: Instant,
  ): Promise<void>;
  /** Lore is no longer in the channel, or the channel was deleted. Nothing is shown there, and its members count as unknown. */
  channelGone(team: TeamId, channel: ChannelId, at: Instant): Promise<void>;
  setRecurrence(team: TeamId, channel: ChannelId, recurrence: Pick<Channel, 'tz' | 'locale'>): Promise<void>;

  /** For the adapter itself, without a viewer; never for a feature. */
  person(team: TeamId, user: UserId): Promise<Person | null>;
  /** The same, and when Slack was asked. */
  personAt(team: TeamId, user: UserId): Promise<{ readonly person: Person; readonly at: Instant } | null>;
  /** What they are called; `null`: Lore does not know. */
  nameOf(team: TeamId, user: UserId): Promise<string | null>;
  channel(team: TeamId, channel: ChannelId): Promise<Channel | null>;
}

/** The directory of a store. */
export function directoryIn(system: Kysely<Schema>, inside: Inside): Directory {
  const savePeople: Directory['savePeople'] = async (team, facts, at, step) => {
    const others: Other[] = [];
    await changing(
      inside,
      team,
      {
        users: async (db) => {
          // It may run again from the start.
          others.length = 0;
          for (const some of chunks(facts)) others.push(...(await othersAmong(db, team, some, at)));
          return others.filter(({ standing, isNew }) => standing || isNew).map(({ user }) => user);
        },
      },
      async (db) => {
        for (const some of chunks(facts)) await upsertPeople(db, team, some, at);
        const now = inside.clock.now();
        const renamed = others.filter(({ name }) => name).map(({ user }) => user);
        await redrawWith({ db, teamId: team, now }, renamed);
        for (const { user, time, standing, admin } of others) {
          if (time) await rescheduleMessages(db, team, user, now, inside.ids.next());
          // A guest sees less than a member did, and an admin more.
          if (standing || admin) await invalidateHomes(db, team, now).where('user_id', '=', user).execute();
          if (!standing) continue;
          await changedOwner(db, team, user, null, now);
        }
        if (step !== undefined) await moveWalk(db, team, step);
      },
      entriesOf(
        team,
        facts.map(({ userId }) => userId),
      ),
    );
    if (others.some(({ isNew }) => !isNew)) inside.wake(team);
  };
  const personAt: Directory['personAt'] = async (team, user) => {
    const query = system.selectFrom('person').selectAll().where('team_id', '=', team);
    const row = await query.where('user_id', '=', user).executeTakeFirst();
    return row === undefined ? null : { person: personOf(row), at: row.fetched_at };
  };
  return {
    ...membershipsIn(system, inside),
    ...walksIn(system, inside),
    personAt,
    person: async (team, user) => (await personAt(team, user))?.person ?? null,
    nameOf: async (team, user) => (await names({ db: system, teamId: team }, [user])).get(user) ?? null,
    savePeople,
    savePerson: (team, facts, at) => savePeople(team, [facts], at),
    personGone: (team, user, at) =>
      changing(
        inside,
        team,
        { users: async () => [user] },
        async (db) => {
          await db
            .updateTable('person')
            .set({ standing: 'deactivated', fetched_at: at })
            .where('team_id', '=', team)
            .where('user_id', '=', user)
            .where('fetched_at', '<=', at)
            .execute();
          await forgetTokensOfLeft(db, team);
          await changedOwner(db, team, user, null, inside.clock.now());
        },
        entriesOf(team, [user]),
      ),
    saveChannel: (team, facts, at, first = { tz: 'UTC', locale: 'en' }) =>
      changing(inside, team, { channels: [facts.channelId] }, (db) =>
        upsertChannels(db, team, [facts], at, first),
      ),
    saveChannels: (team, facts, at, step) =>
      changing(inside, team, { channels: (db) => changedAmong(db, team, facts) }, async (db) => {
        await upsertChannels(db, team, facts, at, 'ofMembers');
        await moveWalk(db, team, step);
      }),
    changeChannel: (team, channel, change, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const known = (await knownAmong(db, team, [channel])).get(channel);
        const resharedRow = resharing(known, change, 'one of them');
        await updateChannel(db, team, channel, { ...channelRow(change), ...resharedRow }, at);
      }),
    channelGone: (team, channel, at) =>
      changing(inside, team, { channels: [channel] }, (db) => updateChannel(db, team, channel, gone, at)),
    setRecurrence: (team, channel, recurrence) =>
      inside.write(async (db) => {
        await db
          .updateTable('channel')
          .set({ tz: recurrence.tz, locale: recurrence.locale, is_new: 0 })
          .where('team_id', '=', team)
          .where('channel_id', '=', channel)
          .execute();
      }),
    channel: async (team, channel) => {
      const query = system.selectFrom('channel').selectAll().where('team_id', '=', team);
      const row = await query.where('channel_id', '=', channel).executeTakeFirst();
      return row === undefined ? null : channelOf(row);
    },
  };
}

/** If more people than this change, everyone in the workspace is forgotten. */
const fewPeople = 20;

const entriesOf = (team: TeamId, users: readonly UserId[]): readonly Entry[] =>
  users.length > fewPeople ? [`person ${team}`] : users.map((user): Entry => `person ${team} ${user}`);

/** A channel without Lore: Lore does not know who is in it. */
const gone = { has_lore: 0, members_at: null, list_asked_at: null, list_cursor: null } as const;

async function updateChannel(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  change: Partial<ChannelTable>,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('channel')
    .set({ ...change, fetched_at: at })
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where('fetched_at', '<=', at)
    .execute();
}
