/** What counts as a quarter, and whether there is enough of it for a picture. Pure. */
import type { Instant } from '#core/clock.ts';
import { addDates } from '#core/time/date.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';

/** The last one has just begun, or is almost over. */
const weeksIn = 13;

/** In fewer weeks, or of fewer things, a picture would only look like a trend. */
const least = { weeks: 3, things: 5 };

export interface Week {
  /** Monday, at midnight in the reader's zone. */
  readonly from: Instant;
  readonly shared: number;
  readonly used: number;
}

/** The Mondays at which its weeks begin, the first one first. @param tz IANA zone; throws for an unknown one */
export function mondaysUntil(until: Instant, tz: string): readonly Instant[] {
  const { date, weekday } = localTime(until, tz);
  const last = addDates(date, 1 - weekday);
  return Array.from({ length: weeksIn }, (_, index) =>
    startOfDay(addDates(last, 7 * (index + 1 - weeksIn)), tz),
  );
}

/** @param mondays the first one first @param shared when something was shared, and `used`, since then */
export function weeksOf(
  mondays: readonly Instant[],
  { shared, used }: { readonly shared: readonly Instant[]; readonly used: readonly Instant[] },
): readonly Week[] {
  const within = (times: readonly Instant[], from: Instant, to: Instant) =>
    times.filter((at) => at >= from && at < to).length;
  return mondays.map((from, index) => {
    const to = mondays[index + 1] ?? Infinity;
    return { from, shared: within(shared, from, to), used: within(used, from, to) };
  });
}

export function totalOf(weeks: readonly Week[]): Readonly<Record<'shared' | 'used', number>> {
  return {
    shared: weeks.reduce((sum, { shared }) => sum + shared, 0),
    used: weeks.reduce((sum, { used }) => sum + used, 0),
  };
}

export const isSomething = ({ shared, used }: Pick<Week, 'shared' | 'used'>): boolean => shared + used > 0;

export function isEnough(weeks: readonly Week[]): boolean {
  const { shared, used } = totalOf(weeks);
  return shared + used >= least.things && weeks.filter(isSomething).length >= least.weeks;
}
