/** The rules of the rotation: who presents next, and who can. Pure: chance comes in as an argument. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { isWorkingDay } from '#core/time/working.ts';
import { localTime } from '#core/time/zone.ts';

/** One person's part in a channel's rotation so far. Numbers only: on which days somebody was there is not kept. */
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
 * Who presents next: whoever presented least often for the meetings at which they could have; of those whose last time is longest ago; of
 * those one by chance.
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

/** Compares fractions in whole numbers. The meeting that is to come counts for everybody here, so none is divided by nothing. */
function byShare(a: Turn, b: Turn): number {
  return a.presented * (b.available + 1) - b.presented * (a.available + 1);
}

/** Whether somebody can present then: a working day of theirs, and they are not away. */
export function isThere(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  at: Instant,
  isHoliday: IsHoliday,
): boolean {
  if (person.awayUntil !== null && person.awayUntil > at) return false;
  return isWorkingDay(person.workingHours, localTime(at, person.tz).date, isHoliday);
}

/** Whether somebody belongs to the people who present: people of another organisation are guests of the meeting. */
export function mayPresent({ memberType: standing }: Pick<Person, 'memberType'>): boolean {
  return standing === 'member' || standing === 'guest';
}

/**
 * - `coming`: announced
 * - `over`: the meeting was, or should have been
 * - `fell_out`: there was no meeting; whoever was to present does so next time
 */
export const slotStates = ['coming', 'over', 'fell_out'] as const;

export type SlotState = (typeof slotStates)[number];
export const answers = ['asked', 'accepted'] as const;

/** `asked`: somebody else was asked to present in their place; `no`: they cannot. */
export const swaps = ['none', 'asked', 'no'] as const;

export const scheduleNames = {
  meeting: 'rotation.meeting',
  presenter: 'rotation.presenter',
  agenda: 'rotation.agenda',
} as const;
