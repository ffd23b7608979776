/**
 * How far Lore has come in reading a workspace from Slack: its people, then the channels Lore is in, then their members, then members it does not
 * know. Each page is stored with where to continue, so a crash, a restart or a rate limit costs one page at most.
 */
import { type Kysely, sql } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import { type ChannelId, channelId, type TeamId, type UserId } from '#core/ids.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import type { WalkStage } from './tables.ts';

export interface Walk {
  readonly team: TeamId;
  readonly stage: WalkStage;
  /** Slack's cursor for the next page, or the last channel done; `null`: at the beginning of the stage. */
  readonly cursor: string | null;
  readonly beganAt: Instant;
  /** Slack is asked no sooner; `null`: now. */
  readonly dueAt: Instant | null;
}

/** One step of a walk, from where to where. */
export interface WalkStep {
  readonly from: Walk;
  readonly to: { readonly stage: WalkStage | 'done'; readonly cursor: string | null };
}

export interface Walks {
  /** The unfinished walk of a workspace in which Lore is installed; `null`: none. */
  walk(team: TeamId): Promise<Walk | null>;
  /** Begins a walk, unless one is under way or the last began at `after` or later. */
  beginWalk(team: TeamId, after: Instant): Promise<void>;
  /** Whether a walk ever began there. */
  isWalked(team: TeamId): Promise<boolean>;
  /** A step without a page: the end of a stage, or a channel about which Slack says nothing. */
  moveWalk(team: TeamId, step: WalkStep): Promise<void>;
  /** Slack has to be left alone until then. */
  delayWalk(team: TeamId, until: Instant): Promise<void>;
  /** Has the members of some channels read: a finished walk resumes for them. */
  wantMembers(team: TeamId): Promise<void>;
  /** A channel whose list of members has been read in part; `null`: none. */
  begunList(team: TeamId): Promise<ChannelId | null>;
  /** The first channel after the walk's cursor whose members it has not read. */
  unreadChannel(walk: Walk): Promise<ChannelId | null>;
  /** The next `most` channels after the walk's cursor. */
  channelsAfter(walk: Walk, most: number): Promise<readonly ChannelId[]>;
  /**
   * If Lore still has to read the workspace, or a channel that the person is in: of how many channels it knows the members. `null`: it knows
   * everything that Slack said within a day.
   */
  unknownYet(team: TeamId, user: UserId): Promise<{ readonly known: number; readonly all: number } | null>;
  /**
   * Since when everything a person sees has been known: the workspace, and the members of each channel they are in. `null`: something is not known.
   */
  knownSince(team: TeamId, user: UserId): Promise<Instant | null>;
}

/** In the transaction of a page. If another process has moved the walk on, nothing happens. */
export async function moveWalk(db: Kysely<Schema>, team: TeamId, { from, to }: WalkStep): Promise<void> {
  await db
    .updateTable('directory_walk')
    .set(to.stage === 'done' ? { ...to, whole_at: from.beganAt } : to)
    .where('team_id', '=', team)
    .where('stage', '=', from.stage)
    .where('began_at', '=', from.beganAt)
    .where(from.cursor === null ? sql<boolean>`cursor is null` : sql<boolean>`cursor = ${from.cursor}`)
    .execute();
}

