/** The rules of the rotation: who can present, and what the channel is told of it. Whose turn it is: `src/core/turns.ts`. */
import type { Instant } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { nextWorkingInstant } from '#core/time/working.ts';

/** Whether a person can present then: it is in their working hours, on no day off or holiday of theirs, and they are not away. */
export function isThere(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  at: Instant,
  isHoliday: IsHoliday,
): boolean {
  return nextWorkingInstant(person, at, isHoliday) === at;
}

/** Whether a person belongs to the presenters: people of another organisation are guests of the meeting. */
export function mayPresent({ memberType: standing }: Pick<Person, 'memberType'>): boolean {
  return standing === 'member' || standing === 'guest';
}

/** - `coming`: announced - `over`: the meeting took place, or should have - `fell_out`: there was no meeting; its presenter presents next time */
export const slotStates = ['coming', 'over', 'fell_out'] as const;

export type SlotState = (typeof slotStates)[number];
export const answers = ['asked', 'accepted'] as const;

/** What may be said of a meeting's presenter: that they were asked only once their question has reached them. */
export function shownOf(slot: {
  readonly presenter_id: string | null;
  readonly answer: (typeof answers)[number];
  readonly asked_at: Instant | null;
}): 'nobody' | 'asked' | 'presents' {
  if (slot.presenter_id === null) return 'nobody';
  if (slot.answer === 'accepted') return 'presents';
  return slot.asked_at === null ? 'nobody' : 'asked';
}

/** `asked`: another person was asked to present instead; `no`: they cannot. */
export const swaps = ['none', 'asked', 'no'] as const;

export const scheduleNames = {
  meeting: 'rotation.meeting',
  presenter: 'rotation.presenter',
  agenda: 'rotation.agenda',
} as const;
