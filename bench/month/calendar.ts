/**
 * Days, clocks and holidays as the counting sees them: from the time-zone data of `Intl` and from lists written down here, in another way than Lore
 * reckons, so that a mistake of one is not one of the other.
 */

/** Epoch milliseconds. */
export type Instant = number;
/** `YYYY-MM-DD`. */
export type Day = string;

export const minute = 60_000;
export const hour = 60 * minute;
export const dayLong = 24 * hour;

export interface Local {
  readonly day: Day;
  /** After local midnight, as the clock shows them. */
  readonly minutes: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
}

/** The days on which a channel works. */
export interface Calendar {
  readonly tz: string;
  readonly weekdays: readonly number[];
  /** One of those whose holidays are written down here, or none. */
  readonly region: Region | null;
}

export type Region = 'US' | 'DE-SN' | 'PL' | 'JP';

/** Public holidays of autumn 2026, from the laws of these places. */
const holidays: Readonly<Record<Region, readonly Day[]>> = {
  US: ['2026-11-11', '2026-11-26', '2026-12-25'],
  'DE-SN': ['2026-10-31', '2026-11-18', '2026-12-25', '2026-12-26'],
  PL: ['2026-11-01', '2026-11-11', '2026-12-24', '2026-12-25', '2026-12-26'],
  JP: ['2026-11-03', '2026-11-23'],
};

const offsets = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC, in minutes: read off "GMT-05:00". */
function offsetAt(at: Instant, tz: string): number {
  const known =
    offsets.get(tz) ?? new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' });
  offsets.set(tz, known);
  const name = known.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

export function localOf(at: Instant, tz: string): Local {
  const shown = new Date(at + offsetAt(at, tz) * minute);
  return {
    day: shown.toISOString().slice(0, 10),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
    weekday: shown.getUTCDay() || 7,
  };
}

const found = new Map<string, Instant>();

/** The first instant at which the clock of a zone shows this, or has passed it: looked for quarter by quarter, then minute by minute. */
export function instantOf(day: Day, minutes: number, tz: string): Instant {
  const key = `${day} ${String(minutes)} ${tz}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * minute;
  const isThere = (at: Instant) => at + offsetAt(at, tz) * minute >= wanted;
  let at = wanted - 15 * hour;
  while (!isThere(at)) at += 15 * minute;
  at -= 15 * minute;
  while (!isThere(at)) at += minute;
  found.set(key, at);
  return at;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLong).toISOString().slice(0, 10);
}

export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function works({ weekdays, region }: Calendar, day: Day): boolean {
  return weekdays.includes(weekdayOf(day)) && (region === null || !holidays[region].includes(day));
}

/** Everybody here works from Monday to Friday, 9:00 to 17:30: what Lore takes for granted of whoever says nothing else. */
const opens = 9 * 60;
const closes = 17 * 60 + 30;

export function isAtWork(at: Instant, tz: string): boolean {
  const { minutes, weekday } = localOf(at, tz);
  return weekday <= 5 && minutes >= opens && minutes < closes;
}

/** Whether a whole working day of somebody there lies between two instants. */
export function hasWholeDay(from: Instant, to: Instant, tz: string): boolean {
  const last = localOf(to, tz).day;
  for (let day = localOf(from, tz).day; day <= last; day = addDays(day, 1))
    if (weekdayOf(day) <= 5 && instantOf(day, opens, tz) >= from && instantOf(day, closes, tz) <= to)
      return true;
  return false;
}
