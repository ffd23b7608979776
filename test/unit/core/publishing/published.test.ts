/** What is published of random windows, one after another: nobody is found out by it, and each rule that it rests on is needed. */
import fc from 'fast-check';
import { rowId, type RowId, userId, type UserId } from '../../../../src/core/ids.ts';
import { audit } from '../../../../src/core/publishing/audit.ts';
import { rostersOf } from '../../../../src/core/publishing/between.ts';
import { ends, figureOf, meansOf, scale, scoreOf, step } from '../../../../src/core/publishing/figures.ts';
import type { Known } from '../../../../src/core/publishing/bounds.ts';
import { groupsOf, groupsWithin, type TreeNode } from '../../../../src/core/publishing/pass-up.ts';
import { type EarlierWindow, publish, type Published } from '../../../../src/core/publishing/publish.ts';
import { often } from '../../../support/often.ts';

const least = 5;

interface Member {
  readonly user: UserId;
  readonly team: RowId;
  /** The first and the last window in which they are there. */
  readonly from: number;
  readonly to: number;
  /** What they say in each theme of three items; `null`: rather not. In all windows the same, which is the worst case. */
  readonly answers: readonly (readonly (number | null)[])[];
}

/** A team's mood, so that whole teams give the ends of the scale. */
const answer = (mood: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(mood) },
    { weight: 4, arbitrary: fc.integer({ min: scale.from, max: scale.to }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

const memberOf = (mood: number) =>
  fc.record({
    // Most are there all the time; one or two join or leave.
    times: fc.oneof(
      { weight: 24, arbitrary: fc.constant([0, 9] as const) },
      { weight: 1, arbitrary: fc.constant([1, 9] as const) },
      { weight: 1, arbitrary: fc.constant([0, 0] as const) },
      { weight: 1, arbitrary: fc.constant([2, 9] as const) },
      { weight: 1, arbitrary: fc.constant([0, 1] as const) },
    ),
    answers: fc.array(fc.array(answer(mood), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  });

const teamOfPeople = fc
  .constantFrom(1, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7)
  .chain((mood) => fc.array(memberOf(mood), { maxLength: 12 }));

const company = fc
  .array(fc.tuple(fc.nat(1000), teamOfPeople), { minLength: 1, maxLength: 9 })
  .map((drawn) => {
    const nodes: TreeNode[] = drawn.map(([under], at) => ({
      id: rowId(`N${at}`),
      parent: at === 0 ? null : rowId(`N${under % at}`),
    }));
    const inner = new Set(nodes.map(({ parent }) => parent));
    const members = nodes.flatMap(({ id }, at): Member[] =>
      inner.has(id)
        ? []
        : (drawn[at]?.[1] ?? []).map(({ times: [from, to], answers }, index) => ({
            ...{ user: userId(`U${at}X${index}`), team: id },
            ...{ from, to, answers },
          })),
    );
    return { nodes, members };
  });

/** What one theme of a window publishes. */
function windowOf(
  drawn: Drawn,
  window: number,
  theme: number,
  earlier: readonly EarlierWindow[],
): EarlierWindow {
  const roster = new Map(thereIn(drawn, window).map(({ user, team }) => [user, team]));
  const scores = scoresOf(drawn, window, theme);
  return { roster, figures: publish({ nodes: drawn.nodes, roster, scores, least, earlier }) };
}

interface Drawn {
  readonly nodes: readonly TreeNode[];
  readonly members: readonly Member[];
}

const thereIn = ({ members }: Drawn, window: number) =>
  members.filter(({ from, to }) => from <= window && window <= to);

function scoresOf(drawn: Drawn, window: number, theme: number): ReadonlyMap<RowId, readonly number[]> {
  const scores = new Map<RowId, number[]>();
  for (const { team, answers } of thereIn(drawn, window)) {
    const score = scoreOf(answers[theme] ?? []);
    if (score !== null) scores.set(team, [...(scores.get(team) ?? []), score]);
  }
  return scores;
}

const knownOf = (figures: readonly Published[]) =>
  figures.map(({ teams, answered, how, mean }) => ({
    ...{ teams, answered },
    mean: how === 'said' && mean !== null ? meansOf(mean) : null,
  }));

/** All windows of a theme, the first one first, each with what it says beside those before. */
function windowsOf(drawn: Drawn, theme: number): readonly EarlierWindow[] {
  const windows: EarlierWindow[] = [];
  for (const at of [0, 1, 2]) windows.unshift(windowOf(drawn, at, theme, windows));
  return windows.toReversed();
}

/** @param known what was published of each window, instead of what its figures say */
function proofsOf(
  windows: readonly EarlierWindow[],
  known: readonly (readonly Known[])[] = windows.map(({ figures }) => knownOf(figures)),
) {
  return windows.map(({ roster }, at) =>
    audit(known[at] ?? [], least, scale, {
      earlier: windows.slice(0, at).map((before, index) => ({
        known: known[index] ?? [],
        rosters: rostersOf(before.roster, roster),
      })),
    }),
  );
}

const nobody = { exposed: [], narrow: [], telling: [], cutting: [] };

it('finds nobody out in three themes of three windows, whoever joins, leaves or would rather not say', () => {
  let said = 0;
  let kept = 0;
  fc.assert(
    fc.property(company, (drawn) => {
      for (const theme of [0, 1, 2]) {
        const windows = windowsOf(drawn, theme);
        for (const proof of proofsOf(windows)) expect(proof).toMatchObject(nobody);
        for (const { how } of windows.flatMap(({ figures }) => figures))
          if (how === 'said') said += 1;
          else kept += 1;
      }
    }),
    often(1000),
  );
  // It would be easy to find nobody out by saying nothing.
  expect(said).toBeGreaterThan(kept);
});

/** So many have to answer a single item. */
const leastOfItem = 10;

const scoresOfItem = (drawn: Drawn, theme: number, item: number): Scores => {
  const scores = new Map<RowId, number[]>();
  for (const { team, answers } of thereIn(drawn, 0)) {
    const score = answers[theme]?.[item] ?? null;
    if (score !== null) scores.set(team, [...(scores.get(team) ?? []), score]);
  }
  return scores;
};

/** The proof of a theme with its three items, each with groups of its own. */
function proofWithItems(
  drawn: Drawn,
  groups: (
    themeOnes: readonly Published[],
    scores: Scores,
  ) => readonly { readonly teams: readonly RowId[] }[],
) {
  const { figures } = windowOf(drawn, 0, 0, []);
  const items = [0, 1, 2].map((item) => {
    const scores = scoresOfItem(drawn, 0, item);
    return plainly(groups(figures, scores), scores);
  });
  const beside = items.flatMap((ones) => ones.map(({ teams }) => teams as readonly RowId[]));
  return [
    audit(knownOf(figures), least, scale, { beside }),
    ...items.map((ones) => audit(ones, leastOfItem, scale)),
  ];
}

it('finds nobody out by single items either', () => {
  let shown = 0;
  fc.assert(
    fc.property(company, (drawn) => {
      const { figures } = windowOf(drawn, 0, 0, []);
      const roster = new Map(thereIn(drawn, 0).map(({ user, team }) => [user, team]));
      const items = [0, 1, 2].map((item) =>
        publish({
          ...{ nodes: drawn.nodes, roster, scores: scoresOfItem(drawn, 0, item) },
          ...{ least: leastOfItem, earlier: [], within: figures },
        }),
      );
      for (const ones of items) {
        expect(audit(knownOf(ones), leastOfItem, scale)).toMatchObject(nobody);
        shown += ones.length;
      }
      const beside = items.flatMap((ones) => ones.map(({ teams }) => teams));
      expect(audit(knownOf(figures), least, scale, { beside })).toMatchObject(nobody);
    }),
    often(1000),
  );
  expect(shown).toBeGreaterThan(500);
});

it.each([
  [
    'that ten answer an item',
    'exposed',
    ({ nodes }: Drawn) =>
      (ones: readonly Published[], scores: Scores) =>
        groupsWithin(nodes, ones, countsOf(scores), least),
  ],
  [
    'that items only join groups that are published',
    'cutting',
    ({ nodes }: Drawn) =>
      (_ones: readonly Published[], scores: Scores) =>
        groupsOf(nodes, countsOf(scores), leastOfItem),
  ],
] as const)('without %s, somebody is found out', (_rule, finds, rules) => {
  const property = fc.property(company, (drawn) => {
    for (const proof of proofWithItems(drawn, rules(drawn))) expect(proof[finds]).toEqual([]);
  });
  expect(fc.check(property, often(500)).failed).toBe(true);
});

/** What one theme would publish by other rules. */
type Rules = (drawn: Drawn, window: EarlierWindow, scores: Scores, asked: number) => readonly Known[];
type Scores = ReadonlyMap<RowId, readonly number[]>;

const countsOf = (scores: Scores) => new Map([...scores].map(([team, all]) => [team, all.length] as const));
const below = (nodes: readonly TreeNode[], id: RowId): readonly RowId[] => {
  const parts = nodes.filter(({ parent }) => parent === id);
  return parts.length === 0 ? [id] : parts.flatMap((part) => below(nodes, part.id));
};
const scoresIn = (scores: Scores, teams: readonly RowId[]) => teams.flatMap((team) => scores.get(team) ?? []);
const meanOf = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
/** Groups with their means in half steps, and no look at what they say together. */
const plainly = (groups: readonly { readonly teams: readonly RowId[] }[], scores: Scores): readonly Known[] =>
  groups.map(({ teams }) => {
    const all = scoresIn(scores, teams);
    const said = figureOf(all, all.length).said;
    return { teams, answered: all.length, mean: said === null ? null : meansOf(said.mean) };
  });
/** As it is published, but the means. */
const withMeans =
  (mean: (exact: number, said: number) => Known['mean']): Rules =>
  (_drawn, { figures }, scores) =>
    figures.map((figure) => ({
      ...figure,
      mean:
        figure.how === 'said' && figure.mean !== null
          ? mean(meanOf(scoresIn(scores, figure.teams)), figure.mean)
          : null,
    }));

const without: Readonly<Record<string, readonly [finds: keyof typeof nobody, rules: Rules]>> = {
  'that a group has five': [
    'exposed',
    ({ nodes }, _window, scores) => plainly(groupsOf(nodes, countsOf(scores), 4), scores),
  ],
  'that what is too small is passed up': [
    'exposed',
    ({ nodes }, _window, scores) =>
      plainly(
        nodes.map(({ id }) => ({ teams: below(nodes, id) })),
        scores,
      ).filter(({ answered }) => answered >= least),
  ],
  'that a total is over its groups alone': [
    'exposed',
    ({ nodes }, _window, scores) =>
      plainly(
        groupsOf(nodes, countsOf(scores), least).map((group) =>
          group.kind === 'total' ? { teams: below(nodes, group.node) } : group,
        ),
        scores,
      ),
  ],
  'that each theme counts who answered it': [
    'exposed',
    ({ nodes }, { roster }, scores) => {
      const asked = new Map<RowId, number>();
      for (const team of roster.values()) asked.set(team, (asked.get(team) ?? 0) + 1);
      return plainly(groupsOf(nodes, asked, least), scores);
    },
  ],
  'half steps, in one window': ['narrow', withMeans((exact) => ({ low: exact - 1e-6, high: exact + 1e-6 }))],
  'half steps, between windows': [
    'telling',
    withMeans((exact, said) =>
      said <= ends.low || said >= ends.high ? meansOf(said) : { low: exact - 1e-6, high: exact + 1e-6 },
    ),
  ],
  'that the ends are said as “2 or less” and “6 or more”': [
    'narrow',
    withMeans((exact) => {
      const rounded = Math.round(exact / step) * step;
      return { low: rounded - step / 2, high: rounded + step / 2 };
    }),
  ],
  'that nothing is said which could narrow somebody, between windows': [
    'telling',
    ({ nodes }, _window, scores) => plainly(groupsOf(nodes, countsOf(scores), least), scores),
  ],
};

it.each(Object.entries(without))('without %s, somebody is found out', (_rule, [finds, rules]) => {
  const property = fc.property(company, (drawn) => {
    const windows = windowsOf(drawn, 0);
    const known = windows.map((window, at) => rules(drawn, window, scoresOf(drawn, at, 0), at));
    for (const proof of proofsOf(windows, known)) expect(proof[finds]).toEqual([]);
  });
  expect(fc.check(property, often(500)).failed).toBe(true);
});

it('keeps a total back that would narrow a team of which all say 7: without that, they are found out', () => {
  const nodes: TreeNode[] = [
    { id: rowId('ALL'), parent: null },
    { id: rowId('A'), parent: rowId('ALL') },
    { id: rowId('B'), parent: rowId('ALL') },
  ];
  const scores = new Map([
    [rowId('A'), [1, 3, 3, 3, 3]],
    [rowId('B'), [7, 7, 7, 7, 7]],
  ]);
  const roster = new Map(
    [...scores].flatMap(([team, all]) => all.map((_, at) => [userId(`U${team}${at}`), team] as const)),
  );
  const { figures } = { figures: publish({ nodes, roster, scores, least, earlier: [] }) };
  expect(figures.map(({ node, how, mean }) => [node, how, mean])).toEqual([
    ['A', 'said', 2.5],
    ['B', 'said', 6],
    ['ALL', 'kept', null],
  ]);
  const plain = plainly(groupsOf(nodes, countsOf(scores), least), scores);
  expect(audit(plain, least, scale).narrow.map(({ teams }) => teams)).toEqual([['B']]);
});

describe('rules of meaning, without which nobody is found out', () => {
  it('of under 60 % nothing is said, and a total of two from which it could be reckoned is kept back', () => {
    const nodes: TreeNode[] = ['ALL', 'A', 'B'].map((id, at) => ({
      id: rowId(id),
      parent: at === 0 ? null : rowId('ALL'),
    }));
    const scores = new Map([
      [rowId('A'), [4, 4, 5, 5, 4, 4, 5, 5, 4, 4]],
      [rowId('B'), [3, 3, 3, 4, 4]],
    ]);
    const roster = new Map(
      ['A', 'B'].flatMap((team) =>
        Array.from({ length: 10 }, (_, at) => [userId(`U${team}${at}`), rowId(team)] as const),
      ),
    );
    const figures = publish({ nodes, roster, scores, least, earlier: [] });
    expect(figures.map(({ node, how }) => [node, how])).toEqual([
      ['A', 'said'],
      ['B', 'few'],
      ['ALL', 'kept'],
    ]);
    // Said nevertheless, B would be a mean of five people as any other.
    expect(audit(plainly(figures.slice(0, 2), scores), least, scale)).toMatchObject(nobody);
  });

  it('a total of one group is not published, since it is that group', () => {
    const figures = publish({
      nodes: [
        { id: rowId('ALL'), parent: null },
        { id: rowId('A'), parent: rowId('ALL') },
      ],
      roster: new Map(Array.from({ length: 5 }, (_, at) => [userId(`U${at}`), rowId('A')])),
      scores: new Map([[rowId('A'), [4, 4, 4, 5, 5]]]),
      ...{ least, earlier: [] },
    });
    expect(figures.map(({ kind, node }) => [kind, node])).toEqual([['team', 'A']]);
  });
});
