/**
 * Local time in a zone, from Node's time-zone data as `@date-fns/tz` reads it. Daylight saving has one rule: a skipped local time is the first
 * instant after the gap, and one that comes twice is the first.
 */
import { tzOffset } from '@date-fns/tz/tzOffset';
import { UTCDate } from '@date-fns/utc/date';
import { hour, minute, second, type Instant } from '../clock.ts';
import { getISODay } from './date-fns.ts';
import { localDateOf, startOfDate, type LocalDate } from './date.ts';

/** What a wall clock and a calendar show in a zone, without seconds. */
export interface LocalTime {
  readonly date: LocalDate;
  /** Whole minutes after local midnight as the clock shows them, 0 to 1439. */
  readonly minutes: number;
  /** ISO: 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
}

/** No zone has ever been further from UTC than this. */
const furthest = 16 * hour;

const known = new Set<string>();

/**
 * Whether `tz` is the IANA name of a zone that this Node knows. Every other function here throws for any other: `tzOffset` itself takes
 * "Mars+05:30" for an offset, and silently gives NaN for what it cannot read.
 */
export function isZone(tz: string): boolean {
  if (known.has(tz)) return true;
  // Intl would accept "+05:30" too, which is an offset, not a zone: it has no daylight saving.
  if (!/^[A-Za-z]/.test(tz)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: tz });
  } catch {
    return false;
  }
  known.add(tz);
  return true;
}

/** What the wall clock shows, as if it were UTC: epoch milliseconds of the local reading. */
function reading(instant: Instant, tz: string): number {
  if (!isZone(tz)) throw new RangeError('not a time zone');
  // Minutes, with a fraction where a zone's offset once had odd seconds.
  return instant + Math.round(tzOffset(tz, new Date(instant)) * 60) * second;
}

/** The same for date-fns, whose getters then read the zone's wall clock. @throws RangeError for a zone this Node does not know */
export function wallClock(instant: Instant, tz: string): UTCDate {
  return new UTCDate(reading(instant, tz));
}

/**
 * What the clock and the calendar show in a zone.
 * @throws RangeError for a zone this Node does not know
 */
export function localTime(instant: Instant, tz: string): LocalTime {
  const local = wallClock(instant, tz);
  return {
    date: localDateOf(local),
    minutes: local.getHours() * 60 + local.getMinutes(),
    weekday: getISODay(local),
  };
}

/**
 * The first instant at which the clock of a zone shows this local time or, if daylight saving skips it, has passed it. A `TZDate` would jump past
 * the gap by its whole length, and of a local time that comes twice it would take the first or second depending on the machine's zone.
 * @param minutes after local midnight as the clock shows them; 1440 and more fall on the following days
 * @throws RangeError for an unknown zone or an invalid date
 */
export function instantOf(date: LocalDate, minutes: number, tz: string): Instant {
  const wanted = startOfDate(date) + minutes * minute;
  const offsets = [wanted - furthest, wanted + furthest].map((instant) => reading(instant, tz) - instant);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => reading(instant, tz) === wanted);
  if (exact !== undefined) return exact;
  // Skipped: the clock jumps over it between the two candidates. Find the jump, to the second.
  let [before = NaN, after = NaN] = candidates.map((instant) => Math.floor(instant / second));
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reading(middle * second, tz) >= wanted) after = middle;
    else before = middle;
  }
  return after * second;
}

/** The instant at which a local day begins: midnight, or the first instant after it where midnight is skipped. */
export function startOfDay(date: LocalDate, tz: string): Instant {
  return instantOf(date, 0, tz);
}
