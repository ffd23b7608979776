/** The numbers of a channel: what is counted, and how sure they are. */
import {
  type CountedAction,
  enoughToSay,
  figureOf,
  numbersOf,
} from '../../../src/features/retro/history/rules.ts';

describe('a figure', () => {
  it('is only what was counted as long as there is too little to say', () => {
    expect(figureOf(2, 3)).toEqual({ hits: 2, all: 3, share: null });
    expect(figureOf(9, enoughToSay - 1).share).toBeNull();
    expect(figureOf(9, enoughToSay).share?.value).toBe(0.9);
  });
});

const action = (over: Partial<CountedAction> = {}): CountedAction => ({
  dueOn: '2026-09-01',
  state: 'done',
  helped: null,
  ...over,
});
const today = '2026-11-24';

describe('the numbers', () => {
  it('count the projects that had a retrospective within 14 days of their end', () => {
    const projects = [
      // Before the end, on the last day that counts, a day too late, never.
      { endsOn: '2026-09-30', closedOn: ['2026-09-28'] },
      { endsOn: '2026-09-30', closedOn: ['2026-10-14'] },
      { endsOn: '2026-09-30', closedOn: ['2026-10-15'] },
      { endsOn: '2026-09-30', closedOn: [] },
    ];
    expect(numbersOf(projects, [], today).held).toMatchObject({ hits: 2, all: 4 });
  });

  it('leave out a project whose fortnight is not over, also when its retrospective was held', () => {
    const projects = [{ endsOn: '2026-11-10', closedOn: ['2026-11-09'] }];
    expect(numbersOf(projects, [], today).held.all).toBe(0);
    expect(numbersOf(projects, [], '2026-11-25').held).toMatchObject({ hits: 1, all: 1 });
  });

  it('count the actions done among those whose date is two weeks past, those dropped beside them', () => {
    const actions = [
      action(),
      action({ state: 'open' }),
      action({ state: 'dropped' }),
      action({ dueOn: '2026-11-11', state: 'open' }),
    ];
    const numbers = numbersOf([], actions, today);
    expect(numbers.done).toMatchObject({ hits: 1, all: 2 });
    expect(numbers.dropped).toBe(1);
  });

  it('count what helped among the answers, not among the actions', () => {
    const actions = [
      action({ helped: 'yes' }),
      action({ helped: 'partly' }),
      action({ helped: 'no' }),
      action(),
      action({ state: 'open' }),
    ];
    const numbers = numbersOf([], actions, today);
    expect(numbers.helped).toMatchObject({ hits: 1, all: 3 });
    expect(numbers.partly).toBe(1);
  });

  it('look back a year', () => {
    const old = { endsOn: '2025-11-23', closedOn: [] };
    expect(numbersOf([old, { ...old, endsOn: '2025-11-24' }], [], today).held.all).toBe(1);
  });
});
