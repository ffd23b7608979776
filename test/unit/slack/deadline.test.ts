/** What decides how long is waited and how much one person may do. */
import { allowances } from '../../../src/slack/requests/allowance.ts';
import { latest } from '../../../src/slack/requests/latest.ts';
import { elapsed, requestDeadline, stepwise } from '../../../src/slack/requests/timeouts.ts';
import { before, noteStored, patient, timeLeft } from '../../../src/store/engines/deadline.ts';

describe('what one person may do', () => {
  it('is so much at once, then one after the other, and each has their own', () => {
    let now = 1_000_000;
    const may = allowances({ atOnce: 3, perMinute: 6 }, () => now);
    expect(['ann', 'ann', 'ann', 'ann', 'ben'].map(may)).toEqual([0, 0, 0, 10_000, 0]);
    now += 9_999;
    expect(may('ann')).toBe(1);
    now += 1;
    expect([may('ann'), may('ann')]).toEqual([0, 10_000]);
    now += 3_600_000;
    expect(['ann', 'ann', 'ann', 'ann'].map(may)).toEqual([0, 0, 0, 10_000]);
  });
});

describe('of what comes again and again', () => {
  it('only the latest under each key counts', () => {
    const come = latest();
    const [first, other] = [come('form'), come('other form')];
    const second = come('form');
    expect([first(), second(), other()]).toEqual([false, true, true]);
  });
});

describe('a request', () => {
  it('that has waited too long may store nothing; once somebody was told that it goes on, it may', () => {
    const deadline = requestDeadline(elapsed() - 5_000, 2_000);
    expect(deadline.left()).toBeLessThan(0);
    deadline.answered();
    expect(deadline.left()).toBeGreaterThan(0);
  });

  it('of several steps waits patiently once one of them is stored', () => {
    const { deadline, hasBegun } = stepwise({ left: () => 5 });
    before(deadline, () => {
      expect([timeLeft(), hasBegun()]).toEqual([5, false]);
      noteStored();
      expect([timeLeft(), hasBegun()]).toEqual([patient, true]);
    });
  });
});
