/**
 * Planning a retrospective ahead: a project has a name, an end and an owner, and Lore asks before the end, while its people are still there. Pure.
 */
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
 * - `cancelled`, and `moved` to another channel, where it continues as a project of its own: nothing more happens here
 */
export const projectStates = ['planned', 'asked', 'held', 'cancelled', 'moved'] as const;

export type ProjectState = (typeof projectStates)[number];

/** Whether its retrospective may still be held. */
export const isPlanned = (state: ProjectState): boolean => state === 'planned' || state === 'asked';

export const projectLimits = {
  name: 120,
  about: 1_000,
  /** In days from today: anything further away is a mistake. */
  ahead: 731,
  /** Projects that ended longer ago are too old for a retrospective. */
  ago: 366,
} as const;

/** How long before the end Lore asks, in the channel's working days. */
const daysBefore = 5;

/** In minutes after midnight in the channel's zone: an hour into the usual working day. */
const askedAt = 10 * 60;

/**
 * When Lore asks in the channel: at ten, five working days before the end. If the end is a day off or a holiday, the working day before it counts.
 * @param calendar with at least one day of the week
 * @returns `null` if that has passed: then it asks at once
 */
export function askAt(endsOn: LocalDate, now: Instant, { tz, days, isHoliday }: Calendar): Instant | null {
  const hours = { ...defaultWorkingHours, days };
  const end = instantOf(endsOn, askedAt, tz);
  // From a day off, counting starts one working day earlier: the last on which people are there.
  const count = isWorkingDay(hours, endsOn, isHoliday) ? daysBefore : daysBefore + 1;
  const at = addWorkingDays(end, -count, hours, tz, isHoliday);
  return at > now ? at : null;
}

/** When the day of the end is over. */
export const endOfProject = (endsOn: LocalDate, tz: string): Instant => startOfDay(addDates(endsOn, 1), tz);

/** What was typed into the form. */
export interface ProjectWishes {
  readonly name: string;
  /** In a few sentences, or empty. */
  readonly about: string | null;
  readonly endsOn: string | null;
  readonly owner: UserId | null;
}

export type ProjectRefusal =
  | 'nameEmpty'
  | 'nameLong'
  | 'aboutLong'
  | 'endMissing'
  | 'endFar'
  | 'ownerOutside'
  | 'endedAlready'
  | 'plannedTwice';

export interface ProjectPlan {
  readonly name: string;
  readonly endsOn: LocalDate;
  readonly owner: UserId;
}

/**
 * Validates the form.
 * @param members of the channel
 * @param others projects already planned in the channel, without this one
 * @returns the plan with the other input, or everything that must be corrected. `endedAlready` comes alone: nothing else was wrong
 */
export function projectPlanOf<Wishes extends ProjectWishes>(
  wishes: Wishes,
  members: readonly Person[],
  others: readonly Pick<ProjectWishes, 'name'>[],
  now: Instant,
  tz: string,
):
  | { readonly ok: true; readonly plan: Wishes & ProjectPlan }
  | { readonly ok: false; readonly refusals: readonly ProjectRefusal[] } {
  const { name, about, endsOn, owner } = wishes;
  const today = localTime(now, tz).date;
  const refusals: ProjectRefusal[] = [];
  if (name === '') refusals.push('nameEmpty');
  if (name.length > projectLimits.name) refusals.push('nameLong');
  if ((about ?? '').length > projectLimits.about) refusals.push('aboutLong');
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

/** Whether a channel of this name is a project's: "proj-checkout", "project_apollo". */
export const isProjectName = (channel: string): boolean =>
  /^(?:proj|project|projekt|projeto)[-_]/u.test(channel);

/** Whether two names mean the same project, ignoring spaces, case and Unicode composition. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (name: string) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
