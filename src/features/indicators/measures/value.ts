/** What an indicator says: a value, always with how uncertain it is. None is of a person, and none can be put in an order of teams. Pure. */
import type { ClimateMean } from '#core/climate.ts';
import { day, hour, type Instant } from '#core/clock.ts';
import type { Variation } from '#core/statistics/over-time.ts';
import { type Range, wilson } from '#core/statistics/proportion.ts';
import { type Median, medianOf } from '#core/statistics/survival.ts';

/** Some of all: `count` of `of`. */
export interface Part {
  readonly kind: 'part';
  readonly count: number;
  readonly of: number;
  /**
   * - `sample`: a few of what might have happened, so the true share lies in `range` with 95 % confidence (Wilson)
   * - `everyone`: all there are were looked at, so there is no margin, and `range` is the share itself
   */
  readonly among: 'sample' | 'everyone';
  /** From 0 to 1. */
  readonly range: Range;
}

/** How often something happened: for ten people in 28 days. */
export interface Rate {
  readonly kind: 'rate';
  readonly count: number;
  readonly perTen: number;
  /** Over stretches of 28 days, and whether the last one is unusual; `null`: too few of them to say. */
  readonly variation: Variation | null;
}

/** How long something takes until half of it is over. */
export interface Lasting {
  readonly kind: 'time';
  readonly unit: 'days' | 'hours';
  readonly median: Median;
  /** How many are over, and how many are not yet, which count for as long as they have lasted. */
  readonly over: number;
  readonly open: number;
}

export type Value =
  | Part
  | Rate
  | Lasting
  /** Observed in proportion to what chance would make of it. 1: the same. */
  | { readonly kind: 'ratio'; readonly ratio: number; readonly range: Range; readonly of: number }
  /** One mean for each theme: each stands alone. */
  | { readonly kind: 'climate'; readonly means: readonly ClimateMean[] };

/** How it is shown: under this many, "2 of 3" and no percentage. */
export const leastForPercent = 10;

/** @param of 1 or more */
export const part = (count: number, of: number): Part => ({
  kind: 'part',
  count,
  of,
  among: 'sample',
  range: wilson(count, of),
});

/** @param of 1 or more */
export const ofAll = (count: number, of: number): Part => ({
  kind: 'part',
  count,
  of,
  among: 'everyone',
  range: { low: count / of, high: count / of },
});

/**
 * How long something lasted, counted until `to`.
 * @param waited since when, and until when: it was over, or nobody waited any longer
 * @returns `null`: nothing is over yet
 */
export function lastingOf(
  unit: Lasting['unit'],
  waited: readonly Readonly<Record<'from', Instant> & Record<'over' | 'left', Instant | null | undefined>>[],
  to: Instant,
): Lasting | null {
  const long = unit === 'days' ? day : hour;
  const all = waited.map(({ from, over, left }) => {
    const isOver = over != null && over < to;
    return { time: Math.max(0, (isOver ? over : Math.min(left ?? to, to)) - from) / long, isOver };
  });
  const over = all.filter(({ isOver }) => isOver).length;
  // Of what nobody has done yet there is nothing to say.
  if (over === 0) return null;
  return { kind: 'time', unit, median: medianOf(all), over, open: all.length - over };
}

/**
 * What several channels say together, each of which is shown or could be: a sum, so that it tells nothing that they do not.
 * @param values of one figure @returns `null`: it cannot be put together, or there are none
 */
export function together(values: readonly Value[]): Part | null {
  const parts = values.filter((value) => value.kind === 'part');
  const [first] = parts;
  if (first === undefined) return null;
  const count = parts.reduce((sum, one) => sum + one.count, 0);
  const of = parts.reduce((sum, one) => sum + one.of, 0);
  return first.among === 'sample' ? part(count, of) : ofAll(count, of);
}
