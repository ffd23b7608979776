/** How people set up a channel's rituals. Permission is checked in the transaction that writes. */
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import { type Locale, localeOf } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { ChannelSchedule, ScheduleRefusal, Rule } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { MoveRefusal } from '#core/time/recurrence.ts';
import { personOf } from '../../store/directory/people-rows.ts';
import type { Inside } from '../../store/scope/inside.ts';
import { changeSchedule, reckon, type Wanted, whyNot } from './change.ts';
import { invalidateMembersHomes } from './homes.ts';
import type { Changing } from './record.ts';
import { channelRecurrences, channelSchedule, daysOf } from './rows.ts';
import type { ChannelScheduleSettingsTable, RitualOccurrenceTable } from './tables.ts';

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
  /** The owner, or the deputy while the owner is away or not there; `null`: neither is there. */
  readonly lookedAfterBy: UserId | null;
  /** Owner and deputy, as far as they are there. */
  readonly named: readonly UserId[];
  /** Those that were ever set up. */
  readonly schedules: readonly ChannelSchedule[];
  /** The outcome of each ritual's last occurrence, by the ritual's name. */
  readonly last: ReadonlyMap<string, Pick<RitualOccurrenceTable, 'state' | 'reason' | 'due_at'>>;
  readonly people: readonly Person[];
  /** With another organisation. */
  readonly isShared: boolean;
}

/** The chosen owner or deputy is not a member of the workspace and the channel. */
export type OutsideRefusal = 'owner_outside' | 'deputy_outside';

export interface RitualSetUp {
  /** @returns the setup, or why the person may not change it */
  readonly setUp: (
    team: TeamId,
    channel: ChannelId,
    user: UserId,
  ) => Promise<Result<ChannelSetUp, ScheduleRefusal>>;
  /** Only an admin locks and unlocks; owner and deputy must be members of workspace and channel. Zone and region must exist. */
  readonly saveSettings: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    settings: ChannelSettings,
  ) => Promise<Result<null, ScheduleRefusal | OutsideRefusal>>;
  readonly changeOne: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    name: string,
    wanted: Wanted,
  ) => Promise<Result<null, ScheduleRefusal | MoveRefusal>>;
  /** Starts those that are off, by these rules; the person who starts them becomes responsible unless someone already is. */
  readonly startAll: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    rules: ReadonlyMap<string, Rule>,
  ) => Promise<Result<null, ScheduleRefusal>>;
  /** Slack gave a channel a new id: its rituals move there, unless some were already set up there. */
  readonly goesOnAs: (team: TeamId, from: ChannelId, to: ChannelId) => Promise<void>;
  /** Makes a person responsible for rituals that have nobody. */
  readonly adopt: (team: TeamId, channel: ChannelId, by: UserId) => Promise<Result<null, ScheduleRefusal>>;
}

export function setUpIn(inside: Inside): RitualSetUp {
  /** Runs one transaction if this person may. */
  const asking = async <Value, Code extends string>(
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    run: (changing: Changing) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | ScheduleRefusal>> => {
    const result = await inside.writeIn(team, async (db) => {
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
        return changeSchedule(changing, name, wanted);
      }),
    startAll: (team, channel, by, rules) =>
      asking(team, channel, by, async (changing) => {
        await lookAfter(changing, by);
        for (const [name, rule] of rules) {
          const recurrence = await channelRecurrences(changing.db, team, channel, changing.now);
          if (recurrence?.schedules.some((row) => row.name === name && row.is_on === 1) === true) continue;
          await changeSchedule(changing, name, { rule, isOn: true, pausedUntil: null });
        }
        return ok(null);
      }),
    goesOnAs: async (team, from, to) => {
      await inside.write(async (db) => {
        for (const table of ['channel_rhythm', 'ritual'] as const) {
          const there = db.selectFrom(table).select('channel_id').where('team_id', '=', team);
          if ((await there.where('channel_id', '=', to).executeTakeFirst()) !== undefined) continue;
          const query = db.updateTable(table).set({ channel_id: to }).where('team_id', '=', team);
          await query.where('channel_id', '=', from).execute();
        }
      });
      inside.wake();
    },
    adopt: (team, channel, by) =>
      asking(team, channel, by, async (changing) => {
        await lookAfter(changing, by);
        return ok(null);
      }),
  };
}

async function setUpOf({ db, team, channel, now }: Changing): Promise<Result<ChannelSetUp, 'not_here'>> {
  const recurrence = await channelRecurrences(db, team, channel, now);
  if (recurrence === null) return refuse('not_here');
  const { settings } = recurrence;
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
      tz: recurrence.calendar.tz,
      locale: localeOf(recurrence.channel.locale),
      days: daysOf(settings),
      holidays: settings.holidays,
      place: settings.place,
      owner: settings.owner_id,
      deputy: settings.deputy_id,
      isLocked: settings.is_locked === 1,
    },
    lookedAfterBy: recurrence.lookedAfterBy,
    named: recurrence.named,
    schedules: recurrence.schedules.flatMap(({ name }) => channelSchedule(recurrence, name, now) ?? []),
    last: new Map(latest.map((row) => [row.name, row])),
    people: people.map(personOf),
    isShared: recurrence.channel.is_shared === 1,
  });
}

async function saveSettings(
  changing: Changing,
  by: UserId,
  settings: ChannelSettings,
): Promise<Result<null, OutsideRefusal>> {
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
  if (!isMember(settings.owner)) return refuse('owner_outside');
  if (!isMember(settings.deputy)) return refuse('deputy_outside');
  const isAdmin = standing.some((one) => one.user_id === by && one.is_admin === 1);
  const known = await channelRecurrences(db, team, channel, changing.now);
  const cells: Omit<ChannelScheduleSettingsTable, 'team_id' | 'channel_id'> = {
    owner_id: settings.owner,
    deputy_id: settings.deputy,
    place: settings.place,
    work_days: settings.days.join(','),
    holidays: settings.holidays,
    is_locked: (isAdmin ? settings.isLocked : known?.settings.is_locked === 1) ? 1 : 0,
  };
  await write(changing, cells);
  await invalidateMembersHomes(db, team, channel, changing.now);
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
  const recurrence = await channelRecurrences(changing.db, changing.team, changing.channel, changing.now);
  if (recurrence === null || recurrence.lookedAfterBy !== null) return;
  await write(changing, { ...recurrence.settings, owner_id: user });
  await invalidateMembersHomes(changing.db, changing.team, changing.channel, changing.now);
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
  }: Omit<ChannelScheduleSettingsTable, 'team_id' | 'channel_id'>,
): Promise<void> {
  const cells = { owner_id, deputy_id, place, work_days, holidays, is_locked };
  await db
    .insertInto('channel_rhythm')
    .values({ team_id: team, channel_id: channel, ...cells })
    .onConflict((conflict) => conflict.columns(['team_id', 'channel_id']).doUpdateSet(cells))
    .execute();
}
