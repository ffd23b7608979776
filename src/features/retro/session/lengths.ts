/** How long a phase lasts in the working time of its channel. Pure. */
import { type Instant, minute } from '#core/clock.ts';
import { defaultWorkingHours, type WorkingHours } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { noHolidays } from '#core/time/holidays.ts';
import { addWorkingDays, addWorkingHours } from '#core/time/working.ts';
import { localTime } from '#core/time/zone.ts';
import { type Length, lengthOf } from '../start/formats.ts';
import type { Retro } from './phases.ts';

/**
 * When a phase of this length ends, by the channel's working time alone: one that begins outside it counts from the next working moment.
 * @param calendar the channel's: its days off and its region's holidays do not count
 */
export function endOf(length: Length, from: Instant, calendar: Calendar): Instant {
  const hours = workingHoursIn(length);
  return hours === null ? from + minutesIn(length) * minute : workingHoursAfter(from, hours, calendar);
}

/** When a phase ends after gaining half of its length. */
export function longerBy(length: Length, endsAt: Instant, calendar: Calendar): Instant {
  const hours = workingHoursIn(length);
  return hours === null
    ? endsAt + (minutesIn(length) * minute) / 2
    : workingHoursAfter(endsAt, hours / 2, calendar);
}

export const hoursADay = (defaultWorkingHours.end - defaultWorkingHours.start) / 60;

/** How much of the channel's working time a phase takes; `null`: its minutes pass for everyone. */
export function workingHoursIn(length: Length): number | null {
  const time = lengthOf[length];
  if ('minutes' in time) return null;
  return 'workingHours' in time ? time.workingHours : time.workingDays * hoursADay;
}

function minutesIn(length: Length): number {
  const time = lengthOf[length];
  return 'minutes' in time ? time.minutes : 0;
}

/** A channel without working days is treated as if it had the default ones, or nothing would ever end. */
export const hoursOf = ({ days }: Pick<Calendar, 'days'>): WorkingHours =>
  days.length === 0 ? defaultWorkingHours : { ...defaultWorkingHours, days };

export function workingHoursAfter(from: Instant, hours: number, calendar: Calendar): Instant {
  return addWorkingHours(from, hours, hoursOf(calendar), calendar.tz, calendar.isHoliday);
}

/** How long live people wait for their facilitator. */
const patience = 10 * minute;

/** When someone else may take over: after a working day of the channel, or ten minutes live, in which the facilitator did nothing. */
export const takeOverFrom = ({ pace, facilitatorSeenAt, calendar }: Retro): Instant =>
  pace === 'live' ? facilitatorSeenAt + patience : endOf('days-1', facilitatorSeenAt, calendar);

/** The default due date of an action item: ten working days from now. */
export function usualDueDate(now: Instant, tz: string): LocalDate {
  return localTime(addWorkingDays(now, 10, defaultWorkingHours, tz, noHolidays), tz).date;
}
