/** The chart for individual values against examples of handbooks, whose limits R’s qcc has, too. */
import fc from 'fast-check';
import { mean } from 'simple-statistics';
import { variationOf } from '../../../../src/core/statistics/over-time.ts';
import { often } from '../../../support/often.ts';

it('has the limits of the NIST handbook, 6.3.2.2', () => {
  const found = variationOf([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
  expect(found?.mean).toBeCloseTo(50.81, 2);
  expect(found?.high).toBeCloseTo(55.8041, 1);
  expect(found?.low).toBeCloseTo(45.8159, 1);
  expect(found?.last).toBe('usual');
});

it('has the limits of Montgomery’s primer paint: 33.52, from 32.24 to 34.80', () => {
  const viscosity = [
    ...[33.75, 33.05, 34.0, 33.81, 33.46, 34.02, 33.68, 33.27],
    ...[33.49, 33.2, 33.62, 33.0, 33.54, 33.12, 33.84],
  ];
  // R 4: qcc::qcc(viscosity, type = "xbar.one")$limits
  const found = variationOf(viscosity);
  expect(found?.mean).toBeCloseTo(33.52, 2);
  expect(found?.low).toBeCloseTo(32.24, 1);
  expect(found?.high).toBeCloseTo(34.8, 1);
  expect(found?.last).toBe('usual');
});

it('under eight values there is nothing to say', () => {
  expect(variationOf([1, 2, 3, 4, 5, 6, 7])).toBeNull();
  expect(variationOf([1, 2, 3, 4, 5, 6, 7, 8])).not.toBeNull();
});

it('a last value outside of the limits is a change, and so are eight in a row on one side', () => {
  expect(variationOf([5, 6, 5, 4, 5, 6, 5, 4, 20])?.last).toBe('outside');
  const low = [3, 2, 3, 2, 3, 2, 3, 2];
  expect(variationOf([...low, 5, 4, 5, 4, 5, 4, 5, 4])?.last).toBe('run');
  expect(variationOf([...low, 5, 4, 5, 4, 5, 4, 5, 2])?.last).toBe('usual');
});

it('its limits are 2.66 mean ranges from the mean, by the means of simple-statistics', () => {
  const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(values, (all) => {
      const found = variationOf(all);
      const ranges = all.slice(1).map((value, at) => Math.abs(value - (all[at] ?? 0)));
      expect(found?.mean).toBeCloseTo(mean(all), 8);
      expect(found?.high).toBeCloseTo(mean(all) + 2.66 * mean(ranges), 8);
      expect(found?.low).toBeCloseTo(mean(all) - 2.66 * mean(ranges), 8);
    }),
    often(200),
  );
});
