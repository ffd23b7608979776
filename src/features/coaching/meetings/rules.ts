/** What follows once a pair has said yes: how often they talk, when, what counts as a meeting, and how it goes on or ends. Pure. */
import { day, type Instant, minute } from '#core/clock.ts';
import { addDates, type LocalDate } from '#core/time/date.ts';
import type { Worker } from '#core/time/holidays.ts';
import { addWorkingDays, nextWorkingInstant } from '#core/time/working.ts';
import { localTime } from '#core/time/zone.ts';

/** How often: once, or every so many days. */
export const rhythms = ['once', 'week', 'fortnight', 'threeWeeks', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];

const every: Readonly<Record<Rhythm, number | null>> = {
  once: null,
  week: 7,
  fortnight: 14,
  threeWeeks: 21,
  month: 28,
};

/**
 * - `going`: they talk
 * - `asked`: each is asked whether to go on
 * - `resting`: they are asked once more after a while
 * - `over`
 */
export const states = ['going', 'asked', 'resting', 'over'] as const;
export type State = (typeof states)[number];

export const checkAnswers = ['on', 'pause', 'end'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

/** So many meetings after the beginning, or after the last time they were asked, each is asked. */
export const meetingsUntilAsked = 3;
/** Without so many meetings they are asked after this time, so that nobody is kept from another pair by one that fell asleep. */
export const asksAfter = 84 * day;
/** In working days of each person: until then they can answer. */
export const answersWithin = 3;
/** After a pause they are asked once more. */
export const rests = 28 * day;
/** How long a first conversation takes. */
const talk = 30 * minute;
/** A first time is looked for from then on, so that the others can still agree to it. */
export const ahead = 2 * day;
/** How far ahead a time may be planned. */
export const within = 60 * day;
/** How far back a meeting may lie that somebody notes. */
export const notedWithin = 28;

const halfHour = 30 * minute;
/** A time of day that all have comes back within a week or not at all, but for holidays and absences. */
const searched = 28 * day;

/**
 * The first half hour, on the hour or half past, at which all of these people are at work.
 * @param from not before it
 * @returns `null`: they have none within four weeks, so they write to each other instead
 */
export function commonTime(people: readonly Worker[], from: Instant): Instant | null {
  let at = roundedUp(from);
  while (at < from + searched) {
    const next = people.map((one) => startFor(one, at));
    if (next.includes(null)) return null;
    const latest = Math.max(at, ...next.flatMap((one) => one ?? []));
    if (latest === at) return at;
    at = roundedUp(latest);
  }
  return null;
}

const roundedUp = (at: Instant): Instant => Math.ceil(at / halfHour) * halfHour;

/** When somebody is next at work for a whole conversation. */
function startFor(person: Worker, at: Instant): Instant | null {
  const start = nextWorkingInstant(person, at, person.isHoliday);
  if (start === null) return null;
  const last = start + talk - 1;
  return nextWorkingInstant(person, last, person.isHoliday) === last ? start : last;
}

/** When they talk next, by their rhythm; `null`: they wanted to talk once, or have no hours in common. */
export function nextTime(rhythm: Rhythm, met: Instant, people: readonly Worker[]): Instant | null {
  const days = every[rhythm];
  return days === null ? null : commonTime(people, met + days * day);
}

/** A working day of theirs before they talk; `null`: that is past, and they have just agreed on it. */
export function remindsAt(at: Instant, person: Worker, now: Instant): Instant | null {
  const before = addWorkingDays(at, -1, person.workingHours, person.tz, person.isHoliday);
  return before > now ? before : null;
}

/** When the answers are counted: each has had the same number of working days. */
export const countsAt = (people: readonly Worker[], now: Instant): Instant =>
  Math.max(
    ...people.map((one) =>
      addWorkingDays(
        Math.max(now, one.awayUntil ?? now),
        answersWithin,
        one.workingHours,
        one.tz,
        one.isHoliday,
      ),
    ),
  );

export type NotedRefusal = 'future' | 'early' | 'old';

/** Why a date cannot be noted as one on which they met. @param began when the pair said yes */
export function whyNotNoted(on: LocalDate, began: Instant, now: Instant, tz: string): NotedRefusal | null {
  const today = localTime(now, tz).date;
  if (on > today) return 'future';
  if (on < localTime(began, tz).date) return 'early';
  return on < addDates(today, -notedWithin) ? 'old' : null;
}

/**
 * What becomes of a pair. It goes on only if all say so, and pauses only if all answered and nobody wants to end it: saying no, and nothing, are one.
 * @param answers how many gave each answer @param people how many they are
 */
export function outcomeOf(
  answers: Readonly<Partial<Record<CheckAnswer, number>>>,
  people: number,
): Exclude<State, 'asked'> {
  const { on = 0, pause = 0 } = answers;
  if (on === people) return 'going';
  return on + pause === people ? 'resting' : 'over';
}

/** Whether it is time to ask. @param meetings since the beginning, or since they were asked */
export const isTimeToAsk = (meetings: number): boolean => meetings >= meetingsUntilAsked;
