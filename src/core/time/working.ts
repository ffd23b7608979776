/**
 * The working time of a person or a channel. Pure: holidays come in as a function (`holidaysOf`), now as an instant. Hours that do not end
 * after they start continue past midnight and belong to the day on which they began.
 */
import { hour, type Instant } from '../clock.ts';
import type { Person, WorkingHours } from '../people.ts';
import { addDates, weekdayOf, type LocalDate } from './date.ts';
import type { IsHoliday } from './holidays.ts';
import { instantOf, localTime } from './zone.ts';

/** The longest stretch without a working day that is searched, in days. */
const horizon = 400;

/** Whether this date is a working day: on one of the chosen weekdays, and no holiday. */
export function isWorkingDay(hours: WorkingHours, date: LocalDate, isHoliday: IsHoliday): boolean {
  return hours.days.includes(weekdayOf(date)) && !isHoliday(date);
}

interface Stretch {
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

/** The stretches of working time that end after `from`, in order; of the current one, what is left. */
function* stretches(
  hours: WorkingHours,
  tz: string,
  from: Instant,
  isHoliday: IsHoliday,
): Generator<Stretch, void> {
  const yesterday = addDates(localTime(from, tz).date, -1);
  for (let index = 0, idle = 0; idle < horizon; index += 1, idle += 1) {
    const date = addDates(yesterday, index);
    if (!isWorkingDay(hours, date, isHoliday)) continue;
    const start = Math.max(from, instantOf(date, hours.start, tz));
    const until = instantOf(hours.end > hours.start ? date : addDates(date, 1), hours.end, tz);
    if (until <= start) continue;
    idle = -1;
    yield { from: start, until };
  }
}

/**
 * When a person may next be prompted: `from` if it is in their working hours, otherwise the start of their next working day; never on a day off
 * or a holiday of their region, nor while they are away.
 * @param person `tz` must be a known zone
 * @returns `null` if they have no working time within a year
 */
export function nextWorkingInstant(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  from: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  const earliest = Math.max(from, person.awayUntil ?? from);
  const next = stretches(person.workingHours, person.tz, earliest, isHoliday).next();
  return next.done === true ? null : next.value.from;
}

/**
 * The first moment, from `from` on, at which working time ends.
 * @returns `null` if there is no working time within a year
 */
export function nextWorkingEnd(
  from: Instant,
  hours: WorkingHours,
  tz: string,
  isHoliday: IsHoliday,
): Instant | null {
  // One that ends right now counts.
  const next = stretches(hours, tz, from - 1, isHoliday).next();
  return next.done === true ? null : next.value.until;
}

/**
 * The last moment of someone's working time that leaves them `room` of it before `until`.
 * @param from none before it; none while they are away either
 * @param room milliseconds
 * @returns `null` if they have none
 */
export function lastWorkingInstant(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  from: Instant,
  until: Instant,
  room: number,
  isHoliday: IsHoliday,
): Instant | null {
  const earliest = Math.max(from, person.awayUntil ?? from);
  let last: Instant | null = null;
  for (const stretch of stretches(person.workingHours, person.tz, earliest, isHoliday)) {
    if (stretch.from >= until) break;
    const at = Math.min(stretch.until, until) - room;
    if (at >= stretch.from) last = at;
  }
  return last;
}

/**
 * The same local time, to the minute, `count` working days later (earlier if negative). From a day off, the first working day counts as one.
 * Zero returns `from`.
 * @throws RangeError when there is no working day within a year, or the zone is unknown
 */
export function addWorkingDays(
  from: Instant,
  count: number,
  hours: WorkingHours,
  tz: string,
  isHoliday: IsHoliday,
): Instant {
  if (count === 0) return from;
  const { date: start, minutes } = localTime(from, tz);
  const step = Math.sign(count);
  let left = Math.abs(count);
  let date = start;
  for (let idle = 0; left > 0; idle += 1) {
    if (idle > horizon) throw new RangeError('these hours have no working day');
    date = addDates(date, step);
    if (!isWorkingDay(hours, date, isHoliday)) continue;
    left -= 1;
    idle = -1;
  }
  return instantOf(date, minutes, tz);
}

/**
 * The instant at which that much working time has passed since `from`. Zero returns `from`.
 * @param amount hours, zero or more; parts of an hour count
 * @throws RangeError when there is no working time within a year, or the zone is unknown
 */
export function addWorkingHours(
  from: Instant,
  amount: number,
  hours: WorkingHours,
  tz: string,
  isHoliday: IsHoliday,
): Instant {
  let left = amount * hour;
  if (left <= 0) return from;
  for (const stretch of stretches(hours, tz, from, isHoliday)) {
    const length = stretch.until - stretch.from;
    if (left <= length) return stretch.from + left;
    left -= length;
  }
  throw new RangeError('these hours have no working time');
}

/** Whether a stretch of time contains a whole working day of theirs. `tz` must be a known zone. */
export function hasHadWorkingDay(
  { workingHours: hours, tz }: Pick<Person, 'workingHours' | 'tz'>,
  from: Instant,
  to: Instant,
  isHoliday: IsHoliday,
): boolean {
  const last = localTime(to, tz).date;
  for (let date = addDates(localTime(from, tz).date, -1); date <= last; date = addDates(date, 1)) {
    const ends = hours.end > hours.start ? date : addDates(date, 1);
    if (
      isWorkingDay(hours, date, isHoliday) &&
      instantOf(date, hours.start, tz) >= from &&
      instantOf(ends, hours.end, tz) <= to
    )
      return true;
  }
  return false;
}
