/** Proportions against what others published and computed, and against the test that their range inverts. */
import fc from 'fast-check';
import jStat from 'jstat';
import { shrunk, wilson } from '../../../../src/core/statistics/proportion.ts';
import { often } from '../../../support/often.ts';

const drawn = fc
  .integer({ min: 1, max: 5_000 })
  .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

describe('the range of a proportion', () => {
  // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is that of Newcombe: %d to %d', (count, of, low, high) => {
    const range = wilson(count, of);
    expect(range.low).toBeCloseTo(low, 4);
    expect(range.high).toBeCloseTo(high, 4);
  });

  // R 4: prop.test(count, of, correct = FALSE)$conf.int; the same as binom::binom.wilson(count, of).
  it.each([
    [3, 3, 0.4385, 1],
    [2, 3, 0.20766, 0.93851],
    [18, 30, 0.4232, 0.75409],
    [0, 10, 0, 0.27753],
  ])('of %i of %i is that of R: %d to %d', (count, of, low, high) => {
    const range = wilson(count, of);
    expect(range.low).toBeCloseTo(low, 4);
    expect(range.high).toBeCloseTo(high, 4);
  });

  it('ends where the score test, computed by jStat, is at 5 %', () => {
    fc.assert(
      fc.property(drawn, ([count, of]) => {
        const { low, high } = wilson(count, of);
        for (const end of [low, high]) {
          // At none and all there is nothing beyond.
          if (end === 0 || end === 1) continue;
          const error = Math.sqrt((end * (1 - end)) / of);
          const p = 2 * jStat.normal.cdf(-Math.abs(count / of - end) / error, 0, 1);
          expect(p).toBeCloseTo(0.05, 6);
        }
      }),
      often(500),
    );
  });

  it('always holds the share, and stays between none and all', () => {
    fc.assert(
      fc.property(drawn, ([count, of]) => {
        const { low, high } = wilson(count, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(count / of);
        expect(high).toBeGreaterThanOrEqual(count / of);
      }),
      often(200),
    );
  });

  it.each([
    [0, 0],
    [4, 3],
    [-1, 3],
    [0.5, 1],
  ])('is of no counts like %d of %d', (count, of) => {
    expect(() => wilson(count, of)).toThrow(RangeError);
  });
});

describe('a proportion drawn towards that of all', () => {
  it('is 0.62 for 3 of 3, and 0.70 for 30 of 40, where half of all is usual', () => {
    expect(shrunk(3, 3, 0.5)).toBeCloseTo(0.62, 2);
    expect(shrunk(30, 40, 0.5)).toBeCloseTo(0.7, 2);
  });

  it('is the mean that jStat has of a beta distribution, with all as what is known before', () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ([count, of], overall) => {
        const mean = jStat.beta.mean(count + 10 * overall, of - count + 10 * (1 - overall));
        expect(shrunk(count, of, overall)).toBeCloseTo(mean, 10);
      }),
      often(200),
    );
  });
});
