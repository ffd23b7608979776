/**
 * What a channel may show depends on its rows and on a few facts about it and its members: those that the guards on a channel read (guards.ts).
 * Every change of such a fact goes through `changing`, wherever it comes from, so that what is in Slack is redrawn.
 */
import { type Kysely, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Entry } from '../memory/memory.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { invalidatePosts, refreshShowing } from './depends-on.ts';
import { isSharedNow } from './shared-now.ts';

interface Watching {
  readonly db: Kysely<Schema>;
  readonly teamId: TeamId;
  readonly now: Instant;
  readonly tables: Inside['tables'];
}

/** About one channel; see `hereGuards` and `channelGuards` in guards.ts. */
interface Facts {
  readonly channel_id: ChannelId;
  readonly kind: string;
  /** How often one more organisation was let in. */
  readonly sharings: number;
  readonly is_shared: number;
  /** 0 or 1: Slack takes updates there; otherwise redraws wait (src/jobs/updates.ts). */
  readonly is_writable: number;
  /** 0 or 1: someone in it is not a full member, or unknown. */
  readonly has_others: number;
  /** 0 or 1: its members are known. */
  readonly is_known: number;
}

/**
 * One transaction that changes facts about these channels or their members. It redraws everything in them, and about them, that may now show
 * something else.
 * @param of `users`: the channels that these people are in
 * @param changes the remembered entries that it changes
 * @throws NotInstalled
 */
export async function changing<T>(
  inside: Pick<Inside, 'writeIn' | 'wake' | 'clock' | 'tables'>,
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
    let redraws = false;
    for (const [channel, now] of await factsOf(on, channels)) {
      const then = before.get(channel);
      if (then !== undefined) redraws = (await redraw(on, then, now)) || redraws;
    }
    return { result: done, isOther: redraws };
  };
  const { result, isOther } = await inside.writeIn(team, work, [`sight ${team}`, ...changes]);
  if (isOther) inside.wake(team);
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

/** @returns whether one of the facts changed */
async function redraw(on: Watching, then: Facts, now: Facts): Promise<boolean> {
  const isOther = (fact: keyof Facts) => then[fact] !== now[fact];
  const forOthers = isOther('sharings') || isOther('is_shared');
  // The list that Lore gets once it is back also has the people who joined while it was away.
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

/** Posts in the channel, replies included: all of them, or those that show rows of other practices. */
async function own(on: Watching, channel: ChannelId, which: 'all' | 'what shows others'): Promise<void> {
  const here = invalidatePosts(on).where('channel_id', '=', channel).where('kind', '!=', 'person');
  await (
    which === 'all'
      ? here
      : here.where('key', 'in', (it) =>
          it.selectFrom('delivery_shows as s').select('s.delivery_key').where('s.team_id', '=', on.teamId),
        )
  ).execute();
}

/** Posts anywhere that show something from the channel, by its id or one of its rows. */
async function elsewhere(on: Watching, channel: ChannelId): Promise<void> {
  await refreshShowing(on, [channel]);
  for (const { name, guard } of on.tables)
    if (guard === 'shared')
      await invalidatePosts(on)
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

/** The Homes of people who wrote something in the channel or are named in it, members or not: no other Home shows anything from it. */
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
  // Its owner's Home says what could not be posted there.
  const posts = db.selectFrom('delivery').select('owner_id').distinct().where('team_id', '=', teamId);
  add({ rows: await posts.where('channel_id', '=', channel).execute() });
  const all = await db.selectFrom('home').select('user_id').where('team_id', '=', teamId).execute();
  const theirs = all.map(({ user_id: user }) => user).filter((user) => named.has(user));
  for (const some of chunks(theirs))
    await invalidateHomes(db, teamId, now).where('user_id', 'in', some).execute();
}
