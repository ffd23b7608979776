/**
 * What two windows say together of the few who joined or left between them, if everybody else answered as before. Nobody knows that they did; a curious
 * reader may assume it. Pure.
 */
import { type Bounded, type Bounds, overlap, playOf, type Scale } from './bounds.ts';

/** How many people of each team of one window are in each team of the other, and how many each has. */
export interface Rosters {
  readonly common: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

/** @param before in which team each was asked */
export function rostersOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Rosters {
  const common = new Map<string, Map<string, number>>();
  for (const [user, team] of after) {
    const was = before.get(user);
    if (was === undefined) continue;
    const to = common.get(was) ?? new Map<string, number>();
    common.set(was, to.set(team, (to.get(team) ?? 0) + 1));
  }
  const count = (asked: ReadonlyMap<string, string>) => {
    const counts = new Map<string, number>();
    for (const team of asked.values()) counts.set(team, (counts.get(team) ?? 0) + 1);
    return counts;
  };
  return { common, before: count(before), after: count(after) };
}

/** Of two groups of teams, how many people are in both, and how many in each. */
export function sharedBy(
  { common, before, after }: Rosters,
  was: readonly string[],
  is: readonly string[],
): { readonly common: number; readonly before: number; readonly after: number } {
  const sum = (teams: readonly string[], counts: ReadonlyMap<string, number> | undefined) =>
    counts === undefined ? 0 : teams.reduce((total, team) => total + (counts.get(team) ?? 0), 0);
  return {
    common: was.reduce((total, team) => total + sum(is, common.get(team)), 0),
    before: sum(was, before),
    after: sum(is, after),
  };
}

/** How many who answered may have joined, and how many left. */
export interface Change {
  readonly joined: number;
  readonly left: number;
}

/**
 * Which changes of those who answered fit to two groups, if as few as possible changed.
 * @param least from so many people on who joined or left they are a group themselves, and nobody is looked for among them
 * @returns none: nobody changed, or many did
 */
export function changesBetween(
  was: number,
  is: number,
  { common, before, after }: { readonly common: number; readonly before: number; readonly after: number },
  least: number,
): readonly Change[] {
  if (common === 0 || was === 0 || is === 0) return [];
  const [joined, left] = [after - common, before - common];
  const changed = Math.max(joined + left, Math.abs(is - was));
  if (changed === 0 || changed >= least) return [];
  const mostLeft = Math.min(was - 1, Math.max(left, was - is));
  return Array.from({ length: mostLeft + 1 }, (_, gone) => ({ joined: is - was + gone, left: gone })).filter(
    (one) => one.joined >= 0 && one.joined <= Math.max(joined, is - was) && one.joined + one.left > 0,
  );
}

/**
 * How many points of the scale stay possible for one who joined or left, if all others answered as before.
 * @returns `null`: then others did not answer as before
 */
export function playBetween(was: Bounded, is: Bounded, change: Change, scale: Scale): number | null {
  const { joined, left } = change;
  const stayed = was.answered - left;
  const of = (count: number): Bounds => ({ low: count * scale.from, high: count * scale.to });
  const less = (sum: Bounds, count: number): Bounds => ({
    low: sum.low - of(count).high,
    high: sum.high - of(count).low,
  });
  const ranges = [of(stayed), less(was.sum, left), less(is.sum, joined)];
  const common = {
    low: Math.max(...ranges.map(({ low }) => low)),
    high: Math.min(...ranges.map(({ high }) => high)),
  };
  if (!overlap(common, common)) return null;
  const without = (sum: Bounds): Bounds => ({ low: sum.low - common.high, high: sum.high - common.low });
  return Math.min(
    ...(joined === 0 ? [] : [playOf(without(is.sum), joined, scale)]),
    ...(left === 0 ? [] : [playOf(without(was.sum), left, scale)]),
  );
}
