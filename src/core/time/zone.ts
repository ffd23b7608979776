/**
 * Local time in a zone, from the time-zone data that Node carries (Intl), with one rule for the two hours of a year that
 * daylight saving makes odd: a local time that is skipped is the first instant after the gap, one that comes twice is the first.
 */
import type { Instant } from '../clock.ts';
import { refuse, ok, type Result } from '../result.ts';
import { addDates, startOfDate, weekdayOf, type LocalDate } from './date.ts';

/** What a wall clock and a calendar in a zone show; seconds are left out. */
export interface LocalTime {
  readonly date: LocalDate;
  /** Whole minutes after local midnight as the clock shows them, 0 to 1439. */
  readonly minutes: number;
  /** ISO: 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
}

const second = 1000;
/** No zone has ever been further from UTC than this. */
const furthest = 16 * 60 * 60 * second;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(tz: string): Intl.DateTimeFormat {
  const known = formats.get(tz);
  if (known !== undefined) return known;
  // Intl would take "+05:30" too, which is an offset and no zone: it knows no daylight saving.
  if (!/^[A-Za-z]/.test(tz)) throw new RangeError('not a time zone');
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: tz,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(tz, format);
  return format;
}

/** Whether `tz` is the IANA name of a zone that this Node knows. Every other function here throws on one it does not. */
export function isZone(tz: string): boolean {
  try {
    formatOf(tz);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The name of a zone as it comes from outside, checked. */
export function zoneOf(tz: string): Result<string, 'unknown_zone'> {
  return isZone(tz) ? ok(tz) : refuse('unknown_zone');
}

/** What the wall clock shows, as if it were UTC: epoch milliseconds of the local reading. */
function reading(instant: Instant, tz: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of formatOf(tz).formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = NaN, month = NaN, day, hour, minute, second: seconds } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) + (((instant % second) + second) % second);
}

/**
 * What clock and calendar show in a zone.
 * @throws RangeError for a zone this Node does not know
 */
export function localTime(instant: Instant, tz: string): LocalTime {
  const local = reading(instant, tz);
  const date = new Date(local).toISOString().slice(0, 10);
  return { date, minutes: Math.floor((local - startOfDate(date)) / 60_000), weekday: weekdayOf(date) };
}

/**
 * The first instant at which the clock of a zone shows this local time or, if daylight saving skips it, has passed it.
 * @param minutes after local midnight as the clock shows them; 1440 and more are on the following days
 * @throws RangeError for an unknown zone or a date that is none
 */
export function instantOf(date: LocalDate, minutes: number, tz: string): Instant {
  const wanted = startOfDate(date) + minutes * 60_000;
  const offsets = [wanted - furthest, wanted + furthest].map((instant) => reading(instant, tz) - instant);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => reading(instant, tz) === wanted);
  if (exact !== undefined) return exact;
  // Skipped: between the two candidates the clock jumps over it. Find the jump, to the second.
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

/** The instants between which it is `date` in a zone: from the first (inclusive) to the second (exclusive). */
export function dayOf(date: LocalDate, tz: string): { readonly from: Instant; readonly until: Instant } {
  return { from: startOfDay(date, tz), until: startOfDay(addDates(date, 1), tz) };
}
