/** Proportions of small groups, with how uncertain they are. Pure. */

/** The normal distribution's value at 97.5 %: 95 % lie within this many standard deviations. */
export const within95 = 1.959963984540054;

/** A range in which the true value lies with 95 % confidence, both ends from 0 to 1. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * The score interval of Wilson (1927), whose coverage is near the nominal one also for few (Agresti and Coull 1998).
 * @param count of `of`; 0 of 0 says nothing: 0 to 1
 */
export function wilson(count: number, of: number): Range {
  if (of === 0) return { low: 0, high: 1 };
  const z2 = within95 ** 2;
  const share = count / of;
  const middle = share + z2 / (2 * of);
  const half = within95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  const whole = 1 + z2 / of;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

/**
 * A proportion drawn towards that of all, the more so the fewer it is of: before any comparison of groups of different sizes.
 * @param overall the proportion of all, 0 to 1 @param weight as how many of `overall` it counts
 */
export const shrunk = (count: number, of: number, overall: number, weight = 10): number =>
  (count + weight * overall) / (of + weight);
