/** How long things last, in working days of the channel. Pure. */
import { minute, type Instant } from '../../../core/clock.ts';
import { defaultWorkingHours } from '../../../core/people.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { noHolidays } from '../../../core/time/holidays.ts';
import { addWorkingDays } from '../../../core/time/working.ts';
import { instantOf, localTime } from '../../../core/time/zone.ts';
import { lengthOf, type Length } from '../formats.ts';

/** When a phase of this length ends. @param tz the channel's zone */
export function endOf(length: Length, from: Instant, tz: string): Instant {
  const time = lengthOf[length];
  return 'minutes' in time ? from + time.minutes * minute : workingDaysAfter(from, time.workingDays, tz);
}

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
