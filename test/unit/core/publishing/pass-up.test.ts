/** Of which groups a pulse is published: on random trees, nobody can compute what fewer than five people answered. */
import fc from 'fast-check';
import { rowId, type RowId } from '../../../../src/core/ids.ts';
import { audit } from '../../../../src/core/publishing/audit.ts';
import { scale } from '../../../../src/core/publishing/figures.ts';
import { groupsOf, type TreeNode } from '../../../../src/core/publishing/pass-up.ts';

/** A tree as its nodes' parents, and answers of each. */
const tree = fc.array(fc.tuple(fc.nat(1000), fc.nat(11)), { minLength: 1, maxLength: 14 }).map((drawn) => {
  const nodes: TreeNode[] = drawn.map(([under], at) => ({
    id: rowId(`N${at}`),
    parent: at === 0 ? null : rowId(`N${under % at}`),
  }));
  const inner = new Set(nodes.map(({ parent }) => parent));
  const answered = new Map<RowId, number>(
    nodes.flatMap(({ id }, at) => (inner.has(id) ? [] : [[id, drawn[at]?.[1] ?? 0] as const])),
  );
  return { nodes, answered };
});

const shownOf = (
  groups: readonly { readonly teams: readonly RowId[] }[],
  answered: ReadonlyMap<RowId, number>,
) =>
  groups.map(({ teams }) => ({
    teams,
    answered: teams.reduce((sum, team) => sum + (answered.get(team) ?? 0), 0),
    mean: null,
  }));

it('publishes nothing from which a group of under five could be computed', () => {
  fc.assert(
    fc.property(tree, ({ nodes, answered }) => {
      const proof = audit(shownOf(groupsOf(nodes, answered, 5), answered), 5, scale);
      expect(proof.exposed).toEqual([]);
    }),
    { numRuns: 20000 },
  );
});

it('shows each team of five by name', () => {
  fc.assert(
    fc.property(tree, ({ nodes, answered }) => {
      const groups = groupsOf(nodes, answered, 5);
      for (const [team, count] of answered)
        expect(groups.some((one) => one.kind === 'team' && one.node === team)).toBe(count >= 5);
    }),
  );
});

it('is found out by the audit where each node of five is simply shown', () => {
  let exposed = 0;
  fc.assert(
    fc.property(tree, ({ nodes, answered }) => {
      const leavesOf = (id: RowId): readonly RowId[] => {
        const below = nodes.filter(({ parent }) => parent === id);
        return below.length === 0 ? [id] : below.flatMap((one) => leavesOf(one.id));
      };
      const naive = shownOf(
        nodes.map(({ id }) => ({ teams: leavesOf(id) })),
        answered,
      ).filter((one) => one.answered >= 5);
      if (audit(naive, 5, scale).exposed.some((part) => part.answered !== null && part.answered > 0))
        exposed += 1;
    }),
    { numRuns: 1000 },
  );
  expect(exposed).toBeGreaterThan(300);
});
