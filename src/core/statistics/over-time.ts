/** Whether a count changed, or only varies as it always does: the chart for individual values and moving ranges (XmR). Pure. */

/** How many values there have to be before limits say anything. */
export const leastValues = 8;
/** 3 / d2 for ranges of two values (d2 = 1.128): Wheeler. */
const perRange = 2.66;
/** So many in a row on one side of the mean are a change, too. */
const inARow = 8;

export interface Variation {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /**
   * - `outside`: the last value is outside the limits
   * - `run`: the last eight are on one side of the mean
   * - `usual`: neither
   */
  readonly last: 'outside' | 'run' | 'usual';
}

/** @param values the oldest first @returns `null`: too few to say */
export function variationOf(values: readonly number[]): Variation | null {
  if (values.length < leastValues) return null;
  const mean = average(values);
  const ranges = values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? value)));
  const spread = perRange * average(ranges);
  const [low, high] = [mean - spread, mean + spread];
  const recent = values.slice(-inARow);
  const last = values.at(-1) ?? mean;
  const isRun = recent.every((value) => value > mean) || recent.every((value) => value < mean);
  return { mean, low, high, last: last < low || last > high ? 'outside' : isRun ? 'run' : 'usual' };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
