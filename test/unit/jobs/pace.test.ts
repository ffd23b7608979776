import fc from 'fast-check';
import { createPace, rates, type Paced } from '../../../src/jobs/pace.ts';
import { often } from '../../support/often.ts';

const post = (channel: string): Paced[] => [
  [rates.channelPost, 'T1', channel],
  [rates.workspacePost, 'T1'],
];

describe('the pace', () => {
  it('lets one message a second into a channel, and does not hold up others', () => {
    const pace = createPace();
    expect(pace.notBefore(post('C1'), 5000)).toBe(5000);
    pace.took(post('C1'), 5000);
    expect(pace.notBefore(post('C1'), 5400)).toBe(6000);
    expect(pace.notBefore(post('C2'), 5400)).toBe(5400);
    expect(pace.notBefore(post('C1'), 6000)).toBe(6000);
  });

  it('lets fifty updates a minute into a workspace', () => {
    const pace = createPace();
    const update: Paced[] = [[rates.workspaceUpdate, 'T1']];
    for (let index = 0; index < 50; index += 1) pace.took(update, 1000 + index);
    expect(pace.notBefore(update, 2000)).toBe(61_000);
    expect(pace.notBefore(update, 61_001)).toBe(61_001);
    expect(pace.notBefore([[rates.workspaceUpdate, 'T2']], 2000)).toBe(2000);
  });

  it('goes along when the clock jumps, forwards or back', () => {
    const pace = createPace();
    pace.took(post('C1'), 100_000);
    expect(pace.notBefore(post('C1'), 900_000)).toBe(900_000);
    expect(pace.notBefore(post('C1'), 1000)).toBe(1000);
    pace.hold(post('C1'), 3_700_000, 30_000);
    expect(pace.notBefore(post('C1'), 3_701_000)).toBe(3_730_000);
    // An hour back: what Slack asked to wait is not made an hour long.
    expect(pace.notBefore(post('C1'), 101_000)).toBe(101_000);
  });

  it('never lets more through in any stretch than the rate says, if one does as it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        (calls, per, waits) => {
          const pace = createPace();
          const what: Paced[] = [[{ calls, per }, 'x']];
          const made: number[] = [];
          let now = 0;
          for (const wait of waits) {
            now = pace.notBefore(what, now + wait);
            pace.took(what, now);
            made.push(now);
          }
          for (const at of made)
            expect(made.filter((other) => other > at - per && other <= at).length).toBeLessThanOrEqual(calls);
        },
      ),
      often(100),
    );
  });
});
