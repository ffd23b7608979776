/** What people may set for a channel's rituals: rules without Slack, the store or the current date. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Locale } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { Every, Rule } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { isLocalDate, type LocalDate, onOrAfter } from '#core/time/date.ts';
import { proposeTime } from '#core/time/overlap.ts';
import { isZone, localTime } from '#core/time/zone.ts';
import type { Wanted } from '../../schedules/records/change.ts';
import type { ChannelSettings } from '../../schedules/records/setup.ts';
import { noRegion } from '../settings/rules.ts';

/** The fields of a ritual's form; a ritual before another has only the first two. */
export interface FilledSchedule {
  readonly position: 'on' | 'off' | null;
  readonly pausedUntil: LocalDate | null;
  readonly every?: Every | null;
  /** ISO, as text. */
  readonly weekday?: string | null;
  readonly time?: number | null;
  readonly moveTo?: LocalDate | null;
  readonly moveAt?: number | null;
}

type Mistakes<Name extends string, Code extends string> = Partial<Record<Name, Code>>;

type Read<Value, Name extends string, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly mistakes: Mistakes<Name, Code> };

/**
 * @param at `tz`: the channel's zone
 * @param before the fixed rule of a ritual that precedes another
 * @param next the day, by the rule, of the occurrence that can be moved
 */
export function ritualFrom(
  filled: FilledSchedule,
  at: { readonly now: Instant; readonly tz: string },
  before: Rule | null,
  next: LocalDate | null,
): Read<Wanted, keyof FilledSchedule, 'choice' | 'time' | 'pausedUntil'> {
  const { position, pausedUntil, every, weekday, time, moveTo, moveAt } = filled;
  const today = localTime(at.now, at.tz).date;
  const day = Number(weekday);
  const isRegular = before === null;
  const isDay = Number.isInteger(day) && day >= 1 && day <= 7;
  const isPause = pausedUntil === null || (isLocalDate(pausedUntil) && pausedUntil > today);
  const mistakes: Mistakes<keyof FilledSchedule, 'choice' | 'time' | 'pausedUntil'> = {
    ...(position === null ? { position: 'choice' as const } : {}),
    ...(isPause ? {} : { pausedUntil: 'pausedUntil' as const }),
    ...(isRegular && every == null ? { every: 'choice' as const } : {}),
    ...(isRegular && !isDay ? { weekday: 'choice' as const } : {}),
    ...(isRegular && time == null ? { time: 'time' as const } : {}),
    ...(moveTo != null && (moveAt == null || !isLocalDate(moveTo)) ? { moveAt: 'time' as const } : {}),
  };
  if (Object.keys(mistakes).length > 0) return { ok: false, mistakes };
  const rule = before ?? (every == null || time == null ? null : { every, weekday: day, minutes: time });
  const move =
    next === null || moveTo == null || moveAt == null ? null : { on: next, date: moveTo, minutes: moveAt };
  return {
    ok: true,
    value: {
      isOn: position === 'on',
      pausedUntil,
      ...(rule === null ? {} : { rule }),
      ...(move === null || position !== 'on' ? {} : { move }),
    },
  };
}

/** The fields of a channel's form. */
export interface FilledChannel {
  readonly zone: string | null;
  readonly language: Locale | null;
  readonly days: readonly string[];
  readonly holidays: string | null;
  readonly place: 'thread' | 'channel' | null;
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
  /** Only admins see it. */
  readonly lock: readonly string[];
}

/** @param isRegion whether the chosen region exists */
export function channelFrom(
  filled: FilledChannel,
  isRegion: boolean,
): Read<ChannelSettings, keyof FilledChannel, 'zone' | 'choice' | 'days' | 'holidays'> {
  const { zone, language, days, holidays, place, owner, deputy, lock } = filled;
  const mistakes: Mistakes<keyof FilledChannel, 'zone' | 'choice' | 'days' | 'holidays'> = {
    ...(zone === null || !isZone(zone) ? { zone: 'zone' as const } : {}),
    ...(language === null ? { language: 'choice' as const } : {}),
    ...(days.length === 0 ? { days: 'days' as const } : {}),
    ...(holidays !== noRegion && !isRegion ? { holidays: 'holidays' as const } : {}),
    ...(place === null ? { place: 'choice' as const } : {}),
  };
  if (Object.keys(mistakes).length > 0 || zone === null || place === null || language === null)
    return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      tz: zone,
      locale: language,
      days: days.map(Number),
      holidays: holidays === noRegion ? null : holidays,
      place,
      owner,
      deputy,
      isLocked: lock.includes('locked'),
    },
  };
}

/** A ritual's default rule here: the usual one, at the time of day at which most members work. @param people of the channel */
export function proposedRule(
  { usual }: Pick<Schedule, 'usual'>,
  people: readonly Pick<Person, 'tz' | 'workingHours'>[],
  tz: string,
  now: Instant,
): Rule {
  if ('before' in usual) return usual;
  const today = localTime(now, tz).date;
  const date = onOrAfter(today, usual.weekday);
  const known = people.map((one) => (isZone(one.tz) ? one : { ...one, tz: 'UTC' }));
  return { ...usual, minutes: proposeTime(known, { date, tz }, usual.minutes) };
}

/** The rituals that "Start with these" starts, with their rules. */
export function startingRules(
  schedules: Iterable<Schedule>,
  people: readonly Pick<Person, 'tz' | 'workingHours'>[],
  tz: string,
  now: Instant,
): ReadonlyMap<string, Rule> {
  const starting = [...schedules].filter(({ offered }) => offered === 'start');
  return new Map(starting.map((schedule) => [schedule.name, proposedRule(schedule, people, tz, now)]));
}

/** Zones that Node still lists under an outdated name that nobody looks for. It accepts both names. */
const namedToday: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/**
 * All zones by region of the world, at most 100 per group.
 * @param held the current one, which keeps the name it was set by: otherwise the field would be empty
 */
export function zoneGroups(
  held: string,
): readonly { readonly label: string; readonly zones: readonly string[] }[] {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => namedToday[zone] ?? zone);
  const zones = [...new Set(['UTC', ...[held, ...listed].toSorted()])];
  const areas = Map.groupBy(zones, (zone) => (zone.includes('/') ? (zone.split('/', 1)[0] ?? zone) : 'UTC'));
  return [...areas].flatMap(([label, all]) =>
    Array.from({ length: Math.ceil(all.length / 100) }, (_, index) => ({
      label: index === 0 ? label : `${label} (${index + 1})`,
      zones: all.slice(index * 100, index * 100 + 100),
    })),
  );
}
