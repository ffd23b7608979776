/**
 * Calendar dates without a zone, as Slack's date pickers give them: `YYYY-MM-DD`. date-fns counts them as midnights in UTC, so the machine's zone
 * does not matter: a local `Date`, and even a `TZDate`, loses a day in a zone that once skipped one.
 */
import { UTCDate } from '@date-fns/utc/date';
import { addDays, formatISO, getISODay } from './date-fns.ts';

/** `YYYY-MM-DD` in the Gregorian calendar. */
export type LocalDate = string;

/** Whether this text is a date of the calendar: `2026-02-29` is not. */
export const isLocalDate = (text: string): boolean => read(text) !== null;

/** The date's midnight in UTC, for date-fns; not an instant in anyone's day. @throws RangeError if `date` is not a date */
export function midnightOf(date: LocalDate): UTCDate {
  const midnight = read(date);
  if (midnight === null) throw new RangeError('not a date');
  return midnight;
}

function read(text: string): UTCDate | null {
  const midnight = new UTCDate(text);
  return !Number.isNaN(midnight.getTime()) && localDateOf(midnight) === text ? midnight : null;
}

/** The date of a midnight, or any other time of day, in UTC. @throws RangeError if `at` is not a time */
export function localDateOf(at: UTCDate): LocalDate {
  return formatISO(at, { representation: 'date' });
}

/** Epoch milliseconds of `midnightOf`. @throws RangeError if `date` is not a date */
export function startOfDate(date: LocalDate): number {
  return midnightOf(date).getTime();
}

/** The date `days` later (earlier when negative). @throws RangeError if `date` is not a date */
export function addDates(date: LocalDate, days: number): LocalDate {
  return localDateOf(addDays(midnightOf(date), days));
}

/** ISO weekday, 1 = Monday … 7 = Sunday. @throws RangeError if `date` is not a date */
export function weekdayOf(date: LocalDate): number {
  return getISODay(midnightOf(date));
}

/** The first such day from `date` on, that day included. @param weekday ISO */
export function onOrAfter(date: LocalDate, weekday: number): LocalDate {
  return addDates(date, (weekday - weekdayOf(date) + 7) % 7);
}
