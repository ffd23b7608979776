/**
 * Whether anybody could work out from what was published what fewer than a fixed number of people answered. It knows only what is published: of each
 * figure the teams in it and how many answered, and in which steps its mean stands. Pure, and without the rules that it checks.
 */

/** A figure as it was published. */
export interface Shown {
  /** The teams in it. */
  readonly teams: readonly string[];
  readonly answered: number;
  /** `null`: no mean was published. */
  readonly mean: {
    readonly value: number;
    /** The steps in which it is rounded; 0: it is exact. */
    readonly step: number;
    /** It stands for all means from here to the end of the scale. */
    readonly isOrLess: boolean;
    readonly isOrMore: boolean;
  } | null;
}

/** Teams that stand in the same figures: nobody can tell them apart. */
export interface Part {
  readonly teams: readonly string[];
  /** `null`: cannot be computed from what is published. */
  readonly answered: number | null;
}

export interface Proof {
  /** Whatever can be computed is a sum of these. */
  readonly parts: readonly Part[];
  /** How many independent equations the figures are. */
  readonly rank: number;
  /** What is too small, or cannot be shown to be large enough. */
  readonly exposed: readonly Part[];
  /** Figures that leave one person's answer less than `leastPlay` points. */
  readonly narrow: readonly Shown[];
}

/** How many points of the scale have to stay possible for each person. */
export const leastPlay = 2;

/** @param least how many people a group needs @param ends of the scale */
export function audit(
  figures: readonly Shown[],
  least: number,
  { from, to }: { readonly from: number; readonly to: number },
): Proof {
  const bySignature = Map.groupBy([...new Set(figures.flatMap(({ teams }) => teams))].sort(), (team) =>
    figures.map(({ teams }) => (teams.includes(team) ? '1' : '0')).join(''),
  );
  const groups = [...bySignature];
  const equations = figures.map(({ answered }, at) => [
    ...groups.map(([signature]) => fraction(signature[at] === '1' ? 1n : 0n)),
    fraction(BigInt(answered)),
  ]);
  const solved = reduced(equations, groups.length);
  const parts = groups.map(([, teams], column): Part => {
    // A part is known where one equation has nothing else in it.
    const row = solved.find((one) => one.slice(0, -1).every(([top], at) => (top !== 0n) === (at === column)));
    const [top, bottom] = row?.at(-1) ?? [0n, 0n];
    return { teams, answered: bottom === 0n ? null : Number(top) / Number(bottom) };
  });
  return {
    parts,
    rank: solved.length,
    exposed: parts.filter(({ answered }) => answered === null || answered < least),
    narrow: figures.filter((figure) => playOf(figure, from, to) < leastPlay),
  };
}

/** How many points of the scale one person's answer may lie in, if all others of the figure may have given any. */
function playOf({ answered, mean }: Shown, from: number, to: number): number {
  if (mean === null) return to - from;
  const low = mean.isOrLess ? from : Math.max(from, mean.value - mean.step / 2);
  const high = mean.isOrMore ? to : Math.min(to, mean.value + mean.step / 2);
  const others = answered - 1;
  return Math.min(to, answered * high - others * from) - Math.max(from, answered * low - others * to);
}

/** Numerator and denominator, without a common divisor, the denominator positive: no rounding decides. */
type Fraction = readonly [top: bigint, bottom: bigint];

function fraction(top: bigint, bottom = 1n): Fraction {
  const divisor = common(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  const sign = bottom < 0n ? -1n : 1n;
  return divisor === 0n ? [0n, 1n] : [(sign * top) / divisor, (sign * bottom) / divisor];
}

const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b));

/** Gauss and Jordan. @param width how many columns are unknowns @returns the equations that are left, each with a leading 1 */
function reduced(
  equations: readonly (readonly Fraction[])[],
  width: number,
): readonly (readonly Fraction[])[] {
  let rows = [...equations];
  const done: (readonly Fraction[])[] = [];
  for (let column = 0; column < width; column += 1) {
    const pivot = rows.find((row) => row[column]?.[0] !== 0n);
    if (pivot === undefined) continue;
    const [top, bottom] = pivot[column] ?? [1n, 1n];
    const leading = pivot.map(([a, b]) => fraction(a * bottom, b * top));
    const without = (row: readonly Fraction[]) => less(row, leading, row[column] ?? [0n, 1n]);
    rows = rows.filter((row) => row !== pivot).map(without);
    done.splice(0, done.length, ...done.map(without), leading);
  }
  return done;
}

/** One equation less a multiple of another. */
const less = (row: readonly Fraction[], other: readonly Fraction[], [m, n]: Fraction): readonly Fraction[] =>
  row.map(([a, b], at) => {
    const [c, d] = other[at] ?? [0n, 1n];
    return fraction(a * d * n - c * m * b, b * d * n);
  });
