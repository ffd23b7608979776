/** How uncertain the mean of a few answers is, without looking at the answers. Pure. */
import jStat from 'jstat';
import { within95 } from './proportion.ts';

/** Assumed of every answer on a scale of seven: a band from the answers' own spread would give small groups that agree away. */
const deviation = 1;

/**
 * Half the width of the 95 % band of a mean of `answered` out of `asked` people: Student's t, with the correction for a finite population.
 * @returns in points of the scale; 0: everybody answered
 */
export function bandOf(answered: number, asked: number): number {
  if (answered < 2) return Infinity;
  const t = jStat.studentt.inv(0.975, answered - 1);
  return ((t * deviation) / Math.sqrt(answered)) * Math.sqrt(1 - answered / Math.max(answered, asked));
}

/** The smallest difference of two means that is more than chance would make, in points of the scale. */
export const detectable = (answered: number, before: number): number =>
  within95 * deviation * Math.sqrt(1 / answered + 1 / before);
