/** Joining and pausing. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { addDates, isLocalDate } from '#core/time/date.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';

export type NotWithRefusal = 'self' | 'bot';

/** A year is the longest pause; longer than that is a goodbye. */
const longest = 366 * day;

/** In two weeks, at the start of a day of theirs. @param tz a known zone */
export const inTwoWeeks = (now: Instant, tz: string): Instant =>
  startOfDay(addDates(localTime(now, tz).date, 14), tz);

/** The first day on which somebody takes part again. @param date as chosen @returns `null`: it is past, or too far off */
export function pausedUntil(date: string | null, now: Instant, tz: string): Instant | null {
  if (date === null || !isLocalDate(date)) return null;
  const at = startOfDay(date, tz);
  return at > now && at - now <= longest ? at : null;
}
