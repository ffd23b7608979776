/** Planning a retrospective ahead: a project has a name, an end and an owner, and Lore asks before the end, while its people are still there. Pure. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { defaultWorkingHours, type Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';
import { addWorkingDays, isWorkingDay } from '#core/time/working.ts';
import { instantOf, localTime, startOfDay } from '#core/time/zone.ts';

/**
 * - `planned`: Lore has not asked yet
 * - `asked`: it has, and nobody has started the retrospective
 * - `held`: one was started
 * - `cancelled`, and `moved` to another channel, where it goes on as a project of its own: nothing comes here any more
 */
export const projectStates = ['planned', 'asked', 'held', 'cancelled', 'moved'] as const;

export type ProjectState = (typeof projectStates)[number];

/** Something may still come of it. */
export const isPlanned = (state: ProjectState): boolean => state === 'planned' || state === 'asked';

export const projectLimits = {
  name: 120,
  /** In days from today: what is further away is a slip. */
  ahead: 731,
  /** What ended longer ago cannot be looked back on any more. */
  ago: 366,
} as const;

/** So long before the end Lore asks, in working days of the channel. */
export const daysBefore = 5;

/** In minutes after midnight of the channel: an hour into the usual working day. */
const askedAt = 10 * 60;

/**
 * When Lore asks in the channel: at ten, five working days before the day of the end. A day off or a holiday at the end counts as the
 * working day before it.
 * @param calendar with at least one day of the week
 * @returns `null` when that is over: then it asks at once
 */
export function askAt(endsOn: LocalDate, now: Instant, { tz, days, isHoliday }: Calendar): Instant | null {
  const hours = { ...defaultWorkingHours, days };
  const end = instantOf(endsOn, askedAt, tz);
  // From a day off, counting back begins one working day earlier: the last one on which people are there.
  const count = isWorkingDay(hours, endsOn, isHoliday) ? daysBefore : daysBefore + 1;
  const at = addWorkingDays(end, -count, hours, tz, isHoliday);
  return at > now ? at : null;
}

/** When the day of the end is over. */
export function endOfProject(endsOn: LocalDate, tz: string): Instant {
  return startOfDay(addDates(endsOn, 1), tz);
}

/** What was typed into the form. */
export interface ProjectWishes {
  readonly name: string;
  readonly endsOn: string | null;
  readonly owner: UserId | null;
}

export type ProjectRefusal =
  'nameEmpty' | 'nameLong' | 'endMissing' | 'endFar' | 'ownerOutside' | 'endedAlready' | 'plannedTwice';

export interface PlannedName {
  readonly name: string;
  readonly endsOn: LocalDate;
}

export interface ProjectPlan {
  readonly name: string;
  readonly endsOn: LocalDate;
  readonly owner: UserId;
}

/**
 * Checks what was typed.
 * @param members of the channel
 * @param others projects that are planned in the channel already, this one left out
 * @returns the plan, with whatever else was typed, or all that has to be typed otherwise. `endedAlready` stands alone: nothing else was wrong
 */
export function projectPlanOf<Wishes extends ProjectWishes>(
  wishes: Wishes,
  members: readonly Person[],
  others: readonly PlannedName[],
  now: Instant,
  tz: string,
):
  | { readonly ok: true; readonly plan: Wishes & ProjectPlan }
  | { readonly ok: false; readonly refusals: readonly ProjectRefusal[] } {
  const { name, endsOn, owner } = wishes;
  const today = localTime(now, tz).date;
  const refusals: ProjectRefusal[] = [];
  if (name === '') refusals.push('nameEmpty');
  if (name.length > projectLimits.name) refusals.push('nameLong');
  if (others.some((other) => isSameName(other.name, name))) refusals.push('plannedTwice');
  if (endsOn === null || !isLocalDate(endsOn)) refusals.push('endMissing');
  else if (endsOn > addDates(today, projectLimits.ahead) || endsOn < addDates(today, -projectLimits.ago))
    refusals.push('endFar');
  if (!members.some(({ userId, memberType: standing }) => userId === owner && standing === 'member'))
    refusals.push('ownerOutside');
  if (refusals.length > 0 || endsOn === null || owner === null) return { ok: false, refusals };
  if (endsOn < today) return { ok: false, refusals: ['endedAlready'] };
  return { ok: true, plan: { ...wishes, endsOn, owner } };
}

/** Whether two names mean the same project: spaces, capitals and the way a letter is put together do not matter. */
export function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

const plain = (name: string) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
