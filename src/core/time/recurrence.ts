/**
 * When a ritual takes place. Pure: the occurrences follow from a rule, a channel's calendar and manual moves. Each is identified by its day under
 * the rule, however it moves. Instants are computed from local times each time, never chained.
 */
import { day, type Instant, minute } from '../clock.ts';
import type { BeforeRule, Calendar, Every, Occurrence, RegularRule } from '../recurrence.ts';
import { addMonths, differenceInWeeks, startOfMonth } from './date-fns.ts';
import { addDates, type LocalDate, localDateOf, midnightOf, onOrAfter, weekdayOf } from './date.ts';
import { atOnce, besideLearning, isInLearning } from './kept-free.ts';
import { instantOf, localTime } from './zone.ts';

export interface Move {
  readonly date: LocalDate;
  /** After local midnight. */
  readonly minutes: number;
  /** `waited`: the ritual itself asked for another day, or a change made its day past (`putBack`). */
  readonly by: 'hand' | 'waited';
}

/** A regular ritual of one channel. */
export interface Recurrence {
  readonly rule: RegularRule;
  /** The first day on which it may take place; two or three weeks count from the first occurrence. */
  readonly since: LocalDate;
  /** By the occurrence's day under the rule. */
  readonly moves: Readonly<Record<LocalDate, Move>>;
}

export interface Planned extends Pick<Occurrence, 'on' | 'at' | 'moved' | 'beforeAt'> {
  /** The local day on which it takes place. */
  readonly date: LocalDate;
  /** After that day's midnight. */
  readonly minutes: number;
  /** It is skipped, since no working day is left before the next occurrence. `at` is when it would have taken place. */
  readonly fallsOut: boolean;
}

/** The first day after `after` that the rule gives. */
export function nextByRule({ rule, since }: Pick<Recurrence, 'rule' | 'since'>, after: LocalDate): LocalDate {
  const next = addDates(after, 1);
  const from = next < since ? since : next;
  if (rule.every === 'month') {
    const inMonth = (months: number) =>
      onOrAfter(localDateOf(startOfMonth(addMonths(midnightOf(from), months))), rule.weekday);
    const here = inMonth(0);
    return here >= from ? here : inMonth(1);
  }
  const first = onOrAfter(from, rule.weekday);
  const weeks = differenceInWeeks(midnightOf(first), midnightOf(onOrAfter(since, rule.weekday)));
  const apart = weeksApart[rule.every];
  return addDates(first, 7 * ((apart - (weeks % apart)) % apart));
}

const weeksApart: Readonly<Record<Exclude<Every, 'month'>, number>> = {
  week: 1,
  fortnight: 2,
  threeWeeks: 3,
};

/**
 * One occurrence as it is now: a holiday or day off moves it to the next working day.
 * @param on its day under the rule
 */
export function plan(recurrence: Recurrence, calendar: Calendar, on: LocalDate): Planned {
  const { rule } = recurrence;
  const move = recurrence.moves[on];
  if (move !== undefined) {
    // A person may want it in the learning time.
    if (move.by === 'hand') return planned(on, move.date, move.minutes, calendar.tz, 'by_hand');
    return beside(planned(on, move.date, move.minutes, calendar.tz, 'waited'), calendar);
  }
  const next = nextByRule(recurrence, on);
  let date = on;
  while (date < next && !works(calendar, date)) date = addDates(date, 1);
  if (date >= next) return { ...planned(on, on, rule.minutes, calendar.tz, 'no'), fallsOut: true };
  return beside(planned(on, date, rule.minutes, calendar.tz, date === on ? 'no' : 'holiday'), calendar);
}

/** Out of the learning time. */
function beside(one: Planned, calendar: Calendar): Planned {
  const at = besideLearning(calendar, one.at);
  if (at === one.at) return one;
  const { minutes } = localTime(at, calendar.tz);
  return { ...one, at, minutes, moved: one.moved === 'no' ? 'learning' : one.moved };
}

