/** Who is in which channel. Slack's list comes in pages, and events change it in between; where the two disagree it is unknown. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { changedOwner } from '../../schedules/records/homes.ts';
import { changing } from '../access/shown-content.ts';
import { redrawUnseen } from '../access/unseen.ts';
import type { ChannelTable, Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { takeRecurrence } from './first-settings.ts';
import { put, take } from './membership-rows.ts';

/** A page of Slack's list of a channel's members. */
export interface MembersPage {
  readonly users: readonly UserId[];
  /** The instant before it was requested. */
  readonly askedAt: Instant;
  /** The cursor of this page; `null`: it is the first. */
  readonly cursor: string | null;
  /** The cursor of the next page; `null`: this is the last. */
  readonly next: string | null;
}

export interface Memberships {
  /**
   * The whole list of a known channel, in one page.
   * @param at the instant before it was requested
   * @returns whether it was stored: not if the channel is unknown, or an event or a newer list overtook it
   */
  setMembers(team: TeamId, channel: ChannelId, users: readonly UserId[], at: Instant): Promise<boolean>;
  /**
   * One page of the list of a known channel and where to continue, in one transaction. The last page completes the list: people whom no page named
   * have left.
   * @param by whose zone and language count for a new channel, beside its members'
   * @returns `overtaken`: an event or another reading came in between, and nothing was stored; continue from where `listOf` says
   */
  addMembers(
    team: TeamId,
    channel: ChannelId,
    page: MembersPage,
    by?: Person,
  ): Promise<'more' | 'whole' | 'overtaken' | 'unknown'>;
  /** Where to continue reading a channel's list; `null`: at its first page. */
  listOf(team: TeamId, channel: ChannelId): Promise<Pick<MembersPage, 'cursor' | 'askedAt'> | null>;
  /** Slack no longer knows the cursor: the list is read from its first page again. */
  forgetList(team: TeamId, channel: ChannelId): Promise<void>;
  memberJoined(team: TeamId, channel: ChannelId, user: UserId, at: Instant): Promise<void>;
  memberLeft(team: TeamId, channel: ChannelId, user: UserId, at: Instant): Promise<void>;
  /** Whether the channel or its members are unknown, or were last read more than `maxAge` ms ago. @param listMaxAge the same for the members */
  stale(team: TeamId, channel: ChannelId, maxAge: number, listMaxAge?: number): Promise<boolean>;
  /** When its list of members was last complete, and how many are known; `null`: unknown. */
  membersKnown(team: TeamId, channel: ChannelId): Promise<{ at: Instant; count: number } | null>;
  /** The channels a person is in, as far as is known. */
  channelsOf(team: TeamId, user: UserId): Promise<readonly ChannelId[]>;
  /** The members of a channel about whom Slack has still to be asked. */
  strangers(team: TeamId, channel: ChannelId): Promise<readonly UserId[]>;
}

