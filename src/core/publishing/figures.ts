/** How a group's answers are published: in half steps, without their ends, with a word for how far apart they are. Pure. */
import type { Bounds } from './bounds.ts';

/** On the scale from 1, strongly disagree, to 7, strongly agree. */
export const scale = { from: 1, to: 7 } as const;
/** Means are published in these steps, since a finer one would give away who joined. */
export const step = 0.5;
/** Published as "2 or less" and "6 or more": that everybody gave the same end of the scale would say what each did. */
export const ends = { low: 2, high: 6 } as const;
/** Under this part of those asked, nothing is said. */
export const leastRate = 0.6;

/** How far apart people are, by the standard deviation: under 1 close, under 2 mixed. The limits are ours. */
export type Spread = 'close' | 'mixed' | 'apart';

/** Between which means a published one lies: from `low` up to, and without, `high`. */
export const meansOf = (mean: number): Bounds => ({
  low: mean <= ends.low ? scale.from : mean - step / 2,
  high: mean >= ends.high ? scale.to : mean + step / 2,
});

/** The same of each that can be published. */
export const valuesOf = (): readonly Bounds[] =>
  Array.from({ length: (ends.high - ends.low) / step + 1 }, (_, at) => meansOf(ends.low + at * step));

export interface Figure {
  readonly asked: number;
  readonly answered: number;
  /** `null`: too few answered to say. */
  readonly said: { readonly mean: number; readonly spread: Spread } | null;
}

/**
 * @param scores one of each who answered, on the scale
 * @param asked how many people were asked, all that answered among them
 */
export function figureOf(scores: readonly number[], asked: number): Figure {
  const answered = scores.length;
  if (answered === 0 || answered < asked * leastRate) return { asked, answered, said: null };
  const mean = scores.reduce((sum, one) => sum + one, 0) / answered;
  const squares = scores.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, answered - 1));
  const rounded = Math.round(mean / step) * step;
  return {
    asked,
    answered,
    said: {
      mean: Math.min(ends.high, Math.max(ends.low, rounded)),
      spread: deviation < 1 ? 'close' : deviation < 2 ? 'mixed' : 'apart',
    },
  };
}

/**
 * What one person scores on a theme: the mean of the items they answered.
 * @param answers of the theme's items; `null`: rather not
 * @returns `null`: under half of the items are answered
 */
export function scoreOf(answers: readonly (number | null)[]): number | null {
  const given = answers.filter((one) => one !== null);
  if (given.length === 0 || given.length * 2 < answers.length) return null;
  return given.reduce((sum, one) => sum + one, 0) / given.length;
}
