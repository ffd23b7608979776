/** Dates for a talk, next steps, and when Lore speaks of either. Pure. */
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { Worker } from '#core/time/holidays.ts';
import { addWorkingDays, isWorkingDay, nextWorkingInstant } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';

/** Numbers in rows: add new ones at the end. */
export const stepAnswers = ['done', 'notYet', 'dropped'] as const;
export type StepAnswer = (typeof stepAnswers)[number];

/** How long a talk takes in a calendar. */
export const talkLasts = 45 * minute;

/** Whether a talk is still to come, or takes place now. @param at `null`: none is agreed on */
export const isAhead = (at: Instant | null, now: Instant): at is Instant =>
  at !== null && now < at + talkLasts;

/** `dates`: those that one proposes at a time; `steps`: open ones of two people; `what`: in characters; `ahead`: in days. */
export const limitsOf = { dates: 3, steps: 5, what: 500, ahead: 180, stepAhead: 366 } as const;

export type DatesRefusal = 'none' | 'noTime' | 'past' | 'far' | 'twice' | 'off';

/**
 * The times of the days that somebody proposes, by their own clock.
 * @param days `null` and empty ones are left out
 * @param minutes after midnight, the same on each day
 * @param both those who are to talk, of whom each is to be at work that day
 */
export function proposed(
  days: readonly (LocalDate | null)[],
  minutes: number | null,
  now: Instant,
  tz: string,
  both: readonly Worker[],
): { readonly ats: readonly Instant[] } | { readonly why: DatesRefusal; readonly nth: number } {
  const chosen = days.flatMap((on, nth) => (on === null ? [] : [{ on, nth }]));
  if (chosen.length === 0) return { why: 'none', nth: 0 };
  if (minutes === null) return { why: 'noTime', nth: 0 };
  const ats: Instant[] = [];
  for (const { on, nth } of chosen) {
    const at = instantOf(on, minutes, tz);
    if (at <= now) return { why: 'past', nth };
    if (at > now + limitsOf.ahead * day) return { why: 'far', nth };
    if (ats.includes(at)) return { why: 'twice', nth };
    if (!both.every((one) => isAtWork(one, at))) return { why: 'off', nth };
    ats.push(at);
  }
  return { ats: ats.toSorted((a, b) => a - b) };
}

const isAtWork = ({ workingHours, tz, awayUntil, isHoliday }: Worker, at: Instant): boolean =>
  (awayUntil ?? 0) <= at && isWorkingDay(workingHours, localTime(at, tz).date, isHoliday);

/** The day is said without a zone: where it begins first, it does so 14 hours before it does in UTC. */
const firstZone = 14 * hour;

/** Whether an answer came before anybody was asked. */
export const isEarly = (answeredAt: Instant | null, due: LocalDate): boolean =>
  answeredAt !== null && answeredAt < instantOf(due, 0, 'UTC') - firstZone;

export type DueRefusal = 'none' | 'past' | 'far';

/** Why a step cannot be due on a day, by the clock of the person who writes it down. */
export function whyNotDue(on: LocalDate | null, now: Instant, tz: string): DueRefusal | null {
  if (on === null) return 'none';
  if (on < localTime(now, tz).date) return 'past';
  return on > localTime(now + limitsOf.stepAhead * day, tz).date ? 'far' : null;
}

/** A working day of theirs before they talk; `null`: that is past, and they have just agreed on it. */
export function remindsAt(at: Instant, person: Worker, now: Instant): Instant | null {
  const before = addWorkingDays(at, -1, person.workingHours, person.tz, person.isHoliday);
  return before > now ? before : null;
}

/** When somebody is asked about a step: the day that it is due, or their first working day after; `null`: they have none within a year. */
export function asksAt(due: LocalDate, person: Worker, now: Instant): Instant | null {
  const from = Math.max(now, instantOf(due, 0, person.tz));
  return nextWorkingInstant(person, from, person.isHoliday);
}
