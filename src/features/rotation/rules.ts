/** The rules of the rotation: who presents next, and who can. Pure: chance comes in as an argument. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { isWorkingDay } from '#core/time/working.ts';
import { localTime } from '#core/time/zone.ts';

/** One person's part in a channel's rotation so far. Numbers only: the days on which they attended are not stored. */
export interface Turn {
  readonly person: UserId;
  /** How often they presented, or are about to. */
  readonly presented: number;
  /** At how many meetings they could have presented. */
  readonly available: number;
  /** The meeting at which they presented last, or will. */
  readonly lastAt: Instant | null;
}

/**
 * Who presents next: the lowest share of presented to possible meetings; then the longest ago; then by chance.
 * @param turns of those who can
 * @param chance another random text each time
 */
export function choose<T extends Turn>(turns: readonly T[], chance: () => string): T | null {
  const drawn = turns.map((turn) => ({ turn, lot: chance() }));
  const [first] = drawn.sort(
    (a, b) =>
      byShare(a.turn, b.turn) ||
      (a.turn.lastAt ?? 0) - (b.turn.lastAt ?? 0) ||
      Number(a.lot > b.lot) - Number(a.lot < b.lot),
  );
  return first?.turn ?? null;
}

/** Compares fractions in whole numbers. The upcoming meeting counts for everyone here, so nobody's count is zero. */
function byShare(a: Turn, b: Turn): number {
  return a.presented * (b.available + 1) - b.presented * (a.available + 1);
}

/** Whether a person can present then: it is their working day, and they are not away. */
export function isThere(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  at: Instant,
  isHoliday: IsHoliday,
): boolean {
  if (person.awayUntil !== null && person.awayUntil > at) return false;
  return isWorkingDay(person.workingHours, localTime(at, person.tz).date, isHoliday);
}

/** Whether a person belongs to the presenters: people of another organisation are guests of the meeting. */
export function mayPresent({ memberType: standing }: Pick<Person, 'memberType'>): boolean {
  return standing === 'member' || standing === 'guest';
}

/** - `coming`: announced - `over`: the meeting took place, or should have - `fell_out`: there was no meeting; its presenter presents next time */
export const slotStates = ['coming', 'over', 'fell_out'] as const;

export type SlotState = (typeof slotStates)[number];
export const answers = ['asked', 'accepted'] as const;

/** `asked`: another person was asked to present instead; `no`: they cannot. */
export const swaps = ['none', 'asked', 'no'] as const;

export const scheduleNames = {
  meeting: 'rotation.meeting',
  presenter: 'rotation.presenter',
  agenda: 'rotation.agenda',
} as const;
