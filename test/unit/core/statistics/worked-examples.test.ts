/** Our formulas against worked examples that others published, given as literals. */
import { variationOf } from '../../../../src/core/statistics/over-time.ts';
import { shrunk, wilson } from '../../../../src/core/statistics/proportion.ts';
import { medianOf, survivalOf } from '../../../../src/core/statistics/survival.ts';

/** R 4: prop.test(count, of, correct = FALSE)$conf.int */
it.each([
  [3, 3, 0.4385, 1],
  [2, 3, 0.20766, 0.93851],
  [18, 30, 0.4232, 0.75409],
  [0, 10, 0, 0.27753],
])('wilson of %i of %i is %d to %d', (count, of, low, high) => {
  const range = wilson(count, of);
  expect(range.low).toBeCloseTo(low, 4);
  expect(range.high).toBeCloseTo(high, 4);
});

it('limits of individual values are those of the NIST handbook, 6.3.2.2', () => {
  const found = variationOf([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
  expect(found?.mean).toBeCloseTo(50.81, 2);
  expect(found?.high).toBeCloseTo(55.8041, 1);
  expect(found?.low).toBeCloseTo(45.8159, 1);
  expect(found?.last).toBe('usual');
});

const aml = [9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161].map((time) => ({
  time: Math.abs(time),
  isOver: time > 0,
}));
it('the survival of the maintained group of the leukemia data is that of R’s survfit', () => {
  const curve = survivalOf(aml);
  expect(curve.map(({ time }) => time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
  const want = [
    [0.909, 0.7541, 1],
    [0.818, 0.6192, 1],
    [0.716, 0.4884, 1],
    [0.614, 0.3769, 0.999],
    [0.491, 0.2549, 0.946],
    [0.368, 0.1549, 0.875],
    [0.184, 0.0359, 0.944],
  ] as const;
  curve.forEach(({ open, low, high }, at) => {
    expect(open).toBeCloseTo(want[at]?.[0] ?? 0, 3);
    expect(low).toBeCloseTo(want[at]?.[1] ?? 0, 3);
    expect(high).toBeCloseTo(want[at]?.[2] ?? 0, 3);
  });
  expect(medianOf(aml)).toEqual({ median: 31, low: 18, high: null });
});

it('a small proportion is drawn towards that of all', () => {
  expect(shrunk(3, 3, 0.5)).toBeCloseTo(0.62, 2);
  expect(shrunk(30, 40, 0.5)).toBeCloseTo(0.7, 2);
});
