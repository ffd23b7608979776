/** Quarters of the calendar. Pure. */
import fc from 'fast-check';
import { boundsOf, quarterAt, shifted } from '../../../src/core/time/quarter.ts';

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