/** Those of a store. */
export function walksIn(system: Kysely<Schema>, inside: Inside): Walks {
  const isBelieved = (whole: Instant | null | undefined) =>
    whole != null && whole >= inside.clock.now() - day;
  const channels = (team: TeamId) =>
    system
      .selectFrom('channel')
      .where('team_id', '=', team)
      .where('has_lore', '=', 1)
      .where('is_archived', '=', 0)
      .where('kind', '<>', 'direct');
  return {
    walk: async (team) => {
      const row = await system
        .selectFrom('directory_walk as it')
        .innerJoin('workspace as w', 'w.team_id', 'it.team_id')
        .selectAll('it')
        .where('it.team_id', '=', team)
        .where('w.removed_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined || row.stage === 'done') return null;
      return { team, stage: row.stage, cursor: row.cursor, beganAt: row.began_at, dueAt: row.due_at };
    },
    beginWalk: (team, after) =>
      inside.writeIn(
        team,
        async (db) => {
          const fresh = {
            stage: 'people' as const,
            cursor: null,
            began_at: inside.clock.now(),
            due_at: null,
          };
          await db
            .insertInto('directory_walk')
            .values({ team_id: team, whole_at: null, ...fresh })
            .onConflict((conflict) =>
              conflict
                .column('team_id')
                .doUpdateSet(fresh)
                .where('directory_walk.stage', '=', 'done')
                .where('directory_walk.began_at', '<', after),
            )
            .execute();
        },
        [`sight ${team}`],
      ),
    isWalked: async (team) => (await rowIn(system, team)) !== undefined,
    moveWalk: (team, step) =>
      inside.write(
        async (db) => {
          const before = await rowIn(db, team);
          await moveWalk(db, team, step);
          // App Home said that something was missing.
          if (step.to.stage === 'done' && !isBelieved(before?.whole_at))
            await invalidateHomes(db, team, inside.clock.now()).execute();
        },
        [`sight ${team}`],
      ),
    delayWalk: (team, until) =>
      inside.write(async (db) => {
        await db.updateTable('directory_walk').set({ due_at: until }).where('team_id', '=', team).execute();
      }),
    wantMembers: (team) =>
      inside.write(async (db) => {
        await db
          .updateTable('directory_walk')
          .set({ stage: 'members', cursor: null })
          .where('team_id', '=', team)
          .where('stage', 'in', ['members', 'strangers', 'done'])
          .execute();
      }),
    begunList: async (team) => {
      const query = channels(team).select('channel_id').where('list_cursor', 'is not', null);
      const row = await query.orderBy('channel_id').limit(1).executeTakeFirst();
      return row === undefined ? null : row.channel_id;
    },
    unreadChannel: async ({ team, cursor, beganAt }) => {
      const row = await channels(team)
        .select('channel_id')
        .where((it) => it.or([it('members_at', 'is', null), it('members_at', '<', beganAt)]))
        .where((it) => (cursor === null ? it.lit(true) : it('channel_id', '>', channelId(cursor))))
        .orderBy('channel_id')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : row.channel_id;
    },
    channelsAfter: async ({ team, cursor }, most) => {
      const query = channels(team)
        .select('channel_id')
        .where((it) => (cursor === null ? it.lit(true) : it('channel_id', '>', channelId(cursor))));
      const rows = await query.orderBy('channel_id').limit(most).execute();
      return rows.map((row) => row.channel_id);
    },
    unknownYet: async (team, user) => {
      const walk = await rowIn(system, team);
      const since = inside.clock.now() - day;
      const isKnown = walk === undefined || isBelieved(walk.whole_at);
      if (isKnown && !(await isSomewhereUnknown(system, team, user, since))) return null;
      const { all, known } = await channels(team)
        .select((it) => [
          it.fn.countAll<number>().as('all'),
          it.fn.count<number>(it.case().when('members_at', '>=', since).then(1).end()).as('known'),
        ])
        .executeTakeFirstOrThrow();
      return { all, known };
    },
    knownSince: async (team, user) => {
      const { rows } = await sql<Known>`select count(*) as "all", count(c.members_at) as known,
          min(c.members_at) as members_at, min(c.fetched_at) as fetched_at,
          (select w.whole_at from directory_walk as w where w.team_id = ${team}) as whole_at,
          (select count(*) from directory_walk as w where w.team_id = ${team} and w.whole_at is null) as unread
        from membership as m
        left join channel as c on c.team_id = m.team_id and c.channel_id = m.channel_id
        where m.team_id = ${team} and m.user_id = ${user}`.execute(system);
      const [theirs] = rows;
      if (theirs === undefined || theirs.known < theirs.all || theirs.unread > 0) return null;
      const each = [theirs.whole_at, theirs.members_at, theirs.fetched_at];
      return Math.min(...each.map((at) => at ?? Number.POSITIVE_INFINITY));
    },
  };
}

/** Of the channels of a person: how many there are and are known, and since when; when the workspace was read, or that it was not. */
interface Known {
  readonly all: number;
  readonly known: number;
  readonly members_at: Instant | null;
  readonly fetched_at: Instant | null;
  readonly whole_at: Instant | null;
  readonly unread: number;
}

function rowIn(db: Kysely<Schema>, team: TeamId) {
  return db.selectFrom('directory_walk').selectAll().where('team_id', '=', team).executeTakeFirst();
}

/** Whether a person is in a channel with Lore whose members are unknown. */
async function isSomewhereUnknown(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId,
  since: Instant,
): Promise<boolean> {
  const found = await db
    .selectFrom('membership as m')
    .innerJoin('channel as c', (on) =>
      on.onRef('c.team_id', '=', 'm.team_id').onRef('c.channel_id', '=', 'm.channel_id'),
    )
    .select('c.channel_id')
    .where('m.team_id', '=', team)
    .where('m.user_id', '=', user)
    .where('c.has_lore', '=', 1)
    .where((it) => it.or([it('c.members_at', 'is', null), it('c.members_at', '<', since)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
