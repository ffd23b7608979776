/** How people set up the rituals of a channel. Whether they may is asked in the transaction that writes. */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import type { ChannelId, TeamId, UserId } from '../core/ids.ts';
import { localeOf, type Locale, type Person } from '../core/people.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { ChannelRitual, RitualRefusal, Rule } from '../core/ritual.ts';
import type { MoveRefusal } from '../core/time/rhythm.ts';
import { personOf } from './people-rows.ts';
import { changeRitual, reckon, whyNot, type Changing, type Wanted } from './ritual-change.ts';
import { channelRhythm, channelRitual, daysOf, type ChannelRhythm } from './ritual-rows.ts';
import type { ChannelRhythmTable, RitualOccurrenceTable, Schema } from './schema.ts';
import type { Inside } from './transactions.ts';

/** How a channel's rituals run. */
export interface ChannelSettings {
  /** IANA zone. */
  readonly tz: string;
  readonly locale: Locale;
  /** ISO weekdays. */
  readonly days: readonly number[];
  /** Region of `date-holidays`, or `null`. */
  readonly holidays: string | null;
  readonly place: 'thread' | 'channel';
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
  readonly isLocked: boolean;
}

export interface ChannelSetUp {
  readonly settings: ChannelSettings;
  /** Those that were set up once. */
  readonly rituals: readonly ChannelRitual[];
  /** What became of the last occurrence of each, by the name of the ritual. */
  readonly last: ReadonlyMap<string, Pick<RitualOccurrenceTable, 'state' | 'reason' | 'due_at'>>;
  readonly people: readonly Person[];
}

export interface MissedRitual {
  readonly channel: ChannelId;
  readonly name: string;
  /** When the last of them was due. */
  readonly dueAt: Instant;
  readonly reason: string | null;
  /** How many, one after the other. */
  readonly count: number;
}

export interface RitualSetUp {
  /** @returns why the person may not change it, or how it is */
  readonly setUp: (
    team: TeamId,
    channel: ChannelId,
    user: UserId,
  ) => Promise<Result<ChannelSetUp, RitualRefusal>>;
  /**
   * Only an admin locks and unlocks; owner and deputy must be members of workspace and channel: others are refused as `not_a_member`.
   * Zone and region must be known.
   */
  readonly saveSettings: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    settings: ChannelSettings,
  ) => Promise<Result<null, RitualRefusal | 'not_a_member'>>;
  readonly changeOne: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    name: string,
    wanted: Wanted,
  ) => Promise<Result<null, RitualRefusal | MoveRefusal>>;
  /** Starts those that were not set up before; whoever starts looks after them, unless somebody does. */
  readonly startAll: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    rules: ReadonlyMap<string, Rule>,
  ) => Promise<Result<null, RitualRefusal>>;
  /** What was missed and nobody took note of, in channels that this person looks after, or that nobody does and they are in. */
  readonly missedFor: (team: TeamId, user: UserId) => Promise<readonly MissedRitual[]>;
  readonly seen: (team: TeamId, user: UserId, channel: ChannelId, name: string) => Promise<void>;
  /** Channels with rituals that nobody looks after, of which this person is a member. */
  readonly orphans: (team: TeamId, user: UserId) => Promise<readonly ChannelId[]>;
  /** Channels that this person looks after, with the names of the rituals that were set up there once. */
  readonly lookedAfter: (
    team: TeamId,
    user: UserId,
  ) => Promise<readonly { readonly channel: ChannelId; readonly known: readonly string[] }[]>;
  /** Takes over what nobody looks after. */
  readonly adopt: (team: TeamId, channel: ChannelId, by: UserId) => Promise<Result<null, RitualRefusal>>;
}

