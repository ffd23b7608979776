/** When an owner is asked about their action after it was agreed on, in their own working time. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { WorkingHours } from '#core/people.ts';
import { addDates, type LocalDate } from '#core/time/date.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { addWorkingDays, isWorkingDay } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { ActionItem } from './action-item.ts';
import { mostDaysToAct } from './rules.ts';

/** Working days of the owner before the date. */
const remindBefore = 3;

/** Days after the date. */
const lateAfter = 14;

const helpedAfter = 30 * day;

/** So long the question whether it helped waits in App Home. */
const helpedWaits = 60 * day;

/**
 * - `remind`: three working days before the date
 * - `late`: two weeks after it
 * - `helped`: a month after it was done
 */
export const asks = ['remind', 'late', 'helped'] as const;

export type Ask = (typeof asks)[number];

/** What is asked about: the same of a row and of what the rules know. */
type Asked = Pick<ActionItem, 'state' | 'dueOn' | 'doneAt' | 'helped'>;

/** When the owner works; `tz` must be a known zone. */
export interface Worker {
  readonly hours: WorkingHours;
  readonly tz: string;
  readonly isHoliday: IsHoliday;
}

/** What is still to be asked about an action, and when: what is over is not asked any more. */
export function asksOf(action: Asked, worker: Worker, now: Instant): readonly { ask: Ask; at: Instant }[] {
  const { hours, tz } = worker;
  if (action.state === 'done' && action.doneAt !== null && action.helped === null)
    return later([{ ask: 'helped', at: action.doneAt + helpedAfter }], now);
  // Whoever never works is asked about the date alone.
  if (action.state !== 'open') return [];
  const due = instantOf(action.dueOn, hours.start, tz);
  const remind =
    hours.days.length === 0 ? [] : [{ ask: 'remind' as const, at: workingDaysBefore(due, worker) }];
  const late = { ask: 'late' as const, at: instantOf(addDates(action.dueOn, lateAfter), hours.start, tz) };
  return later([...remind, late], now);
}

const later = (all: readonly { ask: Ask; at: Instant }[], now: Instant) => all.filter(({ at }) => at > now);

const workingDaysBefore = (due: Instant, { hours, tz, isHoliday }: Worker): Instant =>
  addWorkingDays(due, -remindBefore, hours, tz, isHoliday);

/** Whether its date is two weeks past and it is still to be done. @param tz the owner's */
export function isLate({ state, dueOn }: Asked, tz: string, now: Instant): boolean {
  return state === 'open' && localTime(now, tz).date >= addDates(dueOn, lateAfter);
}

/** Whether its owner is to say now whether it helped. */
export function asksWhetherItHelped({ state, doneAt, helped }: Asked, now: Instant): boolean {
  if (state !== 'done' || doneAt === null || helped !== null) return false;
  return now >= doneAt + helpedAfter && now < doneAt + helpedAfter + helpedWaits;
}

/**
 * For a date on which the owner does not work: the first working day after it, or if that is too far, the last before.
 * @returns `null` when they work then, or on no day on which it could be due
 */
export function betterDue(dueOn: LocalDate, worker: Worker, now: Instant): LocalDate | null {
  const { hours, tz, isHoliday } = worker;
  const works = (date: LocalDate) => isWorkingDay(hours, date, isHoliday);
  const today = localTime(now, tz).date;
  // What is past is not moved by a day.
  if (dueOn < today || works(dueOn)) return null;
  const last = addDates(today, mostDaysToAct);
  for (let date = addDates(dueOn, 1); date <= last; date = addDates(date, 1)) if (works(date)) return date;
  for (let date = addDates(dueOn, -1); date >= today; date = addDates(date, -1)) if (works(date)) return date;
  return null;
}
