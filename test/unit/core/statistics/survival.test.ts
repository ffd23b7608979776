/** How long something takes, against the data of which everybody knows the answer, with R’s numbers beside them. */
import fc from 'fast-check';
import { median } from 'simple-statistics';
import { medianOf, survivalOf, type Waited } from '../../../../src/core/statistics/survival.ts';
import { often } from '../../../support/often.ts';

/** Less than 0: it was still open then. */
const waited = (...times: readonly number[]): readonly Waited[] =>
  times.map((time) => ({ time: Math.abs(time), isOver: time > 0 }));

function isLike(all: readonly Waited[], want: readonly (readonly [number, number, number, number])[]) {
  const curve = survivalOf(all);
  expect(curve.map(({ time }) => time)).toEqual(want.map(([time]) => time));
  curve.forEach(({ open, low, high }, at) => {
    const [, wantOpen, wantLow, wantHigh] = want[at] ?? [0, 0, 0, 0];
    expect(open).toBeCloseTo(wantOpen, 3);
    expect(low).toBeCloseTo(wantLow, 3);
    expect(high).toBeCloseTo(wantHigh, 3);
  });
}

// R 4: summary(survfit(Surv(time, status) ~ 1, data = aml, subset = x == "Maintained"))
it('the maintained group of the leukemia data', () => {
  const aml = waited(9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161);
  isLike(aml, [
    [9, 0.909, 0.7541, 1],
    [13, 0.818, 0.6192, 1],
    [18, 0.716, 0.4884, 1],
    [23, 0.614, 0.3769, 0.999],
    [31, 0.491, 0.2549, 0.946],
    [34, 0.368, 0.1549, 0.875],
    [48, 0.184, 0.0359, 0.944],
  ]);
  expect(medianOf(aml)).toEqual({ median: 31, low: 18, high: null });
});

// Freireich and others (1963), as in Kaplan and Meier’s textbooks. R 4: summary(survfit(Surv(time, cens) ~ treat, data = MASS::gehan))
describe('the remission of leukemia', () => {
  const drug = waited(
    ...[6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16],
    ...[-17, -19, -20, 22, 23, -25, -32, -32, -34, -35],
  );
  const none = waited(...[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

  it('with 6-MP', () => {
    isLike(drug, [
      [6, 0.857, 0.7198, 1],
      [7, 0.807, 0.6531, 0.996],
      [10, 0.753, 0.5859, 0.968],
      [13, 0.69, 0.5096, 0.935],
      [16, 0.627, 0.4394, 0.896],
      [22, 0.538, 0.3369, 0.858],
      [23, 0.448, 0.2489, 0.807],
    ]);
    expect(medianOf(drug)).toEqual({ median: 23, low: 16, high: null });
  });

  it('without: half within 8 weeks, with a band from 4 to 12', () => {
    expect(medianOf(none)).toEqual({ median: 8, low: 4, high: 12 });
  });
});

it('of what is all over, the median is that of simple-statistics, in whatever order it comes', () => {
  const times = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(times, (all) => {
      expect(medianOf(waited(...all)).median).toBe(median(all));
      expect(medianOf(waited(...all.toReversed()))).toEqual(medianOf(waited(...all)));
    }),
    often(300),
  );
});

it('what is still open takes longer than if it were over, and with fewer than half over there is no median', () => {
  expect(medianOf(waited(1, 2, 3)).median).toBe(2);
  expect(medianOf(waited(1, -2, 3)).median).toBe(3);
  expect(medianOf(waited(1, -3, -3, -3)).median).toBeNull();
  expect(medianOf(waited(5, -1, -1, -1)).median).toBe(5);
  expect(medianOf([])).toEqual({ median: null, low: null, high: null });
});
