/** Quarters of the calendar, and how far learning has got. Pure. */
import fc from 'fast-check';
import { gates, maturityOf, mostOf } from '../../../src/features/indicators/maturity/rules.ts';
import { ofAll, part } from '../../../src/features/indicators/measures/value.ts';
import type { Figure } from '../../../src/features/indicators/measures/indicator.ts';
import { boundsOf, quarterAt, shifted } from '../../../src/features/indicators/quarters/calendar.ts';
import type { Came } from '../../../src/features/indicators/shown/view.ts';

const zones = ['Europe/Berlin', 'Asia/Singapore', 'America/Los_Angeles', 'Pacific/Auckland', 'UTC'];
const instant = fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2032, 0, 2) });

it('a quarter holds every instant of its days in its channel’s zone, and follows the one before', () => {
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), (at, tz) => {
      const quarter = quarterAt(at, tz);
      const { from, to } = boundsOf(quarter, tz);
      expect(from <= at && at < to).toBe(true);
      expect(boundsOf(shifted(quarter, -1), tz).to).toBe(from);
      expect(quarterAt(to, tz)).toBe(shifted(quarter, 1));
    }),
  );
});

it('the first quarter follows the fourth of the year before', () => {
  expect(shifted(20264, 1)).toBe(20271);
  expect(shifted(20271, -1)).toBe(20264);
  expect(shifted(20263, -5)).toBe(20252);
});

const came = (quarter: number, ...figures: readonly Figure[]): Came => ({
  quarter,
  people: 8,
  channels: [],
  fixedAt: 0,
  figures,
});
const done = (count: number, of: number): Figure => ({ id: 'M2.done', value: part(count, of) });
const held = (count: number, of: number): Figure => ({ id: 'M4.held', value: part(count, of) });
const four = (last: readonly Figure[], before: readonly Figure[] = last): readonly Came[] => [
  came(20264, ...last),
  came(20263, ...before),
  came(20262, done(0, 40)),
  came(20261, done(0, 40)),
];
const none = new Map<never, number>();
const levels = (all: readonly Came[], limits: Parameters<typeof maturityOf>[1] = none) => {
  const maturity = maturityOf(all, limits);
  return maturity.kind === 'early' ? maturity.quarters : [maturity.level, maturity.next?.id];
};

it('maturity is said from four quarters on: before, how many there are', () => {
  expect(levels([])).toBe(0);
  expect(levels([came(20264, done(40, 40)), came(20263, done(40, 40))])).toBe(2);
  // A quarter in which nothing could be said does not count.
  expect(levels([...four([done(40, 40)]).slice(0, 3), came(20254)])).toBe(3);
});

it('a gate holds at the lower end of what is likely, and in two quarters in a row', () => {
  expect(levels(four([done(40, 40)]))).toEqual([3, undefined]);
  // 3 of 3 may be less than half.
  expect(levels(four([done(3, 3)]))).toEqual([1, 'M2']);
  expect(levels(four([done(40, 40)], [done(10, 40)]))).toEqual([1, 'M2']);
});

it('everyone who is counted in full leaves no margin', () => {
  const leaders: Figure = { id: 'M9.entries', value: ofAll(3, 5) };
  expect(levels(four([leaders]))).toEqual([2, undefined]);
});

it('a dimension has a level only with every gate below, and the whole is as far as the one that is least far', () => {
  expect(levels(four([done(40, 40), held(1, 20)]))).toEqual([1, 'M4']);
  const people: Figure = { id: 'M5.people', value: ofAll(8, 8) };
  expect(levels(four([done(40, 40), held(20, 20), people]))).toEqual([3, undefined]);
  expect(levels(four([done(20, 40), held(20, 20), people]))).toEqual([2, 'M2']);
});

it('a gate of which nothing is known holds nobody up', () => {
  expect(levels(four([done(40, 40)]))).toEqual([3, undefined]);
});

it('an admin’s limit is the one that counts', () => {
  expect(levels(four([done(40, 40)]), new Map([['M2', 99]]))).toEqual([1, 'M2']);
});

it('safety counts as published, with three of five answering or more', () => {
  const climate = (answered: number): Figure => ({
    id: 'M7.means',
    value: { kind: 'climate', means: [{ theme: 'safety', asked: 10, answered, mean: 5.5, spread: 'close' }] },
  });
  expect(levels(four([climate(6)]))).toEqual([3, undefined]);
  const [gate] = gates.filter(({ id }) => id === 'PS');
  expect(gate === undefined ? 0 : mostOf(gate)).toBe(70);
  const few = maturityOf(four([climate(5), done(40, 40)]), none);
  expect(few.kind === 'known' && few.levels.has('safety')).toBe(false);
});
