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
 * @param count 0 to `of`
 * @param of 1 or more
 * @throws RangeError for impossible counts
 */
export function wilson(count: number, of: number): Range {
  if (!Number.isInteger(count) || !Number.isInteger(of) || of < 1 || count < 0 || count > of)
    throw new RangeError('a share is of one or more');
  const z2 = within95 ** 2;
  const share = count / of;
  const whole = 1 + z2 / of;
  const middle = (share + z2 / (2 * of)) / whole;
  const half = (within95 / whole) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  // Rounding could miss 0 and 1 slightly.
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
}

/**
 * A proportion drawn towards that of all, the more so the fewer it is of: before any comparison of groups of different sizes.
 * @param overall the proportion of all, 0 to 1 @param weight as how many of `overall` it counts
 */
export const shrunk = (count: number, of: number, overall: number, weight = 10): number =>
  (count + weight * overall) / (of + weight);
