/** How far learning has got: gates, and what more evidence may do to them. */
import fc from 'fast-check';
import { gates, type Limits, maturityOf } from '../../../src/features/indicators/maturity/rules.ts';
import { shifted } from '../../../src/core/time/quarter.ts';
import type { Figure, FigureId } from '../../../src/features/indicators/measures/indicator.ts';
import { ofAll, part } from '../../../src/features/indicators/measures/value.ts';
import { often } from '../../support/often.ts';

const usual: Limits = new Map();
const quarters = (...came: readonly (readonly Figure[])[]) =>
  came.map((figures, back) => ({ quarter: shifted(20_261, -back), figures }));

/** Enough for every gate. */
const all: readonly Figure[] = [
  { id: 'M4.held', value: part(90, 100) },
  { id: 'M9.entries', value: ofAll(9, 10) },
  {
    id: 'M7.means',
    value: {
      kind: 'climate',
      means: [{ theme: 'safety', asked: 50, answered: 40, mean: 5.5, spread: 'close' }],
    },
  },
  { id: 'M5.people', value: ofAll(80, 100) },
  { id: 'M8.starts', value: part(90, 100) },
  { id: 'M2.done', value: part(90, 100) },
  { id: 'M2b.helped', value: part(90, 100) },
  {
    id: 'M1b.mixing',
    value: { kind: 'ratio', ratio: 0.9, range: { low: 0.8, high: 1 }, of: 100 },
  },
];
const but = (...others: readonly Figure[]): readonly Figure[] => [
  ...all.filter(({ id }) => !others.some((other) => other.id === id)),
  ...others,
];
const without = (...ids: readonly FigureId[]) => all.filter(({ id }) => !ids.includes(id));
const four = (latest: readonly Figure[], before: readonly Figure[] = latest) =>
  maturityOf(quarters(latest, before, before, before), usual);

it('nothing is said before four quarters exist, nor if the last two do not follow one another', () => {
  expect(maturityOf(quarters(all, all, all), usual)).toEqual({ kind: 'early', quarters: 3 });
  expect(maturityOf(quarters(all, all, all, all), usual)).toMatchObject({ kind: 'known', level: 4 });
  const gap = quarters(all, all, all, all, all).filter((_, at) => at !== 1);
  expect(maturityOf(gap, usual)).toMatchObject({ kind: 'early' });
});

it('a gate holds at the lower end of what may be true, in two quarters in a row', () => {
  // 6 of 10 is more than half, and may be 31 %.
  const few = but({ id: 'M2.done', value: part(6, 10) });
  expect(four(few)).toMatchObject({ level: 2, next: { id: 'M2' } });
  expect(four(all, few)).toMatchObject({ level: 2, next: { id: 'M2' } });
  expect(four(but({ id: 'M2.done', value: part(70, 100) }))).toMatchObject({ level: 4, next: null });
});

it('leaders are counted in full: half of ten is half, without a margin', () => {
  expect(four(but({ id: 'M9.entries', value: ofAll(5, 10) }))).toMatchObject({ level: 4 });
  expect(four(but({ id: 'M9.entries', value: ofAll(4, 10) }))).toMatchObject({
    level: 1,
    next: { id: 'M9' },
  });
});

it('the whole is as far as its dimension that is least far, and its next gate is the recommendation', () => {
  const found = four(
    but({ id: 'M8.starts', value: part(2, 100) }, { id: 'M2b.helped', value: part(2, 100) }),
  );
  expect(found).toMatchObject({ level: 2, next: { id: 'M8' } });
  expect(found.kind === 'known' && Object.fromEntries(found.levels)).toEqual({
    leadership: 4,
    safety: 4,
    sharing: 2,
    practice: 3,
  });
});

it('what is absent is not zero: nobody is held up by it, and nobody reaches a level of which nothing is known', () => {
  // Fewer than five leaders, and no pulse.
  expect(four(without('M9.entries', 'M7.means'))).toMatchObject({ level: 4, next: null });
  expect(four(without('M2.done', 'M2b.helped'))).toMatchObject({ level: 2, next: null });
  expect(four(without('M4.held'))).toMatchObject({ level: 4, next: null });
  expect(four([])).toMatchObject({ kind: 'early' });
});

it('a climate of which too few answered is absent', () => {
  const means = [{ theme: 'safety', asked: 50, answered: 29, mean: 2, spread: 'close' }] as const;
  expect(four(but({ id: 'M7.means', value: { kind: 'climate', means } }))).toMatchObject({ level: 4 });
});

it('limits are what an admin chose', () => {
  const latest = but({ id: 'M5.people', value: ofAll(50, 100) });
  expect(four(latest)).toMatchObject({ level: 2, next: { id: 'M5' } });
  expect(maturityOf(quarters(latest, latest, latest, latest), new Map([['M5', 50]]))).toMatchObject({
    level: 4,
  });
});

const shares = ['M4.held', 'M8.starts', 'M2.done', 'M2b.helped'] as const;
const counted = fc.record(
  Object.fromEntries(
    shares.map((id) => [
      id,
      fc.option(
        fc
          .integer({ min: 1, max: 60 })
          .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of))),
      ),
    ]),
  ) as Record<(typeof shares)[number], fc.Arbitrary<[number, number] | null>>,
);
type Counted = Readonly<Record<(typeof shares)[number], [number, number] | null>>;
const figuresOf = (counts: Counted, more: (count: number, of: number) => readonly [number, number]) => [
  ...all.filter(({ id }) => !(shares as readonly string[]).includes(id)),
  ...shares.flatMap((id): Figure[] => {
    const one = counts[id];
    return one === null ? [] : [{ id, value: part(...more(...one)) }];
  }),
];
const levelOf = (figures: readonly Figure[]) => {
  const found = four(figures);
  return found.kind === 'known' ? found.level : 0;
};

it('more evidence never lowers a level: neither more of the same share, nor more that succeeded', () => {
  fc.assert(
    fc.property(counted, fc.integer({ min: 2, max: 9 }), (counts, times) => {
      const before = levelOf(figuresOf(counts, (count, of) => [count, of]));
      expect(levelOf(figuresOf(counts, (count, of) => [count * times, of * times]))).toBeGreaterThanOrEqual(
        before,
      );
      expect(levelOf(figuresOf(counts, (count, of) => [Math.min(of, count + 1), of]))).toBeGreaterThanOrEqual(
        before,
      );
    }),
    often(300),
  );
});

it('nothing known of a dimension never gives another level than its gates held, or it missed', () => {
  fc.assert(
    fc.property(counted, fc.subarray([...shares]), (counts, gone) => {
      const left = Object.fromEntries(
        Object.entries(counts).map(([id, one]) => [
          id,
          (gone as readonly string[]).includes(id) ? null : one,
        ]),
      ) as Counted;
      const found = four(figuresOf(left, (count, of) => [count, of]));
      if (found.kind === 'early') return;
      const known = gates.filter(
        ({ figure }) => figure === null || !(gone as readonly string[]).includes(figure),
      );
      expect(found.next === null || known.includes(found.next)).toBe(true);
      expect(found.level).toBe(Math.min(...found.levels.values()));
    }),
    often(300),
  );
});
