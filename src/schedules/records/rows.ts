/** A channel's rituals as stored, and the occurrences that follow from them. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { practiceOf } from '#core/feature.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import { defaultWorkingHours } from '#core/people.ts';
import {
  type BeforeRule,
  type Calendar,
  type ChannelSchedule,
  type Occurrence,
  occurrenceId,
} from '#core/recurrence.ts';
import { addDates } from '#core/time/date.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import {
  firstFrom,
  occurrences,
  plan,
  type Planned,
  planOn,
  type Preceding,
  type Recurrence,
  takesPlaceAt,
} from '#core/time/recurrence.ts';
import { isZone, localTime } from '#core/time/zone.ts';
import { personOf } from '../../store/directory/people-rows.ts';
import type { ChannelTable, Schema } from '../../store/schema.ts';
import { learningOf } from './learning.ts';
import { movesOf, ruleOf } from './stored-rule.ts';
import type { ChannelScheduleSettingsTable, ScheduleTable } from './tables.ts';

/** All rituals of one channel, read at one moment. */
export interface ChannelRecurrences {
  readonly channel: ChannelTable;
  readonly settings: Omit<ChannelScheduleSettingsTable, 'team_id' | 'channel_id'>;
  /** The owner if they are a member here and not away, else the deputy if they are, else whichever of them is a member here. */
  readonly lookedAfterBy: UserId | null;
  /** Owner and deputy, as far as they are members here. */
  readonly named: readonly UserId[];
  readonly calendar: Calendar;
  readonly schedules: readonly ScheduleTable[];
}

export const usualSettings: ChannelRecurrences['settings'] = {
  owner_id: null,
  deputy_id: null,
  place: 'thread',
  work_days: defaultWorkingHours.days.join(','),
  holidays: null,
  is_locked: 0,
  offers: 1,
  learning: null,
};

/** Whether a ritual belongs to one of these practices, or is one. */
export function isOfPractice(name: string, practices: ReadonlySet<string>): boolean {
  return practices.has(practiceOf(name));
}

/** @returns `null` for an unknown channel */
export async function channelRecurrences(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  now: Instant,
): Promise<ChannelRecurrences | null> {
  const [found, own, schedules] = await Promise.all([
    db
      .selectFrom('channel')
      .selectAll()
      .where('team_id', '=', team)
      .where('channel_id', '=', channel)
      .executeTakeFirst(),
    db
      .selectFrom('channel_rhythm')
      .selectAll()
      .where('team_id', '=', team)
      .where('channel_id', '=', channel)
      .executeTakeFirst(),
    db
      .selectFrom('ritual')
      .selectAll()
      .where('team_id', '=', team)
      .where('channel_id', '=', channel)
      .orderBy('name')
      .execute(),
  ]);
  if (found === undefined) return null;
  const settings = own ?? usualSettings;
  return {
    channel: found,
    settings,
    ...(await responsible(db, team, channel, settings, now)),
    calendar: await calendarOf({ ...settings, tz: found.tz }),
    schedules,
  };
}

/** A channel's zone, its working days and its learning time; `work_days` is `null` if it has no settings of its own. */
export type CalendarRow = Readonly<
  Record<'tz', string> & Record<'work_days' | 'holidays' | 'learning', string | null>
>;

export async function calendarOf({
  tz,
  work_days: days,
  holidays,
  learning,
}: CalendarRow): Promise<Calendar> {
  return {
    tz: isZone(tz) ? tz : 'UTC',
    days: daysOf({ work_days: days ?? usualSettings.work_days }),
    isHoliday: await holidaysOf(holidays),
    learning: learningOf(learning),
  };
}

export function daysOf({
  work_days: days,
}: Pick<ChannelScheduleSettingsTable, 'work_days'>): readonly number[] {
  return days === '' ? [] : days.split(',').map(Number);
}

async function responsible(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  { owner_id: owner, deputy_id: deputy }: Pick<ChannelScheduleSettingsTable, 'owner_id' | 'deputy_id'>,
  now: Instant,
): Promise<Pick<ChannelRecurrences, 'lookedAfterBy' | 'named'>> {
  const chosen = [...new Set([owner, deputy].filter((user) => user !== null))];
  if (chosen.length === 0) return { lookedAfterBy: null, named: [] };
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .selectAll('p')
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('m.user_id', 'in', chosen)
    .where('p.standing', '=', 'member')
    .execute();
  const here = rows.map(personOf);
  const named = chosen.filter((one) => here.some(({ userId }) => userId === one));
  const isHere = (one: UserId) =>
    here.some(({ userId, awayUntil }) => userId === one && (awayUntil === null || awayUntil <= now));
  return { lookedAfterBy: named.find(isHere) ?? named[0] ?? null, named };
}