/** Those of a store. */
export function membershipsIn(system: Kysely<Schema>, inside: Inside): Memberships {
  const addMembers: Memberships['addMembers'] = async (team, channel, page, by) => {
    let plan: Plan | 'overtaken' | 'unknown' = 'unknown';
    const look = async (db: Kysely<Schema>): Promise<readonly ChannelId[]> => {
      const known = await channelRow(db, team, channel);
      plan = known === undefined ? 'unknown' : await planOf(db, known, page);
      return typeof plan === 'object' && plan.isSeen ? [channel] : [];
    };
    const redrawn = { isThere: false };
    const added = await changing(inside, team, { channels: look }, async (db) => {
      if (typeof plan === 'string') return plan;
      const { known, askedAt, came, gone } = plan;
      await put(db, known, page.users, askedAt);
      const now = inside.clock.now();
      await take(db, known, gone, now);
      await moved(db, known, [...came, ...gone], now);
      // A list that was missing or too old showed its members nothing; they see what is there once it is read.
      const wasTrusted = known.members_at !== null && known.members_at >= now - day;
      const again = page.next === null && !wasTrusted ? undefined : came;
      redrawn.isThere = await redrawUnseen({ db, teamId: team, now }, channel, again);
      if (page.next !== null) {
        await change(db, team, channel, { list_asked_at: askedAt, list_cursor: page.next });
        return 'more';
      }
      const recurrence = known.is_new === 1 ? await takeRecurrence(db, known, by) : {};
      const ended = { members_at: askedAt, list_asked_at: null, list_cursor: null };
      await change(db, team, channel, { ...ended, ...recurrence });
      return 'whole';
    });
    if (redrawn.isThere) inside.wake(team);
    return added;
  };
  return {
    addMembers,
    setMembers: async (team, channel, users, at) => {
      const page = { users, askedAt: at, cursor: null, next: null };
      return (await addMembers(team, channel, page)) === 'whole';
    },
    listOf: async (team, channel) => {
      const known = await channelRow(system, team, channel);
      if (known?.list_asked_at == null || known.list_cursor === null) return null;
      return { cursor: known.list_cursor, askedAt: known.list_asked_at };
    },
    forgetList: (team, channel) =>
      inside.write((db) => change(db, team, channel, { list_asked_at: null, list_cursor: null })),
    memberJoined: async (team, channel, user, at) => {
      const redrawn = { isThere: false };
      await changing(inside, team, { channels: [channel] }, async (db) => {
        const known = await channelRow(db, team, channel);
        if (known === undefined || (known.members_at !== null && at < known.members_at)) return;
        // A late event may name someone who has left since: better to count the list as unknown.
        if (at < newest(known)) return change(db, team, channel, { members_at: null });
        const came = await newAmong(db, known, [user]);
        await put(db, known, [user], at);
        const now = inside.clock.now();
        await moved(db, known, came, now);
        redrawn.isThere = await redrawUnseen({ db, teamId: team, now }, channel, came);
        await change(db, team, channel, { members_changed_at: at });
      });
      if (redrawn.isThere) inside.wake(team);
    },
    memberLeft: (team, channel, user, at) =>
      changing(inside, team, { channels: [channel] }, async (db) => {
        const known = await channelRow(db, team, channel);
        if (known === undefined || (known.members_at !== null && at < known.members_at)) return;
        const now = inside.clock.now();
        await take(db, known, [user], now);
        await moved(db, known, [user], now);
        await change(db, team, channel, { members_changed_at: Math.max(at, newest(known)) });
      }),
    stale: async (team, channel, maxAge, listMaxAge = maxAge) => {
      const known = await channelRow(system, team, channel);
      const now = inside.clock.now();
      if (known?.members_at == null) return true;
      return known.members_at < now - listMaxAge || known.fetched_at < now - maxAge;
    },
    membersKnown: async (team, channel) => {
      const known = await channelRow(system, team, channel);
      if (known?.members_at == null) return null;
      const counted = all(system, team, channel).clearSelect();
      const query = counted.select((it) => it.fn.countAll<number>().as('count'));
      return { at: known.members_at, count: (await query.executeTakeFirstOrThrow()).count };
    },
    channelsOf: async (team, user) => {
      const query = system.selectFrom('membership').select('channel_id').where('team_id', '=', team);
      const rows = await query.where('user_id', '=', user).orderBy('channel_id').execute();
      // Only this file writes it, with channels' ids.
      return rows.map((row) => row.channel_id);
    },
    strangers: async (team, channel) => {
      const rows = await system
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
      return rows.map((row) => row.user_id);
    },
  };
}

/** The last instant at which the list was complete or changed; the beginning of time if neither is known. */
function newest(channel: ChannelTable): Instant {
  return Math.max(channel.members_at ?? 0, channel.members_changed_at ?? 0);
}

function channelRow(db: Kysely<Schema>, team: TeamId, channel: ChannelId): Promise<ChannelTable | undefined> {
  const query = db.selectFrom('channel').selectAll().where('team_id', '=', team);
  return query.where('channel_id', '=', channel).executeTakeFirst();
}

