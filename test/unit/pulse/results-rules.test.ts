/** All figures of a window, from what was cast and the tree as it was; what may be compared; and when a leader has to answer. */
import type { Cast } from '../../../src/core/ballots.ts';
import { day } from '../../../src/core/clock.ts';
import { rowId, userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import { leadersOf, mayClose, nextLeader, timesOf } from '../../../src/features/pulse/duty/rules.ts';
import { itemKeys } from '../../../src/features/pulse/items.ts';
import { isExposed, provenOf } from '../../../src/features/pulse/results/proof.ts';
import {
  endOf,
  figuresIn,
  figuresOf,
  outcomeOf,
  type Past,
  trendOf,
} from '../../../src/features/pulse/results/rules.ts';

const [all, site, a, b, c] = ['ALL', 'SITE', 'A', 'B', 'C'].map(rowId) as [never, never, never, never, never];
const nodes = [
  { id: all, parent: null },
  { id: site, parent: all },
  { id: a, parent: site },
  { id: b, parent: site },
  { id: c, parent: all },
];

/** So many of each team give all statements the same point. @param but of some of them */
function windowOf(
  teams: readonly (readonly [team: never, asked: number, points: readonly number[]])[],
  earlier: readonly Past[] = [],
  cast: (point: number) => Cast = (point) => Object.fromEntries(itemKeys.map((key) => [key, point])),
): Past {
  const roster = new Map(
    teams.flatMap(([team, asked]) =>
      Array.from({ length: asked }, (_, at) => [userId(`U${team as string}${at}`), team] as const),
    ),
  );
  const counted = teams.flatMap(([team, , points]) =>
    points.map((point) => ({ place: team, cast: cast(point) })),
  );
  return { roster, figures: figuresOf(nodes, { roster, counted, least: 5 }, earlier) };
}

const shownOf = ({ figures }: Past, item: string | null = null) =>
  figures
    .filter((one) => one.theme === 'safety' && one.item === item)
    .map(({ kind, node, teams, answered, mean }) => [kind, node, teams.length, answered, mean]);

const same = (count: number, point: number) => Array.from({ length: count }, () => point);

it('publishes each team of five, the others together, and totals over these alone', () => {
  const window = windowOf([
    [a, 6, same(6, 5)],
    [b, 4, same(3, 4)],
    [c, 4, same(3, 3)],
  ]);
  expect(shownOf(window)).toEqual([
    ['team', a, 1, 6, 5],
    ['others', all, 2, 6, 3.5],
    ['total', all, 3, 12, 4.5],
  ]);
});

it('takes as a theme’s answer one with at least half of its statements', () => {
  const half = (count: number) => (point: number) =>
    Object.fromEntries(
      itemKeys
        .filter((key) => key.startsWith('PS'))
        .slice(0, count)
        .map((key) => [key, point]),
    );
  expect(shownOf(windowOf([[a, 6, same(6, 5)]], [], half(4)))).toHaveLength(1);
  expect(shownOf(windowOf([[a, 6, same(6, 5)]], [], half(3)))).toEqual([]);
});

it('shows single statements only where ten answered them, and only of groups that are shown already', () => {
  const window = windowOf([
    [a, 12, same(12, 5)],
    [b, 6, same(6, 4)],
    [c, 5, same(5, 3)],
  ]);
  expect(shownOf(window, 'PS1')).toEqual([
    ['team', a, 1, 12, 5],
    ['others', all, 2, 11, 3.5],
    ['total', all, 3, 23, 4.5],
  ]);
  expect(provenOf(window, 5, []).filter(isExposed)).toEqual([]);
});

it('says how many answered in all only where those left out are many, or none', () => {
  const totalOf = (left: number) =>
    windowOf([
      [a, 20, same(20, 5)],
      [b, 21, same(21, 5)],
      [c, left, same(Math.min(left, 3), 4)],
    ]).figures.find(({ kind, node, item }) => kind === 'total' && node === all && item === null);
  // Nothing is joined at the top but the site’s two teams; the third is too small.
  expect(totalOf(8)?.all).toBe(44);
  expect(totalOf(4)?.all).toBe(null);
});

it('compares a group with itself: with 80 % of the same people, by more than chance, and never over the wordings', () => {
  const before = windowOf([[a, 40, same(40, 3)]]);
  const after = windowOf([[a, 40, same(40, 6)]], [before]);
  const [was, is] = [before.figures[0], after.figures[0]] as [never, never];
  expect(trendOf(is, was)).toBe('up');
  expect(trendOf(is, undefined)).toBe(null);
  expect(trendOf({ ...(is as object), isComparable: false } as never, was)).toBe(null);
  expect(trendOf({ ...(is as object), mean: 3.5 } as never, { ...(was as object), mean: 3 } as never)).toBe(
    'up',
  );
  const few = { answered: 6, mean: 3.5 };
  expect(
    trendOf({ ...(is as object), ...few } as never, { ...(was as object), ...few, mean: 3 } as never),
  ).toBe(null);
  expect(figuresIn(outcomeOf(1, after.figures), 1)).toEqual(after.figures);
  expect(figuresIn(outcomeOf(1, after.figures), 2)).toEqual([]);
  expect([2, 2.5, 6].map(endOf)).toEqual(['low', null, 'high']);
});

it('lets a mean stand where only one joined and it hardly changed', () => {
  const before = windowOf([[a, 8, same(8, 5)]]);
  const after = windowOf([[a, 9, [...same(8, 5), 1]]], [before]);
  expect(after.figures.filter(({ item }) => item === null).map(({ how, mean }) => [how, mean])).toEqual(
    Array.from({ length: 3 }, () => ['before', 5]),
  );
  const changed = windowOf([[a, 9, same(9, 2)]], [before]);
  expect(changed.figures[0]).toMatchObject({ how: 'said', mean: 2 });
});

describe('who answers', () => {
  const [mara, katrin] = ['UMARA', 'UKATRIN'].map(userId) as [never, never];
  const led = [
    { place: all, under: null, leader: katrin },
    { place: site, under: all, leader: null },
    { place: a, under: site, leader: mara },
    { place: b, under: site, leader: katrin },
  ];

  it('is the nearest leader, then the next above, each once, and then nobody', () => {
    expect(leadersOf(led, a)).toEqual([mara, katrin]);
    expect(leadersOf(led, b)).toEqual([katrin]);
    expect(nextLeader([mara, katrin], mara)).toBe(katrin);
    expect(nextLeader([mara, katrin], katrin)).toBe(null);
    expect(nextLeader([katrin], null)).toBe(katrin);
    expect(nextLeader([], null)).toBe(null);
  });

  it('has ten and twenty working days of their own zone, without its holidays', () => {
    // A Friday, at nine in the evening in Berlin: in Tokyo it is Saturday.
    const now = Date.UTC(2026, 11, 18, 20);
    const isHoliday = (date: string) => date === '2026-12-25';
    const of = (tz: string) =>
      timesOf({ workingHours: defaultWorkingHours, tz, awayUntil: null }, now, isHoliday);
    const dateIn = (tz: string, at: number) => localTime(at, tz).date;
    expect(dateIn('Europe/Berlin', of('Europe/Berlin').dueAt)).toBe('2027-01-04');
    expect(dateIn('Europe/Berlin', of('Europe/Berlin').endsAt)).toBe('2027-01-18');
    expect(dateIn('Asia/Tokyo', of('Asia/Tokyo').dueAt)).toBe('2027-01-04');
  });

  it('has ten working days, from their return where they are away, and twenty until it can be closed', () => {
    const now = Date.UTC(2026, 11, 1, 10);
    const person = { workingHours: defaultWorkingHours, tz: 'UTC', awayUntil: null };
    expect(timesOf(person, now, noHolidays)).toEqual({ dueAt: now + 14 * day, endsAt: now + 28 * day });
    const back = now + 7 * day;
    expect(timesOf({ ...person, awayUntil: back }, now, noHolidays).dueAt).toBe(back + 14 * day);
    expect(timesOf({ ...person, awayUntil: now + 300 * day }, now, noHolidays).dueAt).toBeLessThan(
      now + 50 * day,
    );
    const never = { ...person, workingHours: { ...defaultWorkingHours, days: [] } };
    expect(timesOf(never, now, noHolidays)).toEqual({ dueAt: now + 14 * day, endsAt: now + 28 * day });
    expect(timesOf(null, now, noHolidays).endsAt).toBe(now + 28 * day);
    expect([now - 1, now].map((at) => mayClose({ state: 'open', ends_at: now }, at))).toEqual([false, true]);
    expect(mayClose({ state: 'answered', ends_at: now }, now)).toBe(false);
  });
});
