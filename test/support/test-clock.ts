/** A clock that stands still until a test moves it. */
import type { Clock, Instant } from '../../src/core/clock.ts';

export interface TestClock extends Clock {
  /** Moves it by so many milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** Sets it. */
  readonly set: (instant: Instant) => void;
}

/** @param start ISO text, for example `2026-11-24T10:00:00Z`, a Tuesday */
export function testClock(start = '2026-11-24T10:00:00Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    advance: (milliseconds) => void (now += milliseconds),
    set: (instant) => void (now = instant),
  };
}