export function setUpIn(house: Kysely<Schema>, inside: Inside): RitualSetUp {
  /** One transaction, if this person may. */
  const asking = async <Value, Code extends string>(
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    run: (changing: Changing) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | RitualRefusal>> => {
    const result = await inside.write(async (db) => {
      const changing = { db, team, channel, now: inside.clock.now() };
      const refused = await whyNot(changing, by);
      return refused === null ? run(changing) : refuse(refused);
    });
    inside.wake();
    return result;
  };

  return {
    setUp: (team, channel, user) => asking(team, channel, user, setUpOf),
    saveSettings: (team, channel, by, settings) =>
      asking(team, channel, by, (changing) => saveSettings(changing, by, settings)),
    changeOne: (team, channel, by, name, wanted) =>
      asking(team, channel, by, async (changing) => {
        if (wanted.isOn === true) await lookAfter(changing, by);
        return changeRitual(changing, name, wanted);
      }),
    startAll: (team, channel, by, rules) =>
      asking(team, channel, by, async (changing) => {
        await lookAfter(changing, by);
        for (const [name, rule] of rules) {
          const rhythm = await channelRhythm(changing.db, team, channel);
          if (rhythm?.rituals.some((row) => row.name === name) === true) continue;
          await changeRitual(changing, name, { rule });
        }
        return ok(null);
      }),
    missedFor: (team, user) => missedFor(house, team, user),
    seen: async (team, user, channel, name) => {
      const mine = await missedFor(house, team, user);
      if (!mine.some((one) => one.channel === channel && one.name === name)) return;
      await inside.write(async (db) => {
        await db
          .updateTable('ritual_occurrence')
          .set({ is_seen: 1 })
          .where('team_id', '=', team)
          .where('channel_id', '=', channel)
          .where('name', '=', name)
          .where('state', '=', 'missed')
          .execute();
        await db
          .updateTable('home')
          .set((it) => ({ wanted: it('wanted', '+', 1), due_at: inside.clock.now() }))
          .where('team_id', '=', team)
          .execute();
      });
      inside.wake();
    },
    orphans: async (team, user) => {
      const rows = await house
        .selectFrom('ritual as r')
        .innerJoin('membership as m', (on) =>
          on.onRef('m.team_id', '=', 'r.team_id').onRef('m.channel_id', '=', 'r.channel_id'),
        )
        .innerJoin('person as p', (on) =>
          on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
        )
        .select('r.channel_id')
        .distinct()
        .where('r.team_id', '=', team)
        .where('m.user_id', '=', user)
        .where('p.standing', '=', 'member')
        .where('r.is_on', '=', 1)
        .orderBy('r.channel_id')
        .execute();
      const orphans: ChannelId[] = [];
      for (const { channel_id: id } of rows) {
        const rhythm = await channelRhythm(house, team, id as ChannelId);
        if (rhythm !== null && isRunning(rhythm) && rhythm.lookedAfterBy === null)
          orphans.push(id as ChannelId);
      }
      return orphans;
    },
    lookedAfter: async (team, user) => {
      const rows = await house
        .selectFrom('channel_rhythm')
        .select('channel_id')
        .where('team_id', '=', team)
        .where((it) => it.or([it('owner_id', '=', user), it('deputy_id', '=', user)]))
        .orderBy('channel_id')
        .execute();
      const found = [];
      for (const { channel_id: id } of rows) {
        const rhythm = await channelRhythm(house, team, id as ChannelId);
        if (rhythm?.lookedAfterBy === user && isRunning(rhythm))
          found.push({ channel: id as ChannelId, known: rhythm.rituals.map(({ name }) => name) });
      }
      return found;
    },
    adopt: (team, channel, by) =>
      asking(team, channel, by, async (changing) => {
        await lookAfter(changing, by);
        return ok(null);
      }),
  };
}

function isRunning({ channel }: ChannelRhythm): boolean {
  return channel.has_lore === 1 && channel.is_archived === 0;
}

async function setUpOf({ db, team, channel, now }: Changing): Promise<Result<ChannelSetUp, 'not_here'>> {
  const rhythm = await channelRhythm(db, team, channel);
  if (rhythm === null) return refuse('not_here');
  const { settings } = rhythm;
  const latest = await db
    .selectFrom('ritual_occurrence')
    .selectAll()
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .orderBy('due_at')
    .execute();
  const people = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', (on) =>
      on.onRef('m.team_id', '=', 'p.team_id').onRef('m.user_id', '=', 'p.user_id'),
    )
    .selectAll('p')
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('p.standing', 'in', ['member', 'guest', 'external'])
    .orderBy('p.user_id')
    .execute();
  return ok({
    settings: {
      tz: rhythm.calendar.tz,
      locale: localeOf(rhythm.channel.locale),
      days: daysOf(settings),
      holidays: settings.holidays,
      place: settings.place,
      owner: settings.owner_id as UserId | null,
      deputy: settings.deputy_id as UserId | null,
      isLocked: settings.is_locked === 1,
    },
    rituals: rhythm.rituals.flatMap(({ name }) => channelRitual(rhythm, name, now) ?? []),
    last: new Map(latest.map((row) => [row.name, row])),
    people: people.map(personOf),
  });
}

