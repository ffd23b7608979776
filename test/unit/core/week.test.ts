/** When what was learned returns: after 30, 90 and 270 days, each time in one week. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { recallWindows, returnsIn } from '../../../src/core/week.ts';

const at = (text: string) => Date.parse(text);

describe('what was learned', () => {
  // Written on a Thursday; digests are on Tuesdays at 9:00 UTC.
  const written = at('2026-01-08T14:00:00Z');
  it.each([
    ['2026-01-13T09:00:00Z', false],
    ['2026-01-20T09:00:00Z', false],
    ['2026-01-27T09:00:00Z', false],
    ['2026-02-03T09:00:00Z', false],
    ['2026-02-10T09:00:00Z', true],
    ['2026-04-07T09:00:00Z', false],
    ['2026-04-14T09:00:00Z', true],
    ['2026-10-06T09:00:00Z', true],
    ['2026-10-13T09:00:00Z', false],
  ])('in the week up to %s: %s', (to, returns) => {
    expect(returnsIn(written, { from: at(to) - 7 * day, to: at(to) })).toBe(returns);
  });

  it('returns three times, whenever it was written and however long each digest waits', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 35 * 24 }), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), gaps, (hours, all) => {
        let from = 0;
        let times = 0;
        for (const gap of all) {
          const to = from + gap * hour;
          times += recallWindows({ from, to }).filter(
            (one) => hours * hour >= one.from && hours * hour < one.to,
          ).length;
          from = to;
          if (from > 700 * day) break;
        }
        if (from > 300 * day) expect(times).toBe(3);
      }),
    );
  });
});
