/** A team's learning time: hours of the week in which none of its rituals takes place. Pure. */
import type { Instant } from '../clock.ts';
import type { Calendar, LearningHours } from '../recurrence.ts';
import type { Person } from '../people.ts';
import { minutesInDay } from './date-fns.ts';
import { addDates, onOrAfter, weekdayOf } from './date.ts';
import { isOutside } from './overlap.ts';
import { instantOf, isZone, localTime } from './zone.ts';

/** How far ahead of it a ritual takes place that cannot come after it, in minutes. */
export const ahead = 30;

/** Whether an instant lies in the learning time, by the clock of the channel. */
export function isInLearning({ tz, learning }: Calendar, at: Instant): boolean {
  if (learning == null) return false;
  const { weekday, minutes } = localTime(at, tz);
  return weekday === learning.weekday && isWithin(learning, minutes);
}

export const isWithin = ({ minutes, long }: LearningHours, at: number): boolean =>
  at >= minutes && at < minutes + long;

/** Where what would take place then takes place: the same instant, or beside the learning time on the same day. */
export function besideLearning(calendar: Calendar, at: Instant): Instant {
  const { learning, tz } = calendar;
  if (learning == null || !isInLearning(calendar, at)) return at;
  const { date } = localTime(at, tz);
  const { minutes, long, instead } = learning;
  // Where the clocks go forward, a time beside it may be shown as one within.
  const found = [instead, minutes + long, minutes - ahead, minutes - 2 * ahead]
    .map((there) => instantOf(date, there, tz))
    .find((there) => !isInLearning(calendar, there));
  return found ?? at;
}

/** When what should already have taken place does so: now, or when a learning time that is on has ended, if that is still before `until`. */
export function atOnce(calendar: Calendar, now: Instant, until: Instant | null): Instant {
  const { learning, tz } = calendar;
  if (learning == null || !isInLearning(calendar, now)) return now;
  const end = instantOf(localTime(now, tz).date, learning.minutes + learning.long, tz);
  return until === null || end < until ? end : now;
}

/**
 * When a ritual takes place that would fall into these hours: at their end, or just before them where fewer people have stopped work by then.
 * @param people of the channel @param now decides which offsets of their zones count
 * @returns minutes after that day's midnight
 */
export function insteadOf(
  { weekday, minutes, long }: LearningHours,
  people: readonly Pick<Person, 'tz' | 'workingHours'>[],
  tz: string,
  now: Instant,
): number {
  const [end, before] = [minutes + long, minutes - ahead];
  if (before < 0) return end;
  if (end >= minutesInDay) return before;
  const date = onOrAfter(localTime(now, tz).date, weekday);
  const known = people.map((one) => (isZone(one.tz) ? one : { ...one, tz: 'UTC' }));
  const outside = (at: number) => known.filter((one) => isOutside(one, instantOf(date, at, tz))).length;
  return outside(before) < outside(end) ? before : end;
}

/** The next learning times that begin at or after an instant, on the channel's working days; fewer if it hardly works on that day of the week. */
export function nextLearning(calendar: Calendar, now: Instant, count: number): readonly Instant[] {
  const { learning, tz, days, isHoliday } = calendar;
  if (learning == null) return [];
  const found: Instant[] = [];
  let date = onOrAfter(localTime(now, tz).date, learning.weekday);
  for (let week = 0; week < weeksSearched && found.length < count; week += 1, date = addDates(date, 7)) {
    const at = instantOf(date, learning.minutes, tz);
    if (at >= now && days.includes(weekdayOf(date)) && !isHoliday(date)) found.push(at);
  }
  return found;
}

const weeksSearched = 60;
