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
  own: Bounds;
  readonly parts: Node[];
}

/**
 * What is known of each group, and of what a group has beside the groups in it, once all is put together. Exact where any two groups share no team or
 * one contains the other; others are put beside each other.
 * @returns `null`: no answers fit
 */
export function boundsOf(known: readonly Known[], scale: Scale): readonly Bounded[] | null {
  const nodes: Node[] = [];
  for (const { teams, answered, mean } of known) {
    const own = {
      low: answered * (mean?.low ?? scale.from),
      high: answered * (mean?.high ?? scale.to),
    };
    const set = new Set(teams);
    const same = nodes.find((node) => node.teams.size === set.size && isIn(node.teams, set));
    if (same === undefined) nodes.push({ teams: set, answered, own, parts: [] });
    else same.own = both(same.own, own);
  }
  nodes.sort((a, b) => a.teams.size - b.teams.size);
  const tops: Node[] = [];
  nodes.forEach((node, at) => {
    const whole = nodes.slice(at + 1).find(({ teams }) => isIn(node.teams, teams));
    (whole?.parts ?? tops).push(node);
  });
  for (const node of nodes) addRest(node, scale);
  const bounded: Bounded[] = [];
  for (const top of tops) {
    up(top, scale);
    if (!down(top, top.own, bounded)) return null;
  }
  return bounded;
}

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

/** Whoever is in none of the parts is one more part. */
function addRest(node: Node, scale: Scale): void {
  if (node.parts.length === 0) return;
  const teams = new Set([...node.teams].filter((team) => !node.parts.some((part) => part.teams.has(team))));
  const answered = node.answered - node.parts.reduce((sum, part) => sum + part.answered, 0);
  if (answered <= 0) return;
  node.parts.push({
    ...{ teams, answered, parts: [] },
    own: { low: answered * scale.from, high: answered * scale.to },
  });
}

/** What the parts say of the whole. */
function up(node: Node, scale: Scale): void {
  if (node.parts.length === 0) return;
  for (const part of node.parts) up(part, scale);
  node.own = both(node.own, sumOf(node.parts));
}

/** What the whole, less the other parts, says of each part. */
function down(node: Node, sum: Bounds, bounded: Bounded[]): boolean {
  if (node.answered > 0 && sum.low >= sum.high - tiny) return false;
  bounded.push({ teams: [...node.teams], answered: node.answered, sum });
  const all = sumOf(node.parts);
  return node.parts.every((part) =>
    down(
      part,
      both(part.own, {
        low: sum.low - (all.high - part.own.high),
        high: sum.high - (all.low - part.own.low),
      }),
      bounded,
    ),
  );
}

const sumOf = (parts: readonly Node[]): Bounds => ({
  low: parts.reduce((sum, { own }) => sum + own.low, 0),
  high: parts.reduce((sum, { own }) => sum + own.high, 0),
});
