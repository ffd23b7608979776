/**
 * Taking turns: who presents or facilitates next, and until when they can answer. Pure: now and chance come in as arguments, days and hours are
 * those of `Calendar` and `Person`.
 */
import type { Instant } from './clock.ts';
import type { UserId } from './ids.ts';
import type { Calendar } from './recurrence.ts';
import { addWorkingDays } from './time/working.ts';

/** One person's part so far. Numbers only: the days on which they were there are not stored. */
export interface Turn {
  readonly person: UserId;
  /** How often it was their turn, or is about to be. */
  readonly taken: number;
  /** How often it could have been. */
  readonly possible: number;
  /** When it was theirs last, or will be. */
  readonly lastAt: Instant | null;
}

/**
 * Whose turn is next: the lowest share of taken to possible ones; then the longest ago; then by chance.
 * @param turns of those who can
 * @param chance another random text each time
 */
export function nextTurn<T extends Turn>(turns: readonly T[], chance: () => string): T | null {
  const drawn = turns.map((turn) => ({ turn, lot: chance() }));
  const [first] = drawn.sort(
    (a, b) =>
      byShare(a.turn, b.turn) ||
      (a.turn.lastAt ?? 0) - (b.turn.lastAt ?? 0) ||
      Number(a.lot > b.lot) - Number(a.lot < b.lot),
  );
  return first?.turn ?? null;
}

/** Compares fractions in whole numbers. The upcoming one counts for everyone here, so nobody's count is zero. */
function byShare(a: Turn, b: Turn): number {
  return a.taken * (b.possible + 1) - b.taken * (a.possible + 1);
}

/** When a person who was asked is reminded, and when the next one is asked instead. */
export interface AskTimes {
  /** `null`: there is no time for a reminder. */
  readonly remindAt: Instant | null;
  /** `null`: they can answer until it begins. */
  readonly answerBy: Instant | null;
}

/**
 * A person can answer until a working day before, and for a working day in any case; the reminder comes a working day before that.
 * @param startsAt what they are asked to do
 * @param askedAt when the question reached them
 * @param calendar of the channel; it must have a working day
 */
export function askTimes(startsAt: Instant, askedAt: Instant, calendar: Calendar): AskTimes {
  const { days, tz, isHoliday } = calendar;
  const hours = { days, start: 0, end: 0, holidays: null };
  const shifted = (from: Instant, count: number) => addWorkingDays(from, count, hours, tz, isHoliday);
  const answerBy = Math.max(shifted(startsAt, -1), shifted(askedAt, 1));
  if (answerBy >= startsAt) return { remindAt: null, answerBy: null };
  const remindAt = shifted(answerBy, -1);
  return { remindAt: remindAt >= shifted(askedAt, 1) ? remindAt : null, answerBy };
}
