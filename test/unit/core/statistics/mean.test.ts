/** How uncertain a mean is, against Student’s quantiles as R has them, and the half widths of learning-science.md 1.7. */
import { bandOf, detectable } from '../../../../src/core/statistics/mean.ts';

/** So many were asked that who answered is as nothing. */
const endless = 1e12;

// R 4: qt(0.975, n - 1) / sqrt(n)
it.each([
  [5, 2.776445],
  [8, 2.364624],
  [10, 2.262157],
  [20, 2.093024],
])('of %i out of many it is t = %d by the root of how many', (answered, t) => {
  expect(bandOf(answered, endless)).toBeCloseTo(t / Math.sqrt(answered), 5);
});

it.each([
  [5, 6, 0.51],
  [8, 10, 0.37],
  [10, 13, 0.34],
  [20, 25, 0.21],
])('of %i out of %i it is narrower, since there are no others: ±%d', (answered, asked, half) => {
  expect(bandOf(answered, asked)).toBeCloseTo(half, 2);
});

it('is nothing once everybody answered, and says nothing of one', () => {
  expect(bandOf(8, 8)).toBe(0);
  expect(bandOf(1, 8)).toBe(Infinity);
});

it('two means of eight have to differ by a point', () => {
  expect(detectable(8, 8)).toBeCloseTo(0.98, 2);
});
