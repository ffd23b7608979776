/**
 * How far published means narrow down what one person answered: of groups that contain one another, what is known of one says something of the others.
 * Pure.
 */

/** The ends of the answers' scale. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** Between which sums the answers of a group lie. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A group of teams, and the mean of its answers as far as it is published. */
export interface Known {
  readonly teams: readonly string[];
  readonly answered: number;
  /** Between which means it lies: from `low` up to, and without, `high`. `null`: not published. */
  readonly mean: Bounds | null;
}

export interface Bounded {
  readonly teams: readonly string[];
  readonly answered: number;
  readonly sum: Bounds;
}

interface Node {
  readonly teams: ReadonlySet<string>;
  readonly answered: number;
  /** Which of the groups it is; several may be of the same teams, and what none of the parts has is none. */
  readonly of: readonly number[];
  readonly parts: Node[];
}

/** Which group contains which: the same, whatever is known of them. */
export interface Nested {
  readonly tops: readonly Node[];
}

/**
 * Exact where any two groups share no team or one contains the other; others are put beside each other.
 */
export function nestedOf(known: readonly Omit<Known, 'mean'>[]): Nested {
  const same = new Map<
    string,
    { readonly teams: ReadonlySet<string>; answered: number; readonly of: number[] }
  >();
  known.forEach(({ teams, answered }, at) => {
    const key = JSON.stringify([...teams].sort());
    const one = same.get(key) ?? { teams: new Set(teams), answered, of: [] };
    one.of.push(at);
    same.set(key, one);
  });
  const nodes = [...same.values()]
    .map((one): Node => ({ ...one, parts: [] }))
    .sort((one, other) => one.teams.size - other.teams.size);
  const tops: Node[] = [];
  nodes.forEach((node, at) => {
    const whole = nodes.slice(at + 1).find(({ teams }) => isIn(node.teams, teams));
    (whole?.parts ?? tops).push(node);
  });
  for (const node of nodes) addRest(node);
  return { tops };
}

/**
 * What is known of each group, and of what a group has beside the groups in it, once all is put together.
 * @param means of each group, in the order in which they were nested
 * @returns always in the same order; `null`: no answers fit
 */
export function boundsIn(
  { tops }: Nested,
  means: readonly (Bounds | null)[],
  scale: Scale,
): readonly Bounded[] | null {
  const bounded: Bounded[] = [];
  for (const top of tops) {
    const sums = new Map<Node, Bounds>();
    up(top, means, scale, sums);
    if (!down(top, sums.get(top) ?? anySum(top, scale), sums, bounded)) return null;
  }
  return bounded;
}

/** Of groups that are looked at once. */
export const boundsOf = (known: readonly Known[], scale: Scale): readonly Bounded[] | null =>
  boundsIn(
    nestedOf(known),
    known.map(({ mean }) => mean),
    scale,
  );

/** Half open intervals of real numbers: what is only a rounding error apart does not overlap. */
const tiny = 1e-9;

/** How many points of the scale stay possible for a person in a group of whose answers the sum is known to lie there. */
export function playOf({ low, high }: Bounds, answered: number, { from, to }: Scale): number {
  const others = answered - 1;
  return Math.min(to, high - others * from) - Math.max(from, low - others * to);
}

export const overlap = (a: Bounds, b: Bounds): boolean => both(a, b).low < both(a, b).high - tiny;

const both = (a: Bounds, b: Bounds): Bounds => ({
  low: Math.max(a.low, b.low),
  high: Math.min(a.high, b.high),
});

const isIn = (inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean =>
  inner.size <= outer.size && [...inner].every((one) => outer.has(one));

/** The teams in none of the parts are one more part. */
function addRest(node: Node): void {
  if (node.parts.length === 0) return;
  const teams = new Set([...node.teams].filter((team) => !node.parts.some((part) => part.teams.has(team))));
  const answered = node.answered - node.parts.reduce((sum, part) => sum + part.answered, 0);
  if (answered > 0) node.parts.push({ teams, answered, of: [], parts: [] });
}

const anySum = ({ answered }: Node, { from, to }: Scale): Bounds => ({
  low: answered * from,
  high: answered * to,
});

/** What is known of each by itself, and what the parts say of the whole. */
function up(node: Node, means: readonly (Bounds | null)[], scale: Scale, sums: Map<Node, Bounds>): void {
  for (const part of node.parts) up(part, means, scale, sums);
  let sum = anySum(node, scale);
  for (const at of node.of) {
    const mean = means[at];
    if (mean != null) sum = both(sum, { low: node.answered * mean.low, high: node.answered * mean.high });
  }
  sums.set(node, node.parts.length === 0 ? sum : both(sum, sumOf(node.parts, sums)));
}

/** What the whole, less the other parts, says of each part. */
function down(node: Node, sum: Bounds, sums: ReadonlyMap<Node, Bounds>, bounded: Bounded[]): boolean {
  if (node.answered > 0 && sum.low >= sum.high - tiny) return false;
  bounded.push({ teams: [...node.teams], answered: node.answered, sum });
  const all = sumOf(node.parts, sums);
  return node.parts.every((part) => {
    const own = sums.get(part) ?? sum;
    const rest = { low: sum.low - (all.high - own.high), high: sum.high - (all.low - own.low) };
    return down(part, both(own, rest), sums, bounded);
  });
}

const sumOf = (parts: readonly Node[], sums: ReadonlyMap<Node, Bounds>): Bounds => ({
  low: parts.reduce((total, part) => total + (sums.get(part)?.low ?? 0), 0),
  high: parts.reduce((total, part) => total + (sums.get(part)?.high ?? 0), 0),
});
