/**
 * Of which groups of teams anything may be published, so that nobody can work out what fewer than a fixed number of people answered: the pass-up
 * rule. What is published are groups that share nobody, each large enough, and unions of them; so is whatever can be computed from that. Pure.
 */
import { type RowId, rowId } from '#core/ids.ts';

/** A team, or a group of teams, of the tree that a window was opened with. */
export interface TreeNode {
  readonly id: RowId;
  /** `null`: the whole. */
  readonly parent: RowId | null;
}

/**
 * A group of teams whose answers are published as one.
 * - `team`: one team
 * - `others`: teams of a node that are too small to be shown alone
 * - `total`: all groups of a node together
 */
export interface Group {
  readonly kind: 'team' | 'others' | 'total';
  readonly node: RowId;
  readonly teams: readonly RowId[];
}

interface Passed {
  /** Those that no other contains. */
  readonly disjoint: readonly Group[];
  readonly totals: readonly Group[];
  /** Teams that are shown nowhere yet; those in which nobody answered, too, so that a group does not tell by its size which they are. */
  readonly rest: readonly RowId[];
}

/**
 * @param nodes each named once, with one node that has no parent
 * @param answered how many people answered, by team; a team that is not there has none
 * @param least how many people a group needs
 * @returns the groups to publish. Any two share no team, or one contains the other; what they leave out of each other has `least` people, too
 */
export function groupsOf(
  nodes: readonly TreeNode[],
  answered: ReadonlyMap<RowId, number>,
  least: number,
): readonly Group[] {
  const children = Map.groupBy(nodes, ({ parent }) => parent);
  const countOf = (teams: readonly RowId[]) =>
    teams.reduce((sum, team) => sum + (answered.get(team) ?? 0), 0);

  const passUp = ({ id: node }: TreeNode): Passed => {
    const below = children.get(node) ?? [];
    if (below.length === 0) {
      const count = answered.get(node) ?? 0;
      const teams = [node];
      return count >= least
        ? { disjoint: [{ kind: 'team', node, teams }], totals: [], rest: [] }
        : { disjoint: [], totals: [], rest: teams };
    }
    const passed = below.map(passUp);
    const left = passed.flatMap(({ rest }) => rest);
    const isEnough = countOf(left) >= least;
    const disjoint = [
      ...passed.flatMap((one) => one.disjoint),
      ...(isEnough ? [{ kind: 'others', node, teams: left } as const] : []),
    ];
    const total: Group = { kind: 'total', node, teams: disjoint.flatMap(({ teams }) => teams) };
    return {
      disjoint,
      // A total of one group would be that group's own figures under another name.
      totals: [...passed.flatMap(({ totals }) => totals), ...(disjoint.length > 1 ? [total] : [])],
      rest: isEnough ? [] : left,
    };
  };

  return (children.get(null) ?? []).map(passUp).flatMap(({ disjoint, totals }) => [...disjoint, ...totals]);
}

/**
 * The same of another mean of the same answers, such as of a single statement: it may only join groups that are published already, since a group across
 * them would tell of what they leave out.
 * @param blocks the groups that are published; their totals are left out
 */
export function groupsWithin(
  nodes: readonly TreeNode[],
  blocks: readonly Group[],
  answered: ReadonlyMap<RowId, number>,
  least: number,
): readonly Group[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  const leaves = new Map(
    blocks
      .filter(({ kind }) => kind !== 'total')
      .map((block) => [block.kind === 'team' ? block.node : rowId(`${block.node}.others`), block] as const),
  );
  const joined: readonly TreeNode[] = [
    ...nodes.filter(({ id }) => parents.has(id)),
    ...[...leaves].map(([id, { kind, node }]) => ({
      id,
      parent: kind === 'team' ? (nodes.find((one) => one.id === node)?.parent ?? null) : node,
    })),
  ];
  const counts = new Map(
    [...leaves].map(([id, { teams }]) => [
      id,
      teams.reduce((sum, team) => sum + (answered.get(team) ?? 0), 0),
    ]),
  );
  return groupsOf(joined, counts, least).map(({ kind, node, teams }) => ({
    ...(kind === 'team' ? (leaves.get(node) ?? { kind, node }) : { kind, node }),
    teams: teams.flatMap((team) => leaves.get(team)?.teams ?? []),
  }));
}
