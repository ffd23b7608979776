/** The time left in a live phase. */
import { minute, second } from '../../../src/core/clock.ts';
import { nextMove, runningIn, timeLeft } from '../../../src/features/retro/timer/rules.ts';
import { inPhase, noon } from './states.ts';

const live = inPhase('vote', { pace: 'live', beganAt: noon, endsAt: noon + 10 * minute });

describe('the time of a phase', () => {
  it('runs live, while the phase is open', () => {
    expect(runningIn(live, noon)).toEqual({ beganAt: noon, endsAt: noon + 10 * minute });
    expect(runningIn({ ...live, pace: 'async' }, noon)).toBeNull();
    expect(runningIn({ ...live, phase: 'closed' }, noon)).toBeNull();
    expect(runningIn({ ...live, beganAt: null }, noon)).toBeNull();
    expect(runningIn({ ...live, endsAt: null }, noon)).toBeNull();
    expect(runningIn(live, noon + 10 * minute - 1)).not.toBeNull();
    expect(runningIn(live, noon + 10 * minute)).toBeNull();
  });

  it('is shown by tenths, and in minutes', () => {
    expect(timeLeft(live, noon)).toEqual({ bar: '□'.repeat(10), minutes: 10, until: noon + 10 * minute });
    expect(timeLeft(live, noon + 3 * minute - 1)).toMatchObject({ bar: `■■${'□'.repeat(8)}`, minutes: 7 });
    expect(timeLeft(live, noon + 3 * minute)).toMatchObject({ bar: `■■■${'□'.repeat(7)}`, minutes: 7 });
    expect(timeLeft(live, noon + 10 * minute - 1)?.bar).toBe(`${'■'.repeat(9)}□`);
    expect(timeLeft(live, noon + 11 * minute)).toBeNull();
  });

  it('has not begun to pass where a clock is behind', () => {
    expect(timeLeft(live, noon - minute)?.bar).toBe('□'.repeat(10));
  });

  it('moves at each tenth, but not every few seconds, and not at its end', () => {
    expect(nextMove(live, noon)).toBe(noon + minute);
    expect(nextMove(live, noon + minute - 1)).toBe(noon + minute);
    expect(nextMove(live, noon + minute)).toBe(noon + 2 * minute);
    expect(nextMove(live, noon + 9 * minute)).toBeNull();
    const short = { ...live, endsAt: noon + minute };
    expect(nextMove(short, noon)).toBe(noon + 20 * second);
    expect(nextMove(short, noon + 20 * second)).toBe(noon + 40 * second);
    expect(nextMove(short, noon + 40 * second)).toBeNull();
    expect(nextMove({ ...live, pace: 'async' }, noon)).toBeNull();
  });
});