async function saveSettings(
  changing: Changing,
  by: UserId,
  settings: ChannelSettings,
): Promise<Result<null, 'not_a_member'>> {
  const { db, team, channel } = changing;
  const standing = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', (on) =>
      on.onRef('m.team_id', '=', 'p.team_id').onRef('m.user_id', '=', 'p.user_id'),
    )
    .select(['p.user_id', 'p.is_admin'])
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('p.standing', '=', 'member')
    .execute();
  const isMember = (user: UserId | null) => user === null || standing.some((one) => one.user_id === user);
  if (!isMember(settings.owner) || !isMember(settings.deputy)) return refuse('not_a_member');
  const isAdmin = standing.some((one) => one.user_id === by && one.is_admin === 1);
  const known = await channelRhythm(db, team, channel);
  const cells: Omit<ChannelRhythmTable, 'team_id' | 'channel_id'> = {
    owner_id: settings.owner,
    deputy_id: settings.deputy,
    place: settings.place,
    work_days: settings.days.join(','),
    holidays: settings.holidays,
    is_locked: isAdmin ? Number(settings.isLocked) : (known?.settings.is_locked ?? 0),
  };
  await write(changing, cells);
  await db
    .updateTable('channel')
    .set({ tz: settings.tz, locale: settings.locale })
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .execute();
  await reckon(changing);
  return ok(null);
}

async function lookAfter(changing: Changing, user: UserId): Promise<void> {
  const rhythm = await channelRhythm(changing.db, changing.team, changing.channel);
  if (rhythm === null || rhythm.lookedAfterBy !== null) return;
  await write(changing, { ...rhythm.settings, owner_id: user });
}

async function write(
  { db, team, channel }: Changing,
  {
    owner_id,
    deputy_id,
    place,
    work_days,
    holidays,
    is_locked,
  }: Omit<ChannelRhythmTable, 'team_id' | 'channel_id'>,
): Promise<void> {
  const cells = { owner_id, deputy_id, place, work_days, holidays, is_locked };
  await db
    .insertInto('channel_rhythm')
    .values({ team_id: team, channel_id: channel, ...cells })
    .onConflict((conflict) => conflict.columns(['team_id', 'channel_id']).doUpdateSet(cells))
    .execute();
}

async function missedFor(db: Kysely<Schema>, team: TeamId, user: UserId): Promise<readonly MissedRitual[]> {
  const rows = await db
    .selectFrom('ritual_occurrence as o')
    .innerJoin('membership as m', (on) =>
      on.onRef('m.team_id', '=', 'o.team_id').onRef('m.channel_id', '=', 'o.channel_id'),
    )
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .select(['o.channel_id', 'o.name', 'o.due_at', 'o.reason'])
    .where('o.team_id', '=', team)
    .where('o.state', '=', 'missed')
    .where('o.is_seen', '=', 0)
    .where('m.user_id', '=', user)
    .where('p.standing', '=', 'member')
    .orderBy('o.due_at')
    .execute();
  const missed: MissedRitual[] = [];
  for (const group of Map.groupBy(rows, (row) => `${row.channel_id} ${row.name}`).values()) {
    const last = group.at(-1);
    if (last === undefined) continue;
    const channel = last.channel_id as ChannelId;
    const rhythm = await channelRhythm(db, team, channel);
    const { lookedAfterBy = null } = rhythm ?? {};
    if (lookedAfterBy === null || lookedAfterBy === user)
      missed.push({ channel, name: last.name, dueAt: last.due_at, reason: last.reason, count: group.length });
  }
  return missed;
}
