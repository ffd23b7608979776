/** How people set up a channel's rituals. Permission is checked in the transaction that writes. */
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import { localeOf } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type {
  Calendar,
  Changed,
  ChannelSchedule,
  LearningHours,
  ScheduleRefusal,
  Rule,
} from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { insteadOf } from '#core/time/kept-free.ts';
import type { MoveRefusal } from '#core/time/recurrence.ts';
import { personOf } from '../../store/directory/people-rows.ts';
import type { Inside } from '../../store/scope/inside.ts';
import { moveChoices } from '../../store/settings/practices.ts';
import { changeSchedule, type Wanted, whyNot } from './change.ts';
import type { Changing } from './record.ts';
import { channelRecurrences, channelSchedule, daysOf } from './rows.ts';
import {
  type ChannelSettings,
  lookAfter,
  type OutsideRefusal,
  saveLearning,
  saveSettings,
} from './settings.ts';
import type { RitualOccurrenceTable } from './tables.ts';
import { changedLast, tellChanges } from './told.ts';

export interface ChannelSetUp {
  /** Of the channel, without `#`. */
  readonly name: string;
  readonly settings: ChannelSettings;
  readonly calendar: Calendar;
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

/** What one person chose in the form of all rituals. */
export interface Chosen {
  /** By the ritual's name; at most one of them moves. */
  readonly rituals: ReadonlyMap<string, Wanted>;
  /** As they saw them when they chose. */
  readonly seen: readonly ChannelSchedule[];
  readonly people?: Pick<ChannelSettings, 'owner' | 'deputy'>;
  /** `null`: there is to be none. */
  readonly learning?: LearningHours | null;
}

export interface RitualSetUp {
  /** @returns the setup, or why the person may not change it */
  readonly setUp: (
    team: TeamId,
    channel: ChannelId,
    user: UserId,
  ) => Promise<Result<ChannelSetUp, ScheduleRefusal>>;
  /** When somebody changed one of these rituals last, and who. */
  readonly changedLast: (
    team: TeamId,
    channel: ChannelId,
    user: UserId,
    names: readonly string[],
  ) => Promise<Result<Changed | null, ScheduleRefusal>>;
  /** Only an admin locks and unlocks; owner and deputy must be members of workspace and channel. Zone and region must exist. */
  readonly saveSettings: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    settings: ChannelSettings,
  ) => Promise<Result<null, ScheduleRefusal | OutsideRefusal>>;
  /**
   * Changes everything that one person chose, or nothing. The person who turns one on becomes responsible unless someone already is.
   * @returns `meanwhile`: one of these rituals is no longer as they saw it
   */
  readonly save: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    chosen: Chosen,
  ) => Promise<Result<null, ScheduleRefusal | MoveRefusal | OutsideRefusal | 'meanwhile'>>;
  /** Starts those that are off, by these rules; the person who starts them becomes responsible unless someone already is. @param isTold whether the channel reads of it */
  readonly startAll: (
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    rules: ReadonlyMap<string, Rule>,
    isTold?: boolean,
  ) => Promise<Result<null, ScheduleRefusal>>;
  /** Slack gave a channel a new id: its rituals move there, unless some were already set up there. */
  readonly goesOnAs: (team: TeamId, from: ChannelId, to: ChannelId) => Promise<void>;
  /** Makes a person responsible for rituals that have nobody. */
  readonly adopt: (team: TeamId, channel: ChannelId, by: UserId) => Promise<Result<null, ScheduleRefusal>>;
}

/** Carries a refusal out of a transaction, which undoes what was changed before it. */
class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super('refused');
    this.code = code;
  }
}

