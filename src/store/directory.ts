/**
 * What Slack told us of people and channels. Facts carry the instant before Slack was asked, and never move back in time: an
 * answer that was overtaken by an event is not taken.
 */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import type { ChannelId, TeamId, UserId } from '../core/ids.ts';
import { defaultWorkingHours, type Channel, type Locale, type Person } from '../core/people.ts';
import { membershipsIn, type Memberships } from './memberships.ts';
import { channelOf, personOf } from './people-rows.ts';
import { lookedAfterAnew } from './ritual-homes.ts';
import type { ChannelTable, Schema } from './schema.ts';
import { timeAnew } from './time-anew.ts';
import type { Inside } from './transactions.ts';
import { changing } from './what-shows.ts';

/** What Slack says of a person. `locale: null` where it did not say: what is known stays. */
export interface PersonFacts extends Pick<Person, 'userId' | 'standing' | 'isAdmin' | 'tz' | 'awayUntil'> {
  readonly locale: Locale | null;
}

/** What Slack says of a channel. */
export interface ChannelFacts extends Omit<Channel, 'tz' | 'locale'> {
  /** The other organisations that it is shared with, as far as Slack names them. */
  readonly sharedWith?: readonly string[];
}

export interface Directory extends Memberships {
  /** @param at when Slack was asked */
  savePerson(team: TeamId, facts: PersonFacts, at: Instant): Promise<void>;
  savePeople(team: TeamId, facts: readonly PersonFacts[], at: Instant): Promise<void>;
  /** Their account was closed; nothing is known of a stranger. */
  personGone(team: TeamId, user: UserId, at: Instant): Promise<void>;

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
  const savePeople: Directory['savePeople'] = async (team, facts, at) => {
    let others: readonly (Other & { readonly user: UserId })[] = [];
    await changing(
      inside,
      team,
      {
        users: async (db) => {
          others = await othersAmong(db, team, facts, at);
          return others.filter(({ standing, isNew }) => standing || isNew).map(({ user }) => user);
        },
      },
      async (db) => {
        for (const one of facts) await upsertPerson(db, team, one, at);
        const now = inside.clock.now();
        for (const { user, time, standing } of others) {
          if (time) await timeAnew(db, team, user, now, inside.ids.next());
          if (standing) await lookedAfterAnew(db, team, user, null, now);
        }
      },
    );
    if (others.some(({ time, standing }) => time || standing)) inside.wake();
  };
  return {
    ...membershipsIn(house, inside),
    savePeople,
    savePerson: (team, facts, at) => savePeople(team, [facts], at),
    personGone: (team, user, at) =>
      changing(inside, team, { users: async () => [user] }, async (db) => {
        await db
          .updateTable('person')
          .set({ standing: 'deactivated', fetched_at: at })
          .where('team_id', '=', team)
          .where('user_id', '=', user)
          .where('fetched_at', '<=', at)
          .execute();
        await lookedAfterAnew(db, team, user, null, inside.clock.now());
      }),
    saveChannel: (team, facts, at, first = { tz: 'UTC', locale: 'en' }) =>
      changing(inside, team, { channels: [facts.channelId] }, (db) =>
        upsertChannel(db, team, facts, at, first),
      ),
    changeChannel: (team, channel, change, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const anew = sharedAnew(await sharingOf(db, team, channel), change, 'one of them');
        await updateChannel(db, team, channel, { ...channelRow(change), ...anew }, at);
      }),
    channelGone: (team, channel, at) =>
      changing(inside, team, { channels: [channel] }, (db) =>
        updateChannel(db, team, channel, { has_lore: 0, members_at: null }, at),
      ),
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

/** What facts change of somebody: when Lore may write to them, and what they are in the workspace; or nothing was known of them before. */
interface Other {
  readonly time: boolean;
  readonly standing: boolean;
  readonly isNew: boolean;
}

async function othersAmong(db: Kysely<Schema>, team: TeamId, facts: readonly PersonFacts[], at: Instant) {
  const others: (Other & { readonly user: UserId })[] = [];
  for (const one of facts) others.push({ user: one.userId, ...(await otherWith(db, team, one, at)) });
  return others;
}

async function otherWith(db: Kysely<Schema>, team: TeamId, facts: PersonFacts, at: Instant): Promise<Other> {
  const query = db
    .selectFrom('person')
    .select(['tz', 'away_until', 'fetched_at', 'standing'])
    .where('team_id', '=', team);
  const known = await query.where('user_id', '=', facts.userId).executeTakeFirst();
  if (known === undefined || known.fetched_at > at)
    return { time: false, standing: false, isNew: known === undefined };
  return {
    time: known.tz !== facts.tz || known.away_until !== facts.awayUntil,
    standing: known.standing !== facts.standing,
    isNew: false,
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
      work_days: defaultWorkingHours.days.join(','),
      work_start: defaultWorkingHours.start,
      work_end: defaultWorkingHours.end,
      holidays: defaultWorkingHours.holidays,
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
  const anew = sharedAnew(await sharingOf(db, team, facts.channelId), facts, 'all of them');
  await db
    .insertInto('channel')
    .values({
      team_id: team,
      channel_id: facts.channelId,
      tz: first.tz,
      locale: first.locale,
      members_at: null,
      members_changed_at: null,
      shared_with: (facts.sharedWith ?? []).join(),
      sharings: 0,
      ...told,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'channel_id'])
        .doUpdateSet({ ...told, ...anew })
        .where('channel.fetched_at', '<=', at),
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

type Sharing = Pick<ChannelTable, 'is_shared' | 'shared_with' | 'sharings'>;

function sharingOf(db: Kysely<Schema>, team: TeamId, channel: ChannelId): Promise<Sharing | undefined> {
  return db
    .selectFrom('channel')
    .select(['is_shared', 'shared_with', 'sharings'])
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .executeTakeFirst();
}

/**
 * Counts one up where the channel was shared, or an organisation is named that was not: what was written before is not for it.
 * @param named an event names the one that came; Slack, when asked, all that are there: who is not among them, and comes back, comes anew
 */
function sharedAnew(
  known: Sharing | undefined,
  told: Pick<Partial<ChannelFacts>, 'isShared' | 'sharedWith'>,
  named: 'one of them' | 'all of them',
): Partial<Sharing> {
  if (known === undefined || told.isShared !== true) return {};
  const before = known.shared_with.split(',').filter((one) => one !== '');
  const now = told.sharedWith ?? [];
  // Slack does not always name them.
  const after = named === 'all of them' && now.length > 0 ? now : [...new Set([...before, ...now])];
  const isAnew = known.is_shared === 0 || now.some((one) => !before.includes(one));
  return { shared_with: after.join(), ...(isAnew ? { sharings: known.sharings + 1 } : {}) };
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