function all(db: Kysely<Schema>, team: TeamId, channel: ChannelId) {
  const query = db.selectFrom('membership').select('user_id').where('team_id', '=', team);
  return query.where('channel_id', '=', channel);
}

/** What a page of a list changes. */
interface Plan {
  readonly known: ChannelTable;
  /** The instant before the first page of the list was requested. */
  readonly askedAt: Instant;
  readonly came: readonly UserId[];
  /** With the last page: the people whom no page named. */
  readonly gone: readonly UserId[];
  /** Whether what the channel may show can depend on it. Checking that for a channel of thousands takes a while. */
  readonly isSeen: boolean;
}

async function planOf(
  db: Kysely<Schema>,
  known: ChannelTable,
  page: MembersPage,
): Promise<Plan | 'overtaken'> {
  const isFirst = page.cursor === null;
  const askedAt = isFirst ? page.askedAt : known.list_asked_at;
  const goesOn = isFirst || known.list_cursor === page.cursor;
  if (!goesOn || askedAt === null || page.askedAt < askedAt || page.askedAt < newest(known))
    return 'overtaken';
  const came = await newAmong(db, known, page.users);
  const named = new Set<string>(page.users);
  const there = all(db, known.team_id, known.channel_id);
  // A list of one page names everyone, even if another was requested at the same instant.
  const unnamed = isFirst ? there : there.where('list_asked_at', '<', askedAt);
  const left = page.next === null ? await unnamed.execute() : [];
  const gone = left.map(({ user_id: user }) => user).filter((user) => !named.has(user));
  const becomesKnown = page.next === null && known.members_at === null;
  const isSeen = becomesKnown || gone.length > 0 || (await haveOthers(db, known.team_id, came));
  return { known, askedAt, came, gone, isSeen };
}

/** Whether any of them is not a full member, or unknown. */
async function haveOthers(db: Kysely<Schema>, team: TeamId, users: readonly UserId[]): Promise<boolean> {
  let members = 0;
  for (const some of chunks(users)) {
    const query = db
      .selectFrom('person')
      .select((it) => it.fn.countAll<number>().as('count'))
      .where('team_id', '=', team)
      .where('standing', 'not in', ['guest', 'external']);
    members += (await query.where('user_id', 'in', some).executeTakeFirstOrThrow()).count;
  }
  return members < users.length;
}

/** Those who were not known to be in the channel. */
async function newAmong(
  db: Kysely<Schema>,
  { team_id: team, channel_id: channel }: ChannelTable,
  users: readonly UserId[],
): Promise<readonly UserId[]> {
  const came: UserId[] = [];
  for (const some of chunks([...new Set(users)])) {
    const there = await all(db, team, channel).where('user_id', 'in', some).execute();
    const known = new Set(there.map(({ user_id: user }) => user));
    came.push(...some.filter((user) => !known.has(user)));
  }
  return came;
}

/** Updates what depends on who is in a channel. When many come or go at once, one query finds the channel's owners. */
async function moved(
  db: Kysely<Schema>,
  channel: ChannelTable,
  users: readonly UserId[],
  now: Instant,
): Promise<void> {
  if (users.length === 0) return;
  const query = db
    .selectFrom('channel_rhythm')
    .select(['owner_id', 'deputy_id'])
    .where('team_id', '=', channel.team_id);
  const recurrence = await query.where('channel_id', '=', channel.channel_id).executeTakeFirst();
  const { team_id: team, channel_id: where } = channel;
  for (const one of new Set([recurrence?.owner_id, recurrence?.deputy_id]))
    if (one != null && users.includes(one)) await changedOwner(db, team, one, where, now);
}

async function change(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  to: Partial<ChannelTable>,
): Promise<void> {
  const query = db.updateTable('channel').set(to).where('team_id', '=', team);
  await query.where('channel_id', '=', channel).execute();
}
