/** What is published of one window about one subject, such as a theme: which groups, and what is said of each. Pure. */
import type { RowId, UserId } from '../ids.ts';
import { rostersOf, sharedBy } from './between.ts';
import { type Bounds, boundsIn, nestedOf } from './bounds.ts';
import { figureOf, type Figure, meansOf, scale, valuesOf } from './figures.ts';
import { type Group, groupsOf, groupsWithin, type TreeNode } from './pass-up.ts';
import { maySay, pairsOf } from './sayable.ts';

/** In which team each was asked. */
export type Roster = ReadonlyMap<UserId, RowId>;

/** A figure as it is published, once, and never changed. */
export interface Published extends Group {
  /** How many people of these teams were asked, and how many of them answered. */
  readonly asked: number;
  readonly answered: number;
  /** Of a total: how many answered in all of the node, those included that are shown nowhere. `null`: that would tell who of a few answered. */
  readonly all: number | null;
  /**
   * - `few`: too few answered to say
   * - `before`: the mean of the window before stands, since the answers of those who joined or left could be worked out of another
   * - `kept`: the same, and there is no such mean
   */
  readonly how: 'said' | 'few' | 'before' | 'kept';
  /** In half steps; of `before` the one that stands. */
  readonly mean: number | null;
  readonly spread: NonNullable<Figure['said']>['spread'] | null;
  /** At least 80 % of the same group was asked the last time. */
  readonly isComparable: boolean;
}

/** An earlier window, its figures about the same subject. */
export interface EarlierWindow {
  readonly roster: Roster;
  readonly figures: readonly Published[];
}

export interface WindowAnswers {
  readonly nodes: readonly TreeNode[];
  readonly roster: Roster;
  /** One of each who answered, by team. */
  readonly scores: ReadonlyMap<RowId, readonly number[]>;
  /** How many people a group needs. */
  readonly least: number;
  /** The latest first. */
  readonly earlier: readonly EarlierWindow[];
  /** Of another mean of the same answers: the groups that are published already. */
  readonly within?: readonly Group[];
}

/** How much of a group has to be the same to be compared. */
const sameRoster = 0.8;

export function publish({
  nodes,
  roster,
  scores,
  least,
  earlier,
  within,
}: WindowAnswers): readonly Published[] {
  const answered = new Map([...scores].map(([team, all]) => [team, all.length] as const));
  const groups =
    within === undefined ? groupsOf(nodes, answered, least) : groupsWithin(nodes, within, answered, least);
  const past = earlier.map(({ roster: before, figures }) => ({
    figures,
    rosters: rostersOf(before, roster),
    known: figures.map(({ teams, answered: count, how, mean }) => ({
      ...{ teams, answered: count },
      mean: how === 'said' && mean !== null ? meansOf(mean) : null,
    })),
  }));
  const asked = new Map<RowId, number>();
  for (const team of roster.values()) asked.set(team, (asked.get(team) ?? 0) + 1);
  const figures = groups.map(({ teams }) =>
    figureOf(
      teams.flatMap((team) => scores.get(team) ?? []),
      sumOf(teams, asked),
    ),
  );
  const nested = nestedOf(groups.map(({ teams }, at) => ({ teams, answered: figures[at]?.answered ?? 0 })));
  const nothing = groups.map(() => null);
  const before = boundsIn(nested, nothing, scale) ?? [];
  const pairs = past.flatMap((one) => pairsOf(one, before, least, scale));
  const values = valuesOf();
  let means: readonly (Bounds | null)[] = nothing;
  return groups.map((group, at): Published => {
    const figure = figures[at] ?? figureOf([], 0);
    const last = past[0]?.figures.find(({ kind, node }) => kind === group.kind && node === group.node);
    const rosters = past[0]?.rosters;
    const common =
      last === undefined || rosters === undefined ? null : sharedBy(rosters, last.teams, group.teams);
    const published = {
      ...{ ...group, asked: figure.asked, answered: figure.answered },
      all: allOf(group, nodes, { answered, asked, least }),
      isComparable: common !== null && common.common >= sameRoster * Math.max(common.before, common.after),
    };
    if (figure.said === null) return { ...published, how: 'few', mean: null, spread: null };
    const mean = meansOf(figure.said.mean);
    if (maySay({ nested, means, pairs, scale, values }, at, mean)) {
      means = means.with(at, mean);
      return { ...published, how: 'said', ...figure.said };
    }
    const stands = last?.mean ?? null;
    return { ...published, how: stands === null ? 'kept' : 'before', mean: stands, spread: null };
  });
}

const sumOf = (teams: readonly RowId[], counts: ReadonlyMap<RowId, number>): number =>
  teams.reduce((sum, team) => sum + (counts.get(team) ?? 0), 0);

/**
 * How many answered in all of a node. Not where only a few people are left out: whether they took part is nobody's business either; and of what a node
 * passes up only the whole says it, since a group further up would give away the difference.
 */
function allOf(
  { kind, node, teams }: Group,
  nodes: readonly TreeNode[],
  counts: {
    readonly answered: ReadonlyMap<RowId, number>;
    readonly asked: ReadonlyMap<RowId, number>;
    readonly least: number;
  },
): number | null {
  if (kind !== 'total') return null;
  const below = (id: RowId): readonly RowId[] => {
    const parts = nodes.filter(({ parent }) => parent === id);
    return parts.length === 0 ? [id] : parts.flatMap((part) => below(part.id));
  };
  const left = below(node).filter((team) => !teams.includes(team));
  const askedLeft = sumOf(left, counts.asked);
  if (askedLeft === 0) return sumOf(teams, counts.answered);
  const isWhole = nodes.some(({ id, parent }) => id === node && parent === null);
  return isWhole && askedLeft >= counts.least ? sumOf([...teams, ...left], counts.answered) : null;
}
