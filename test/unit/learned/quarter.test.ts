/** What counts as a quarter, and when there is enough of it to draw. */
import {
  isEnough,
  mondaysUntil,
  totalOf,
  type Week,
  weeksOf,
} from '../../../src/features/learned/quarter/rules.ts';

const at = (iso: string) => Date.parse(iso);

describe('a quarter', () => {
  it('is thirteen weeks from a Monday, at the reader’s midnight also where clocks change', () => {
    const mondays = mondaysUntil(at('2026-11-24T09:00:00Z'), 'Europe/Berlin');
    expect(mondays).toHaveLength(13);
    expect(mondays[0]).toBe(at('2026-08-30T22:00:00Z'));
    expect(mondays.at(-1)).toBe(at('2026-11-22T23:00:00Z'));
  });

  it('counts in each week what happened from its Monday to the next', () => {
    const mondays = [at('2026-11-16T00:00:00Z'), at('2026-11-23T00:00:00Z')];
    const weeks = weeksOf(mondays, {
      shared: [at('2026-11-15T23:59:59Z'), at('2026-11-16T00:00:00Z'), at('2026-11-23T00:00:00Z')],
      used: [at('2026-11-22T23:59:59Z')],
    });
    expect(weeks.map(({ shared, used }) => [shared, used])).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(totalOf(weeks)).toEqual({ shared: 2, used: 1 });
  });

  it.each([
    [
      'five things in three weeks',
      [
        [2, 1],
        [1, 0],
        [0, 1],
      ],
      true,
    ],
    [
      'four things',
      [
        [2, 0],
        [1, 0],
        [0, 1],
      ],
      false,
    ],
    [
      'many things in two weeks',
      [
        [9, 9],
        [9, 9],
        [0, 0],
      ],
      false,
    ],
    ['nothing', [[0, 0]], false],
  ] as const)('of %s: whether there is enough for a picture', (_what, counts, enough) => {
    const weeks = counts.map(([shared, used]): Week => ({ from: 0, shared, used }));
    expect(isEnough(weeks)).toBe(enough);
  });
});
