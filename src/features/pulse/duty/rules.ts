/** Who answers for a place, and until when. Pure. */
import type { Instant } from '#core/clock.ts';
import { day } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { addWorkingDays } from '#core/time/working.ts';

/** Of the window's tree. */
export interface Led {
  readonly place: RowId;
  readonly under: RowId | null;
  /** `null`: nobody, or they left or erased their data. */
  readonly leader: UserId | null;
}

/** The leaders of a place and of what it is part of, the nearest first, each once. */
export function leadersOf(places: readonly Led[], place: RowId): readonly UserId[] {
  const chain: UserId[] = [];
  for (let at: RowId | null = place; at !== null;) {
    const found: Led | undefined = places.find((one) => one.place === at);
    if (found?.leader != null && !chain.includes(found.leader)) chain.push(found.leader);
    at = found?.under ?? null;
  }
  return chain;
}

/** Who is asked instead of somebody who has not answered. `null`: nobody is above them. @param asked `null`: they left or erased their data */
export const nextLeader = (leaders: readonly UserId[], asked: UserId | null): UserId | null =>
  leaders[asked === null ? 0 : leaders.indexOf(asked) + 1] ?? null;

/** Working days that a leader has, and after which an admin can close it. */
const workingDays = { answer: 10, end: 20, remind: -2 } as const;

export interface Times {
  readonly dueAt: Instant;
  readonly endsAt: Instant;
}

/** @param leader whose working days count; `null`: nobody is asked */
export function timesOf(
  leader: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'> | null,
  now: Instant,
  isHoliday: IsHoliday,
): Times {
  // Who is away has their ten days once they are back, but nobody waits for them for longer than a month.
  const from = Math.min(Math.max(now, leader?.awayUntil ?? now), now + 30 * day);
  const after = (count: number): Instant => {
    try {
      if (leader !== null) return addWorkingDays(from, count, leader.workingHours, leader.tz, isHoliday);
    } catch {
      // Their hours have no working day within a year: any others'.
    }
    return from + (count / 5) * 7 * day;
  };
  return { dueAt: after(workingDays.answer), endsAt: after(workingDays.end) };
}

/** When they are reminded. */
export const reminderOf = (
  until: Instant,
  leader: Pick<Person, 'workingHours' | 'tz'>,
  isHoliday: IsHoliday,
): Instant => {
  try {
    return addWorkingDays(until, workingDays.remind, leader.workingHours, leader.tz, isHoliday);
  } catch {
    return until - 2 * day;
  }
};

/** Whether an admin can close it as not answered. */
export const mayClose = (
  { state, ends_at: endsAt }: { readonly state: string; readonly ends_at: Instant },
  now: Instant,
): boolean => state === 'open' && now >= endsAt;
