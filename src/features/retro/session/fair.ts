/** Time that is fair to the last zone: a phase is longer for all until everybody whose phase it is has had a working day of their own in it. Pure. */
import { day, type Instant, minute } from '#core/clock.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { Worker } from '#core/time/holidays.ts';
import { addWorkingHours, nextWorkingEnd, nextWorkingInstant } from '#core/time/working.ts';
import type { Length } from '../start/formats.ts';
import { hoursADay, hoursOf, workingHoursAfter, workingHoursIn } from './lengths.ts';

/** By how many working days of the channel a phase may be longer for anyone's sake. */
const mostAdded = 3;

/** What a phase is measured by. */
export interface Fair {
  readonly length: Length;
  /** When they can begin. */
  readonly from: Instant;
  /** When it ends at present. */
  readonly endsAt: Instant;
  /** When it would end if it were longer for nobody's sake: no more than three working days are ever added to that. */
  readonly usualEnd: Instant;
  readonly calendar: Calendar;
}

/**
 * When a phase ends, so that each of these people has a working day's worth of their own working hours in it; in a phase shorter than a day, as much of
 * their day. People who cannot have that within three working days more are not waited for in vain, nor are people who are away until it would end.
 * @returns `endsAt`, or the end of a working day of the channel, at most three working days after `usualEnd`
 */
export function fairEnd(
  people: readonly Worker[],
  { length, from, endsAt, usualEnd, calendar }: Fair,
): Instant {
  const hours = workingHoursIn(length);
  // Its minutes are for people who are there anyway.
  if (hours === null) return endsAt;
  const latest = workingHoursAfter(usualEnd, mostAdded * hoursADay, calendar);
  const part = Math.min(1, hours / hoursADay);
  const needed = people
    .filter(({ awayUntil }) => awayUntil === null || awayUntil < endsAt)
    .flatMap((worker) => doneBy(worker, from, part) ?? [])
    .filter((at) => at > endsAt && at <= latest);
  if (needed.length === 0) return endsAt;
  const end = nextWorkingEnd(Math.max(...needed), hoursOf(calendar), calendar.tz, calendar.isHoliday);
  return end === null ? latest : Math.min(end, latest);
}

const minutesADay = day / minute;

/** When someone has worked that part of one of their days. @returns `null` if they do not work */
function doneBy(worker: Worker, from: Instant, part: number): Instant | null {
  const { workingHours: hours, tz, isHoliday } = worker;
  const start = nextWorkingInstant(worker, from, isHoliday);
  if (start === null) return null;
  const minutes = (hours.end - hours.start + minutesADay) % minutesADay || minutesADay;
  return addWorkingHours(start, (minutes / 60) * part, hours, tz, isHoliday);
}