function planned(
  on: LocalDate,
  date: LocalDate,
  minutes: number,
  tz: string,
  moved: Planned['moved'],
): Planned {
  return { on, date, minutes, at: instantOf(date, minutes, tz), moved, beforeAt: null, fallsOut: false };
}

/** Whether another ritual of the channel takes place at that very instant. */
export type IsTaken = (at: Instant) => boolean;

/**
 * What precedes an occurrence. If it is days ahead, a day off moves it to an earlier day, so that nobody hears too late; and so does another ritual
 * at the same instant. One that is minutes ahead comes earlier by quarters of an hour. In the learning time it is not, even if the other was
 * moved there by hand.
 */
export function planBefore(
  rule: BeforeRule,
  of: Planned,
  calendar: Calendar,
  isTaken: IsTaken = () => false,
): Planned {
  const wanted = addDates(of.date, -rule.days);
  const byRule = (date: LocalDate) =>
    rule.days === 0 ? of.at - rule.minutes * minute : instantOf(date, of.minutes - rule.minutes, calendar.tz);
  const onDay = (date: LocalDate) => {
    const there = besideLearning(calendar, byRule(date));
    return there > of.at - quarter ? byRule(date) : there;
  };
  const fits = (date: LocalDate) => works(calendar, date) && !isTaken(onDay(date));
  let last = wanted;
  if (rule.days > 0) while (!fits(last) && last > addDates(wanted, -mostBack)) last = addDates(last, -1);
  let at = onDay(rule.days > 0 && fits(last) ? last : wanted);
  const isFree = () => !isTaken(at) && !isInLearning(calendar, at);
  for (let tries = 0; !isFree() && tries < mostQuarters; tries += 1) at -= quarter;
  const { date, minutes } = localTime(at, calendar.tz);
  const isBeside = isInLearning(calendar, byRule(last)) && of.moved === 'no';
  const moved = isBeside ? 'learning' : of.moved;
  return { on: of.on, date, minutes, at, moved, beforeAt: of.at, fallsOut: of.fallsOut };
}

const quarter = 15 * minute;

/** A day of them: more rituals than that are in no channel. */
const mostQuarters = 96;

/** The longest that days off move an occurrence, in days: it stays before the next one. */
const longestOff: Readonly<Record<Every, number>> = { week: 7, fortnight: 14, threeWeeks: 21, month: 35 };

/** Whether one of its occurrences takes place at that very instant. */
export function takesPlaceAt(
  recurrence: Recurrence,
  calendar: Calendar,
  at: Instant,
  before: Preceding | null = null,
): boolean {
  const { date } = localTime(at, calendar.tz);
  const { every, minutes } = recurrence.rule;
  const ahead = before === null ? 0 : before.rule.days + (before.rule.days === 0 ? 2 : mostBack + 2);
  const isThen = ({ on, at: then }: Planned) =>
    before === null
      ? then === at
      : then >= at && then <= at + ahead * day && planOn(recurrence, calendar, on, before).at === at;
  // Moved by hand it may be on any day.
  if (Object.keys(recurrence.moves).some((on) => isThen(plan(recurrence, calendar, on)))) return true;
  if (before === null && besideLearning(calendar, instantOf(date, minutes, calendar.tz)) !== at) return false;
  const all = occurrences(recurrence, calendar, addDates(date, -longestOff[every] - 1));
  for (let one = all.next().value; one.on <= addDates(date, ahead); one = all.next().value)
    if (!one.fallsOut && isThen(one)) return true;
  return false;
}

/** The most days off in a row that are considered. */
const mostBack = 14;

function works({ days, isHoliday }: Calendar, date: LocalDate): boolean {
  return days.includes(weekdayOf(date)) && !isHoliday(date);
}

/** The rule of a ritual that precedes another, and what else takes place in its channel. */
export interface Preceding {
  readonly rule: BeforeRule;
  readonly isTaken: IsTaken;
}