interface Series {
  readonly recurrence: Recurrence;
  readonly before: BeforeRule | null;
  /** The rituals that must all be unpaused for it to run. */
  readonly rows: readonly ScheduleTable[];
  /** What it never shares a minute with, if it precedes another ritual. */
  readonly others: readonly Series[];
}

/** What a ritual follows; `null` while it, or the one it precedes, is off. */
export function seriesOf({ schedules }: Pick<ChannelRecurrences, 'schedules'>, name: string): Series | null {
  const row = schedules.find((one) => one.name === name && one.is_on === 1);
  if (row === undefined) return null;
  const own = ruleOf(row);
  if (!('before' in own)) {
    const recurrence = { rule: own, since: row.since, moves: movesOf(row) };
    return { recurrence, before: null, rows: [row], others: [] };
  }
  const of = seriesOf({ schedules: schedules.filter((one) => one !== row) }, own.before);
  if (of === null || of.before !== null) return null;
  const first = schedules.filter((one) => comesFirst(one, row));
  const others = first.flatMap((one) => seriesOf({ schedules }, one.name) ?? []);
  return { ...of, before: own, rows: [row, ...of.rows], others };
}

/** Whether a ritual keeps its time where another one, which precedes a third, makes way. */
function comesFirst(one: ScheduleTable, other: ScheduleTable): boolean {
  const [rule, way] = [ruleOf(one), ruleOf(other)];
  if (!('before' in rule) || !('before' in way)) return one !== other;
  return rule.days === way.days ? one.name < other.name : rule.days < way.days;
}

function precedingOf({ before, others }: Series, calendar: Calendar): Preceding | null {
  if (before === null) return null;
  // One instant is asked about several times.
  const known = new Map<Instant, boolean>();
  const rivals = others.map((one) => ({ of: one.recurrence, before: precedingOf(one, calendar) }));
  const isTaken = (at: Instant): boolean => {
    const found = known.get(at) ?? rivals.some((one) => takesPlaceAt(one.of, calendar, at, one.before));
    known.set(at, found);
    return found;
  };
  return { rule: before, isTaken };
}

/** The occurrences after the day `after`. */
export function following(series: Series, calendar: Calendar, after: string): Generator<Planned, never> {
  return occurrences(series.recurrence, calendar, after, precedingOf(series, calendar));
}

/** The occurrence of a day, as currently planned. */
export function planOf(series: Series, calendar: Calendar, on: string): Planned {
  return planOn(series.recurrence, calendar, on, precedingOf(series, calendar));
}

/** Whether an occurrence falls into a pause of the ritual, or of the one it precedes. */
export function isPaused({ recurrence, rows }: Series, calendar: Calendar, on: string): boolean {
  const { date } = plan(recurrence, calendar, on);
  return rows.some(({ paused_until: until }) => until !== null && date < until);
}

/** The day after which to look for a ritual's next occurrence: a settled occurrence never returns. */
export function lastOn(row: Pick<ScheduleTable, 'last_on' | 'since'>): string {
  return row.last_on ?? addDates(row.since, -1);
}

export function occurrenceOf(name: string, channel: ChannelId, one: Planned): Occurrence {
  const { on, at, moved, beforeAt } = one;
  return { id: occurrenceId(name, channel, on), on, at, moved, beforeAt };
}

/** The next unsettled occurrences from an instant on, without cancelled ones. */
export function coming(
  recurrence: ChannelRecurrences,
  name: string,
  now: Instant,
  count: number,
): readonly Occurrence[] {
  const series = seriesOf(recurrence, name);
  const row = recurrence.schedules.find((one) => one.name === name);
  if (series === null || row === undefined || recurrence.calendar.days.length === 0) return [];
  const all = following(series, recurrence.calendar, lastOn(row));
  const found: Occurrence[] = [];
  // A rule with a year of days off is no recurrence: stop looking.
  for (let tries = 0; found.length < count && tries < count + 60; tries += 1) {
    const one = tries === 0 ? firstFrom(all, now) : all.next().value;
    if (!one.fallsOut) found.push(occurrenceOf(name, recurrence.channel.channel_id, one));
  }
  return found;
}

/** @returns `null` if it was never set up */
export function channelSchedule(
  recurrence: ChannelRecurrences,
  name: string,
  now: Instant,
): ChannelSchedule | null {
  const row = recurrence.schedules.find((one) => one.name === name);
  if (row === undefined) return null;
  const today = localTime(now, recurrence.calendar.tz).date;
  return {
    name,
    channel: recurrence.channel.channel_id,
    isOn: row.is_on === 1,
    rule: ruleOf(row),
    pausedUntil: row.paused_until !== null && row.paused_until > today ? row.paused_until : null,
    owner: recurrence.lookedAfterBy,
    named: recurrence.named,
    place: recurrence.settings.place,
    next: coming(recurrence, name, now, 1)[0] ?? null,
  };
}