export function setUpIn(inside: Inside): RitualSetUp {
  /** Runs one transaction if this person may. The channel is told of what it changed; what is refused changes nothing. */
  const asking = async <Value, Code extends string>(
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    run: (changing: Changing) => Promise<Result<Value, Code>>,
    isTold = true,
  ): Promise<Result<Value, Code | ScheduleRefusal>> => {
    const result = await inside
      .writeIn(team, async (db): Promise<Result<Value, Code | ScheduleRefusal>> => {
        const changing = { db, team, channel, now: inside.clock.now() };
        const refused = await whyNot(changing, by);
        if (refused !== null) return refuse(refused);
        const before = isTold ? await channelRecurrences(db, team, channel, changing.now) : null;
        const done = await run(changing);
        if (!done.ok) throw new Refused(done.code);
        if (isTold) await tellChanges(changing, inside.ids, by, before);
        return done;
      })
      .catch((error: unknown) => {
        if (error instanceof Refused) return refuse(error.code as Code);
        throw error;
      });
    inside.wake(team);
    return result;
  };

  return {
    setUp: (team, channel, user) => asking(team, channel, user, setUpOf, false),
    changedLast: (team, channel, user, names) =>
      asking(team, channel, user, async ({ db }) => ok(await changedLast(db, team, channel, names)), false),
    saveSettings: (team, channel, by, settings) =>
      asking(team, channel, by, (changing) => saveSettings(changing, by, settings)),
    save: (team, channel, by, chosen) => asking(team, channel, by, (changing) => save(changing, by, chosen)),
    startAll: (team, channel, by, rules, isTold = false) =>
      asking(
        team,
        channel,
        by,
        async (changing) => {
          await lookAfter(changing, by);
          for (const [name, rule] of rules) {
            const recurrence = await channelRecurrences(changing.db, team, channel, changing.now);
            if (recurrence?.schedules.some((row) => row.name === name && row.is_on === 1) === true) continue;
            await changeSchedule(changing, name, { rule, isOn: true, pausedUntil: null });
          }
          return ok(null);
        },
        isTold,
      ),
    goesOnAs: async (team, from, to) => {
      await inside.write(async (db) => {
        for (const table of ['channel_rhythm', 'ritual'] as const) {
          const there = db.selectFrom(table).select('channel_id').where('team_id', '=', team);
          if ((await there.where('channel_id', '=', to).executeTakeFirst()) !== undefined) continue;
          const query = db.updateTable(table).set({ channel_id: to }).where('team_id', '=', team);
          await query.where('channel_id', '=', from).execute();
        }
        await moveChoices(db, team, from, to);
      });
      inside.wake(team);
    },
    adopt: (team, channel, by) =>
      asking(team, channel, by, async (changing) => {
        await lookAfter(changing, by);
        return ok(null);
      }),
  };
}

async function save(
  changing: Changing,
  by: UserId,
  { rituals, seen, people, learning }: Chosen,
): Promise<Result<null, 'not_here' | MoveRefusal | OutsideRefusal | 'meanwhile'>> {
  const found = await setUpOf(changing);
  if (!found.ok) return found;
  const { settings, schedules } = found.value;
  const isAsSeen = (name: string) =>
    stateOf(seen.find((one) => one.name === name)) === stateOf(schedules.find((one) => one.name === name));
  if (![...rituals.keys()].every(isAsSeen)) return refuse('meanwhile');
  if (people !== undefined) {
    const saved = await saveSettings(changing, by, { ...settings, ...people });
    if (!saved.ok) return saved;
  }
  // What moves is an occurrence as it was seen, before other rules give it another day.
  const inOrder = [...rituals].toSorted(
    ([, a], [, b]) => Number(b.move !== undefined) - Number(a.move !== undefined),
  );
  for (const [name, wanted] of inOrder) {
    if (wanted.isOn === true) await lookAfter(changing, by);
    const changed = await changeSchedule(changing, name, wanted);
    if (!changed.ok) return changed;
  }
  if (learning !== undefined) {
    const { people: members, settings: set } = found.value;
    const instead = learning === null ? 0 : insteadOf(learning, members, set.tz, changing.now);
    await saveLearning(changing, learning === null ? null : { ...learning, instead });
  }
  return ok(null);
}

/** As much of a ritual as a person changes. */
export function stateOf(schedule: ChannelSchedule | undefined): string {
  if (schedule?.isOn !== true) return 'off';
  return JSON.stringify([schedule.rule, schedule.pausedUntil, schedule.next?.at]);
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
    name: recurrence.channel.name,
    settings: {
      tz: recurrence.calendar.tz,
      locale: localeOf(recurrence.channel.locale),
      days: daysOf(settings),
      holidays: settings.holidays,
      place: settings.place,
      owner: settings.owner_id,
      deputy: settings.deputy_id,
      isLocked: settings.is_locked === 1,
      offers: settings.offers === 1,
    },
    calendar: recurrence.calendar,
    lookedAfterBy: recurrence.lookedAfterBy,
    named: recurrence.named,
    schedules: recurrence.schedules.flatMap(({ name }) => channelSchedule(recurrence, name, now) ?? []),
    last: new Map(latest.map((row) => [row.name, row])),
    people: people.map(personOf),
    isShared: recurrence.channel.is_shared === 1,
  });
}