/** One occurrence of a ritual, which may precede another. @param on its day under the rule */
export function planOn(
  recurrence: Recurrence,
  calendar: Calendar,
  on: LocalDate,
  before: Preceding | null,
): Planned {
  const one = plan(recurrence, calendar, on);
  return before === null ? one : planBefore(before.rule, one, calendar, before.isTaken);
}

/** The occurrences of a ritual after the day `after`, in the order of their days under the rule. Endless. */
export function* occurrences(
  recurrence: Recurrence,
  calendar: Calendar,
  after: LocalDate,
  before: Preceding | null = null,
): Generator<Planned, never> {
  for (let on = nextByRule(recurrence, after); ; on = nextByRule(recurrence, on))
    yield planOn(recurrence, calendar, on, before);
}

/** The first of these at or after an instant. @param by what to compare instead of when they take place */
export function firstFrom(
  all: Generator<Planned, never>,
  from: Instant,
  by: (one: Planned) => Instant = ({ at }) => at,
): Planned {
  for (;;) {
    const { value } = all.next();
    if (by(value) >= from) return value;
  }
}

/**
 * The first of these to begin with: still to come, or, if it precedes something else, with at least two working days between today and that.
 * @returns it, and when it takes place: what should already have run does so at once
 */
export function firstInTime(
  all: Generator<Planned, never>,
  calendar: Calendar,
  now: Instant,
): { readonly one: Planned; readonly at: Instant } {
  const today = localTime(now, calendar.tz).date;
  const isInTime = ({ at, beforeAt }: Planned) => {
    if (at >= now || beforeAt === null) return at >= now;
    const of = localTime(beforeAt, calendar.tz).date;
    const next = nextWorkingDay(calendar, today, of);
    return next !== null && nextWorkingDay(calendar, next, of) !== null;
  };
  for (;;) {
    const one = all.next().value;
    if (isInTime(one)) return { one, at: one.at >= now ? one.at : atOnce(calendar, now, one.beforeAt) };
  }
}

/** The channel's next working day after `date`; `null` if there is none before `until`. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate, until: LocalDate): LocalDate | null {
  for (let next = addDates(date, 1); next < until; next = addDates(next, 1))
    if (works(calendar, next)) return next;
  return null;
}

/**
 * Moves an upcoming occurrence that a changed calendar has made past to its time on the next working day.
 * @returns `null` if it stays as planned: still to come, skipped, or too close to the next one to move
 */
export function putBack(
  recurrence: Recurrence,
  calendar: Calendar,
  on: LocalDate,
  now: Instant,
): Move | null {
  const one = plan(recurrence, calendar, on);
  if (one.at >= now || one.fallsOut) return null;
  const next = plan(recurrence, calendar, nextByRule(recurrence, on));
  const { minutes } = recurrence.rule;
  const yesterday = addDates(localTime(now, calendar.tz).date, -1);
  for (let date: LocalDate | null = yesterday; date !== null;) {
    date = nextWorkingDay(calendar, date, next.date);
    if (date !== null && besideLearning(calendar, instantOf(date, minutes, calendar.tz)) >= now)
      return { date, minutes, by: 'waited' };
  }
  return null;
}

/** Whether daylight saving skips this local time on that day. */
export function isSkipped(date: LocalDate, minutes: number, tz: string): boolean {
  const shown = localTime(instantOf(date, minutes, tz), tz);
  return shown.date !== date || shown.minutes !== minutes;
}

/** `skipped`: daylight saving skips that time. `too_far`: not before the next occurrence. */
export type MoveRefusal = 'past' | 'skipped' | 'too_far';

/** Whether a person may move an occurrence there. @returns why not, or `null` */
export function mayMove(
  recurrence: Recurrence,
  calendar: Calendar,
  on: LocalDate,
  to: Pick<Move, 'date' | 'minutes'>,
  now: Instant,
): MoveRefusal | null {
  if (isSkipped(to.date, to.minutes, calendar.tz)) return 'skipped';
  const at = instantOf(to.date, to.minutes, calendar.tz);
  if (at <= now) return 'past';
  return at < plan(recurrence, calendar, nextByRule(recurrence, on)).at ? null : 'too_far';
}
