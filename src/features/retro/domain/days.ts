/** How long things last, in working time of the channel. Pure. */
import { minute, type Instant } from '../../../core/clock.ts';
import { defaultWorkingHours } from '../../../core/people.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { noHolidays } from '../../../core/time/holidays.ts';
import { addWorkingDays, addWorkingHours } from '../../../core/time/working.ts';
import { instantOf, localTime } from '../../../core/time/zone.ts';
import { lengthOf, type Length } from '../formats.ts';

/**
 * When a phase of this length ends.
 * @param tz the channel's zone
 */
export function endOf(length: Length, from: Instant, tz: string): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return from + time.minutes * minute;
  return 'workingHours' in time
    ? addWorkingHours(from, time.workingHours, defaultWorkingHours, tz, noHolidays)
    : workingDaysAfter(from, time.workingDays, tz);
}

/** When a phase ends that gets half of its time on top. */
export function longerBy(length: Length, endsAt: Instant, tz: string): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return endsAt + (time.minutes * minute) / 2;
  const hours = 'workingHours' in time ? time.workingHours : time.workingDays * hoursADay;
  return addWorkingHours(endsAt, hours / 2, defaultWorkingHours, tz, noHolidays);
}

const hoursADay = (defaultWorkingHours.end - defaultWorkingHours.start) / 60;

/** The same time so many working days later, drawn into the hours in which the channel works. */
function workingDaysAfter(from: Instant, days: number, tz: string): Instant {
  const hours = defaultWorkingHours;
  const { date, minutes } = localTime(addWorkingDays(from, days, hours, tz, noHolidays), tz);
  return instantOf(date, Math.min(Math.max(minutes, hours.start), hours.end), tz);
}

/** The date that is proposed for an action: ten working days from now. */
export function usualDueDate(now: Instant, tz: string): LocalDate {
  return localTime(addWorkingDays(now, 10, defaultWorkingHours, tz, noHolidays), tz).date;
}
