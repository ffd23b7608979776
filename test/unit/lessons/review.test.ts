/** When somebody is asked whether a lesson still holds. */
import { day } from '../../../src/core/clock.ts';
import { isAskedAgain, mayAskFrom } from '../../../src/features/lessons/review/rules.ts';
import { askUntil, isLongerThanForm, reviewOf, withWhole } from '../../../src/features/lessons/rules.ts';

const now = 1_000 * day;

describe('whether a lesson still holds', () => {
  const asked = (over: {
    readonly count?: number;
    readonly state?: 'asked' | 'kept';
    readonly is_hidden?: 0 | 1;
    readonly review_by?: number;
    readonly retired_at?: number | null;
  }) => {
    const { count = 1, state = 'kept', ...columns } = over;
    const row = { is_hidden: 0, review_by: now, retired_at: null, ...columns };
    return isAskedAgain(
      { lesson: { row, state }, own: { count } } as Parameters<typeof isAskedAgain>[0],
      now,
    );
  };

  it('is asked of its authors once its day has come', () => {
    expect(asked({})).toBe(true);
    expect(asked({ review_by: now + 1 })).toBe(false);
    expect(asked({ review_by: now - day })).toBe(true);
    expect(asked({ count: 0 })).toBe(false);
  });

  it('is not asked where names are hidden, while it is not kept, or once it is retired', () => {
    expect(asked({ is_hidden: 1 })).toBe(false);
    expect(asked({ state: 'asked' })).toBe(false);
    expect(asked({ retired_at: now - day })).toBe(false);
  });

  it('is asked a year after it was said', () => {
    expect(reviewOf(now)).toBe(now + 365 * day);
  });

  it('is asked of a person at once, two weeks after another question, and not while they are away', () => {
    expect(mayAskFrom(null, null, now)).toBe(now);
    expect(mayAskFrom(now - day, null, now)).toBe(now + 13 * day);
    expect(mayAskFrom(now - 20 * day, null, now)).toBe(now);
    expect(mayAskFrom(now - day, now + 30 * day, now)).toBe(now + 30 * day);
    expect(mayAskFrom(null, now + day, now)).toBe(now + day);
    expect(mayAskFrom(null, now - day, now)).toBe(now);
  });
});

it('card authors are asked for two weeks, or until nobody knows any more who they are', () => {
  expect(askUntil(now, null)).toBe(now + 14 * day);
  expect(askUntil(now, now + 3 * day)).toBe(now + 3 * day);
});

it('what a form cannot hold stays as it was where its field is empty, and nothing else does', () => {
  const fits = 'x'.repeat(3_000);
  const typed = { title: 'a', context: '', happened: '', useWhen: 'b', topics: '' };
  expect([isLongerThanForm(fits), isLongerThanForm(`${fits}x`)]).toEqual([false, true]);
  expect(withWhole(typed, `${fits}x`).happened).toBe(`${fits}x`);
  expect(withWhole(typed, fits)).toEqual(typed);
  expect(withWhole({ ...typed, happened: 'new' }, `${fits}x`).happened).toBe('new');
});
