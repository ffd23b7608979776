/** How long things last, in working time of the channel. Pure. */
import { type Instant, minute } from '#core/clock.ts';
import { defaultWorkingHours, type WorkingHours } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { noHolidays } from '#core/time/holidays.ts';
import { addWorkingDays, addWorkingHours } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import { type Length, lengthOf } from '../start/formats.ts';

/**
 * When a phase of this length ends.
 * @param calendar the channel's: its days off and the holidays of its region do not count
 */
export function endOf(length: Length, from: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return from + time.minutes * minute;
  return 'workingHours' in time
    ? workingHoursAfter(from, time.workingHours, calendar)
    : workingDaysAfter(from, time.workingDays, calendar);
}

/** When a phase ends that gets half of its time on top. */
export function longerBy(length: Length, endsAt: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return endsAt + (time.minutes * minute) / 2;
  const hours = 'workingHours' in time ? time.workingHours : time.workingDays * hoursADay;
  return workingHoursAfter(endsAt, hours / 2, calendar);
}

const hoursADay = (defaultWorkingHours.end - defaultWorkingHours.start) / 60;

/** A channel that works on no day is asked as if it did on the usual ones, or nothing would ever end. */
function hoursOf({ days }: Calendar): WorkingHours {
  return days.length === 0 ? defaultWorkingHours : { ...defaultWorkingHours, days };
}

function workingHoursAfter(from: Instant, hours: number, calendar: Calendar): Instant {
  return addWorkingHours(from, hours, hoursOf(calendar), calendar.tz, calendar.isHoliday);
}

/** The same time so many working days later, drawn into the hours in which the channel works. */
function workingDaysAfter(from: Instant, days: number, calendar: Calendar): Instant {
  const { tz, isHoliday } = calendar;
  const hours = hoursOf(calendar);
  const { date, minutes } = localTime(addWorkingDays(from, days, hours, tz, isHoliday), tz);
  return instantOf(date, Math.min(Math.max(minutes, hours.start), hours.end), tz);
}

/** The date that is proposed for an action: ten working days from now. */
export function usualDueDate(now: Instant, tz: string): LocalDate {
  return localTime(addWorkingDays(now, 10, defaultWorkingHours, tz, noHolidays), tz).date;
}
