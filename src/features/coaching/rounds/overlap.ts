/** When two people work at the same time. Pure: holidays and absences do not count, since a pair outlasts them. */
import { day, type Instant, minute } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import { addDates, weekdayOf } from '#core/time/date.ts';
import { instantOf, localTime } from '#core/time/zone.ts';

export type Worker = Pick<Person, 'tz' | 'workingHours'>;

/** From an instant, until another. */
interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
}

/** Shorter than this nobody can talk. */
const shortest = 30 * minute;

/** Their working time in the week from an instant on. */
function week({ tz, workingHours: { days, start, end } }: Worker, from: Instant): Stretch[] {
  const first = addDates(localTime(from, tz).date, -1);
  return Array.from({ length: 9 }, (_, nth) => addDates(first, nth))
    .filter((date) => days.includes(weekdayOf(date)))
    .map((date) => ({
      from: Math.max(from, instantOf(date, start, tz)),
      until: Math.min(from + 7 * day, instantOf(end > start ? date : addDates(date, 1), end, tz)),
    }))
    .filter((one) => one.until > one.from);
}

const length = (all: readonly Stretch[]): number =>
  all.reduce((sum, { from, until }) => sum + until - from, 0);

function common(one: readonly Stretch[], other: readonly Stretch[]): Stretch[] {
  return one
    .flatMap((a) => other.map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })))
    .filter(({ from, until }) => until - from >= shortest);
}

/**
 * How much of the shorter working week two people share, 0 to 1. Many people have few patterns of zone and hours, so each two are compared once.
 * @param from the week that counts
 */
export function overlaps(from: Instant): (one: Worker, other: Worker) => number {
  const weeks = new Map<string, Stretch[]>();
  const known = new Map<string, number>();
  const patternOf = ({ tz, workingHours: { days, start, end } }: Worker) =>
    [tz, days.join(), start, end].join(' ');
  const weekOf = (pattern: string, worker: Worker): Stretch[] => {
    const found = weeks.get(pattern) ?? week(worker, from);
    weeks.set(pattern, found);
    return found;
  };
  return (one, other) => {
    const [a, b] = [patternOf(one), patternOf(other)];
    const key = a < b ? `${a}|${b}` : `${b}|${a}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [theirs, others] = [weekOf(a, one), weekOf(b, other)];
    const shorter = Math.min(length(theirs), length(others));
    const share = shorter === 0 ? 0 : length(common(theirs, others)) / shorter;
    known.set(key, share);
    return share;
  };
}

/** The first stretch of a week in which all of these people work; `null`: there is none. @param workers at least one */
export function firstCommon(workers: readonly Worker[], from: Instant): Stretch | null {
  const [first = [], ...rest] = workers.map((worker) => week(worker, from));
  const all = rest.reduce(common, first);
  // What is left of today would say less than a whole day does.
  const whole = all.filter((one) => one.from > from);
  return ((whole[0] ?? all[0]) as Stretch | null) ?? null;
}
