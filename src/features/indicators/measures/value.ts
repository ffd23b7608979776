/** What an indicator says: a value, always with how uncertain it is. None is of a person, and none can be put in an order of teams. Pure. */
import type { Variation } from '#core/statistics/over-time.ts';
import { type Range, wilson } from '#core/statistics/proportion.ts';
import type { Median } from '#core/statistics/survival.ts';
import type { PublishedMean } from './facts.ts';

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

export type Value =
  | Part
  /** How often something happened, for ten people in 28 days. `variation`: in the 28 days before, and whether it changed; `null`: too few to say. */
  | {
      readonly kind: 'rate';
      readonly count: number;
      readonly perTen: number;
      readonly variation: Variation | null;
    }
  /** How long it takes until half are over. `open`: how many are not over yet, and count for as long as they have waited. */
  | {
      readonly kind: 'time';
      readonly unit: 'days' | 'hours';
      readonly median: Median;
      readonly over: number;
      readonly open: number;
    }
  /** Observed in proportion to expected. 1: as expected. */
  | { readonly kind: 'ratio'; readonly ratio: number; readonly range: Range; readonly count: number }
  /** One mean for each theme: each stands alone. */
  | { readonly kind: 'climate'; readonly means: readonly PublishedMean[] };

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
