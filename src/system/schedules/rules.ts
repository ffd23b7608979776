/** What people may set for a channel's rituals: rules without Slack, the store or the current date. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Locale } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { Calendar, LearningHours, Rule } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { onOrAfter } from '#core/time/date.ts';
import { isWithin } from '#core/time/kept-free.ts';
import { proposeTime } from '#core/time/overlap.ts';
import { isZone, localTime } from '#core/time/zone.ts';
import type { ChannelSettings } from '../../schedules/records/settings.ts';
import { noRegion } from '../settings/rules.ts';

type Mistakes<Name extends string, Code extends string> = Partial<Record<Name, Code>>;

type Read<Value, Name extends string, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly mistakes: Mistakes<Name, Code> };

/** The fields of a channel's form. */
export interface FilledChannel {
  readonly zone: string | null;
  readonly language: Locale | null;
  readonly days: readonly string[];
  readonly holidays: string | null;
  readonly place: 'thread' | 'channel' | null;
  readonly offers: 'on' | 'off' | null;
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
  /** Only admins see it. */
  readonly lock: readonly string[];
}

/**
 * @param known as it is: the form does not ask for owner and deputy, though one of an older version may name them, and that does not ask for offers
 * @param isRegion whether the chosen region exists
 */
export function channelFrom(
  filled: FilledChannel,
  known: Pick<ChannelSettings, 'owner' | 'deputy' | 'offers'>,
  isRegion: boolean,
): Read<ChannelSettings, keyof FilledChannel, 'zone' | 'choice' | 'days' | 'holidays'> {
  const { zone, language, days, holidays, place, offers, owner, deputy, lock } = filled;
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
      owner: owner ?? known.owner,
      deputy: deputy ?? known.deputy,
      isLocked: lock.includes('locked'),
      offers: offers === null ? known.offers : offers === 'on',
    },
  };
}

/** A ritual's default rule here: the usual one, at the time of day at which most members work, beside the learning time. @param people of the channel */
export function proposedRule(
  { usual }: Pick<Schedule, 'usual'>,
  people: readonly Pick<Person, 'tz' | 'workingHours'>[],
  { tz, learning }: Pick<Calendar, 'tz'> & { readonly learning?: LearningHours | null },
  now: Instant,
): Rule {
  if ('before' in usual) return usual;
  const today = localTime(now, tz).date;
  const date = onOrAfter(today, usual.weekday);
  const known = people.map((one) => (isZone(one.tz) ? one : { ...one, tz: 'UTC' }));
  const isFree = (at: number) =>
    learning == null || learning.weekday !== usual.weekday || !isWithin(learning, at);
  return { ...usual, minutes: proposeTime(known, { date, tz }, usual.minutes, isFree) };
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
