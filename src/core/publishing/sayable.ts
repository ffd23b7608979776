/**
 * Whether a mean may be said, after what was said already. It is decided for every value that it could have, so that saying nothing says nothing, too:
 * Kenthapadi, Mishra and Nissim (2005), "Simulatable auditing". Pure.
 */
import { changesBetween, type Change, playBetween, type Rosters, sharedBy } from './between.ts';
import {
  type Bounded,
  type Bounds,
  boundsIn,
  boundsOf,
  type Known,
  type Nested,
  playOf,
  type Scale,
} from './bounds.ts';

/** How many points of the scale have to stay possible for each person. */
export const leastPlay = 2;

/** What an earlier window said, and who was asked in it. */
export interface Said {
  readonly known: readonly Known[];
  readonly rosters: Rosters;
}

export interface Pair {
  readonly was: Bounded;
  /** Which of the groups of this window it is. */
  readonly at: number;
  readonly changes: readonly Change[];
}

export interface Asking {
  readonly nested: Nested;
  /** What has been said of each group of this window, in the order in which they were nested. */
  readonly means: readonly (Bounds | null)[];
  /** With groups of the windows before. */
  readonly pairs: readonly Pair[];
  readonly scale: Scale;
  /** Between which means each value lies that could be said. */
  readonly values: readonly Bounds[];
}

/** @param at the group that it is about @param value what would be said */
export function maySay({ nested, means, pairs, scale, values }: Asking, at: number, value: Bounds): boolean {
  const boundsIf = (mean: Bounds) => boundsIn(nested, means.with(at, mean), scale);
  const actual = boundsIf(value);
  if (actual === null) return false;
  const telling = new Set<Pair>();
  for (const possible of values) {
    const bounded = boundsIf(possible);
    if (bounded === null) continue;
    if (bounded.some(({ sum, answered }) => answered > 0 && playOf(sum, answered, scale) < leastPlay))
      return false;
    for (const pair of pairs)
      if (playsOf(pair, bounded, scale).some((play) => play < leastPlay)) telling.add(pair);
  }
  // A value that cannot come of the few who joined or left says only that others changed their minds.
  return [...telling].every((pair) => playsOf(pair, actual, scale).length === 0);
}

/** Groups of this window and of one before between which few people changed. @param now any of this window, as `boundsIn` has them */
export function pairsOf(
  { known, rosters }: Said,
  now: readonly Bounded[],
  least: number,
  scale: Scale,
): readonly Pair[] {
  return (boundsOf(known, scale) ?? []).flatMap((was) =>
    now.flatMap((is, at) => {
      const shared = sharedBy(rosters, was.teams, is.teams);
      const changes = changesBetween(was.answered, is.answered, shared, least);
      return changes.length === 0 ? [] : [{ was, at, changes }];
    }),
  );
}

/** What stays possible for each who may have joined or left; none: others must have changed. */
export function playsOf(
  { was, at, changes }: Pair,
  now: readonly Bounded[],
  scale: Scale,
): readonly number[] {
  const is = now[at];
  return is === undefined ? [] : changes.flatMap((change) => playBetween(was, is, change, scale) ?? []);
}
