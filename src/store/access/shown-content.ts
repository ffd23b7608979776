/**
 * What a channel may show follows from its rows and from a few facts about it and whoever is in it: those that the guards on a channel read
 * (guards.ts). Every change of one of them goes through `changing`, whatever told of it, so that what stands in Slack is redrawn.
 */
import { type Kysely, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Entry } from '../memory/memory.ts';
import { homesAnew } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { postsAnew, refreshShowing } from './depends-on.ts';
import { isSharedNow } from './shared-now.ts';

interface Watching {
  readonly db: Kysely<Schema>;
  readonly teamId: TeamId;
  readonly now: Instant;
  readonly tables: Inside['tables'];
}

/** Of one channel; see `hereGuards` and `channelGuards` in guards.ts. */
interface Facts {
  readonly channel_id: ChannelId;
  readonly kind: string;
  /** Which organisations read it: how often one more was let in, and whether any does now. */
  readonly sharings: number;
  readonly is_shared: number;
  /** 0 or 1: Slack takes updates of what stands there; what is wished for meanwhile waits (src/jobs/updates.ts). */
  readonly is_writable: number;
  /** 0 or 1: someone is in it who is no full member, or of whom nothing is known. */
  readonly has_others: number;
  /** 0 or 1: who is in it is known. */
  readonly is_known: number;
}

/**
 * One transaction that changes what is known of these channels or of who is in them. Everything that may show something else since, in them and of
 * them, is redrawn.
 * @param of `users`: the channels that these people are in
 * @param changes what it changes of what is remembered, beside what someone sees
 */
export async function changing<T>(
  inside: Pick<Inside, 'write' | 'wake' | 'clock' | 'tables'>,
  team: TeamId,
  of:
    | { readonly channels: readonly ChannelId[] | ((db: Kysely<Schema>) => Promise<readonly ChannelId[]>) }
    | { readonly users: (db: Kysely<Schema>) => Promise<readonly UserId[]> },
  change: (db: Kysely<Schema>) => Promise<T>,
  changes: readonly Entry[] = [],
): Promise<T> {
  const work = async (db: Kysely<Schema>) => {
    const on = { db, teamId: team, now: inside.clock.now(), tables: inside.tables };
    const channels =
      'users' in of
        ? await channelsWith(on, await of.users(db))
        : typeof of.channels === 'function'
          ? await of.channels(db)
          : of.channels;
    const before = await factsOf(on, channels);
    const done = await change(db);
    let drawsAnew = false;
    for (const [channel, now] of await factsOf(on, channels)) {
      const then = before.get(channel);
      if (then !== undefined) drawsAnew = (await drawAnew(on, then, now)) || drawsAnew;
    }
    return { result: done, isOther: drawsAnew };
  };
  const { result, isOther } = await inside.write(work, [`sight ${team}`, ...changes]);
  if (isOther) inside.wake();
  return result;
}

async function channelsWith({ db, teamId }: Watching, users: readonly UserId[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const some of chunks(users)) {
    const query = db.selectFrom('membership').select('channel_id').distinct().where('team_id', '=', teamId);
    for (const row of await query.where('user_id', 'in', some).execute()) found.add(row.channel_id);
  }
  return [...found];
}

async function factsOf(
  { db, teamId }: Watching,
  channels: readonly string[],
): Promise<ReadonlyMap<string, Facts>> {
  const found = new Map<string, Facts>();
  for (const some of chunks(channels)) {
    const { rows } = await sql<Facts>`select h.channel_id, h.kind, h.sharings,
      case when ${isSharedNow('h')} then 1 else 0 end as is_shared,
      case when h.has_lore = 1 and h.is_archived = 0 then 1 else 0 end as is_writable,
      case when exists (select 1 from membership as m
        left join person as q on q.team_id = m.team_id and q.user_id = m.user_id
        where m.team_id = h.team_id and m.channel_id = h.channel_id
          and (q.standing is null or q.standing in ('guest', 'external'))) then 1 else 0 end as has_others,
      case when h.members_at is null then 0 else 1 end as is_known
      from channel as h where h.team_id = ${teamId} and h.channel_id in (${sql.join(some)})`.execute(db);
    for (const row of rows) found.set(row.channel_id, row);
  }
  return found;
}

/** @returns whether one of the facts is another now */
async function drawAnew(on: Watching, then: Facts, now: Facts): Promise<boolean> {
  const isOther = (fact: keyof Facts) => then[fact] !== now[fact];
  const forOthers = isOther('sharings') || isOther('is_shared');
  // Who came while Lore was not there, or nothing could be changed, is in the list that it has once it is back.
  const isBack = isOther('is_writable') && now.is_writable === 1;
  if (forOthers || (isOther('kind') && now.kind === 'public')) await own(on, now.channel_id, 'all');
  else if (isBack || isOther('kind') || isOther('has_others') || isOther('is_known'))
    await own(on, now.channel_id, 'what shows others');
  else return false;
  if (forOthers || isOther('kind')) {
    await elsewhere(on, now.channel_id);
    await homes(on, now.channel_id);
  }
  return true;
}

/** What stands in the channel itself, replies too: all of it, or what shows rows beside its own practice. */
async function own(on: Watching, channel: ChannelId, which: 'all' | 'what shows others'): Promise<void> {
  const here = postsAnew(on).where('channel_id', '=', channel).where('kind', '!=', 'person');
  await (
    which === 'all'
      ? here
      : here.where('key', 'in', (it) =>
          it.selectFrom('delivery_shows as s').select('s.delivery_key').where('s.team_id', '=', on.teamId),
        )
  ).execute();
}

/** What shows something of the channel, wherever it stands: by the channel's id, or one of its rows. */
async function elsewhere(on: Watching, channel: ChannelId): Promise<void> {
  await refreshShowing(on, [channel]);
  for (const { name, guard } of on.tables)
    if (guard === 'shared')
      await postsAnew(on)
        .where(
          'key',
          'in',
          sql<string>`(select s.delivery_key from delivery_shows as s
            inner join ${sql.table(name)} as t on t.team_id = s.team_id and t.id = s.row_id
            inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
            where s.team_id = ${on.teamId} and a.channel_id = ${channel})`,
        )
        .execute();
}

/** The Homes of whoever wrote something of the channel, or is named in it, whether or not they are in it: nothing else of it stands in one. */
async function homes({ db, teamId, now, tables }: Watching, channel: ChannelId): Promise<void> {
  const here = sql`inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
    where t.team_id = ${teamId} and a.channel_id = ${channel}`;
  const named = new Set<unknown>();
  const add = ({ rows }: { readonly rows: readonly object[] }): void => {
    for (const row of rows) for (const cell of Object.values(row)) named.add(cell);
  };
  for (const { name, guard } of tables) {
    const table = sql.table(name);
    add(await sql<object>`select t.* from ${table} as t ${here}`.execute(db));
    if (guard === 'shared')
      add(
        await sql<object>`select w.user_id from authorship as w
          inner join ${table} as t on t.team_id = w.team_id and t.id = w.row_id ${here}
            and w.table_name = ${name}`.execute(db),
      );
  }
  // What could not be posted there is said to its owner.
  const posts = db.selectFrom('delivery').select('owner_id').distinct().where('team_id', '=', teamId);
  add({ rows: await posts.where('channel_id', '=', channel).execute() });
  const all = await db.selectFrom('home').select('user_id').where('team_id', '=', teamId).execute();
  const theirs = all.map(({ user_id: user }) => user).filter((user) => named.has(user));
  for (const some of chunks(theirs)) await homesAnew(db, teamId, now).where('user_id', 'in', some).execute();
}
