/**
 * What Slack told us of people and channels. Facts carry the instant before Slack was asked, and never move back in time: an
 * answer that was overtaken by an event is not taken.
 */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import type { ChannelId, TeamId, UserId } from '../core/ids.ts';
import {
  defaultWorkingHours,
  type Channel,
  type Locale,
  type Person,
  type WorkingHours,
} from '../core/people.ts';
import { membershipsIn, type Memberships } from './memberships.ts';
import { channelOf, personOf } from './people-rows.ts';
import type { ChannelTable, Schema } from './schema.ts';
import type { Inside } from './transactions.ts';

/** What Slack says of a person. `locale: null` where it did not say: what is known stays. */
export interface PersonFacts extends Pick<Person, 'userId' | 'standing' | 'isAdmin' | 'tz' | 'awayUntil'> {
  readonly locale: Locale | null;
}

/** What Slack says of a channel. */
export type ChannelFacts = Omit<Channel, 'tz' | 'locale'>;

export interface Directory extends Memberships {
  /** @param at when Slack was asked */
  savePerson(team: TeamId, facts: PersonFacts, at: Instant): Promise<void>;
  savePeople(team: TeamId, facts: readonly PersonFacts[], at: Instant): Promise<void>;
  /** Their account was closed; nothing is known of a stranger. */
  personGone(team: TeamId, user: UserId, at: Instant): Promise<void>;
  /** What a person set for themselves; Slack's facts leave it alone. */
  setWorkingHours(team: TeamId, user: UserId, hours: WorkingHours): Promise<void>;

  /** @param first the zone and language of a channel that was not known; later ones are the channel's own setting */
  saveChannel(
    team: TeamId,
    facts: ChannelFacts,
    at: Instant,
    first?: Pick<Channel, 'tz' | 'locale'>,
  ): Promise<void>;
  /** An event told one thing of a known channel: archived, renamed, shared, made private. */
  changeChannel(
    team: TeamId,
    channel: ChannelId,
    change: Partial<Omit<ChannelFacts, 'channelId'>>,
    at: Instant,
  ): Promise<void>;
  /** Lore is no longer in the channel, or it was deleted: nothing is shown there, and its members count as unknown. */
  channelGone(team: TeamId, channel: ChannelId, at: Instant): Promise<void>;
  setRhythm(team: TeamId, channel: ChannelId, rhythm: Pick<Channel, 'tz' | 'locale'>): Promise<void>;

  /** Whom the adapter itself asks about, with no viewer; never for a feature. */
  person(team: TeamId, user: UserId): Promise<Person | null>;
  channel(team: TeamId, channel: ChannelId): Promise<Channel | null>;
}

/** The directory of a store. */
export function directoryIn(house: Kysely<Schema>, inside: Inside): Directory {
  const savePeople: Directory['savePeople'] = (team, facts, at) =>
    inside.write(async (db) => {
      for (const one of facts) await upsertPerson(db, team, one, at);
    });
  return {
    ...membershipsIn(house, inside),
    savePeople,
    savePerson: (team, facts, at) => savePeople(team, [facts], at),
    personGone: (team, user, at) =>
      inside.write(async (db) => {
        await db
          .updateTable('person')
          .set({ standing: 'deactivated', fetched_at: at })
          .where('team_id', '=', team)
          .where('user_id', '=', user)
          .where('fetched_at', '<=', at)
          .execute();
      }),
    setWorkingHours: (team, user, hours) =>
      inside.write(async (db) => {
        await db
          .updateTable('person')
          .set(workingHoursRow(hours))
          .where('team_id', '=', team)
          .where('user_id', '=', user)
          .execute();
      }),
    saveChannel: (team, facts, at, first = { tz: 'UTC', locale: 'en' }) =>
      inside.write((db) => upsertChannel(db, team, facts, at, first)),
    changeChannel: (team, channel, change, at) =>
      inside.write((db) => updateChannel(db, team, channel, channelRow(change), at)),
    channelGone: (team, channel, at) =>
      inside.write((db) => updateChannel(db, team, channel, { has_lore: 0, members_at: null }, at)),
    setRhythm: (team, channel, rhythm) =>
      inside.write(async (db) => {
        await db
          .updateTable('channel')
          .set({ tz: rhythm.tz, locale: rhythm.locale })
          .where('team_id', '=', team)
          .where('channel_id', '=', channel)
          .execute();
      }),
    person: async (team, user) => {
      const query = house.selectFrom('person').selectAll().where('team_id', '=', team);
      const row = await query.where('user_id', '=', user).executeTakeFirst();
      return row === undefined ? null : personOf(row);
    },
    channel: async (team, channel) => {
      const query = house.selectFrom('channel').selectAll().where('team_id', '=', team);
      const row = await query.where('channel_id', '=', channel).executeTakeFirst();
      return row === undefined ? null : channelOf(row);
    },
  };
}

async function upsertPerson(
  db: Kysely<Schema>,
  team: TeamId,
  facts: PersonFacts,
  at: Instant,
): Promise<void> {
  const told = {
    standing: facts.standing,
    is_admin: facts.isAdmin ? 1 : 0,
    tz: facts.tz,
    away_until: facts.awayUntil,
    fetched_at: at,
  };
  const locale = facts.locale === null ? {} : { locale: facts.locale };
  await db
    .insertInto('person')
    .values({
      team_id: team,
      user_id: facts.userId,
      locale: 'en',
      ...workingHoursRow(defaultWorkingHours),
      ...told,
      ...locale,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'user_id'])
        .doUpdateSet({ ...told, ...locale })
        .where('person.fetched_at', '<=', at),
    )
    .execute();
}

async function upsertChannel(
  db: Kysely<Schema>,
  team: TeamId,
  facts: ChannelFacts,
  at: Instant,
  first: Pick<Channel, 'tz' | 'locale'>,
): Promise<void> {
  const told = { ...channelRow(facts), fetched_at: at };
  await db
    .insertInto('channel')
    .values({
      team_id: team,
      channel_id: facts.channelId,
      tz: first.tz,
      locale: first.locale,
      members_at: null,
      members_changed_at: null,
      ...told,
    })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'channel_id']).doUpdateSet(told).where('channel.fetched_at', '<=', at),
    )
    .execute();
}

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

function channelRow(
  facts: ChannelFacts,
): Pick<ChannelTable, 'kind' | 'is_shared' | 'is_archived' | 'has_lore' | 'name'>;
function channelRow(facts: Partial<ChannelFacts>): Partial<ChannelTable>;
function channelRow(facts: Partial<ChannelFacts>): Partial<ChannelTable> {
  const flag = (value: boolean): number => (value ? 1 : 0);
  return {
    ...(facts.kind === undefined ? {} : { kind: facts.kind }),
    ...(facts.isShared === undefined ? {} : { is_shared: flag(facts.isShared) }),
    ...(facts.isArchived === undefined ? {} : { is_archived: flag(facts.isArchived) }),
    ...(facts.hasLore === undefined ? {} : { has_lore: flag(facts.hasLore) }),
    ...(facts.name === undefined ? {} : { name: facts.name }),
  };
}

function workingHoursRow(hours: WorkingHours) {
  return {
    work_days: hours.days.join(','),
    work_start: hours.start,
    work_end: hours.end,
    holidays: hours.holidays,
  };
}
