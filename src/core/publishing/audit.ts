/**
 * Whether anybody could work out from what was published what fewer than a fixed number of people answered. It knows only what is published: of each
 * figure the teams in it and how many answered, and in which steps its mean stands. Pure, and without the rules that it checks.
 */
import { type Bounded, boundsOf, type Known, playOf, type Scale } from './bounds.ts';
import { leastPlay, pairsOf, playsOf, type Said } from './sayable.ts';

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
  /** Groups in which the answer of each is narrowed to less than `leastPlay` points. */
  readonly narrow: readonly Bounded[];
  /** Groups whose change since another window narrows the answer of one who joined or left as much, had all others answered as before. */
  readonly telling: readonly { readonly was: readonly string[]; readonly is: readonly string[] }[];
  /** Groups of which other means of the same answers are published, and that cut through a part. */
  readonly cutting: readonly (readonly string[])[];
}

/** @param least how many people a group needs */
export function audit(
  figures: readonly Known[],
  least: number,
  scale: Scale,
  {
    earlier = [],
    beside = [],
  }: {
    readonly earlier?: readonly Said[];
    /** The teams of other means of the same answers, such as of single items. */
    readonly beside?: readonly (readonly string[])[];
  } = {},
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
  const bounded = boundsOf(figures, scale) ?? [];
  return {
    parts,
    rank: solved.length,
    exposed: parts.filter(({ answered }) => answered === null || answered < least),
    narrow: bounded.filter(({ sum, answered }) => answered > 0 && playOf(sum, answered, scale) < leastPlay),
    telling: earlier.flatMap((said) =>
      pairsOf(said, bounded, least, scale)
        .filter((pair) => playsOf(pair, bounded, scale).some((play) => play < leastPlay))
        .map(({ was, at }) => ({ was: was.teams, is: bounded[at]?.teams ?? [] })),
    ),
    cutting: beside.filter((teams) =>
      parts.some(
        (part) =>
          part.teams.some((team) => teams.includes(team)) &&
          !part.teams.every((team) => teams.includes(team)),
      ),
    ),
  };
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
