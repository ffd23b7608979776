/** The rules of retrospectives that come round by themselves. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { quietChoices } from '#core/quiet.ts';
import type { Every } from '#core/recurrence.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import { nextTurn, type Turn } from '#core/turns.ts';
import type { Kind } from '../start/formats.ts';

/** A round with fewer cards closes without a vote: there is nothing to choose from. */
export const fewestCards = 3;

/** After so many such rounds in a row nothing begins until its owner decides. */
export const patience = 2;

/**
 * - `coming`: somebody is asked to facilitate it, or has agreed
 * - `held`: its retrospective began
 * - `fell_out`: it did not take place
 * - `asked`: skipped after quiet ones; its owner was asked how to continue
 * - the others: what was chosen then, or happened without a choice
 */
export const roundStates = ['coming', 'held', 'fell_out', 'asked', ...quietChoices] as const;

export const roundAnswers = ['asked', 'accepted'] as const;

/** A sprint is looked back on in three steps, a month in full. */
export const kindFor = (every: Every): Kind => (every === 'month' ? 'project' : 'sprint');

/** Whether a person can facilitate what begins then: a full member who is at work within a day of it. */
export function canFacilitate(
  person: Pick<Person, 'memberType' | 'workingHours' | 'tz' | 'awayUntil'>,
  at: Instant,
  isHoliday: IsHoliday,
): boolean {
  if (person.memberType !== 'member') return false;
  const next = nextWorkingInstant(person, at, isHoliday);
  return next !== null && next < at + day;
}

/**
 * Whose turn it is. Somebody who owns a project of the channel is asked only where nobody else can: people speak more freely to somebody whose project it
 * is not.
 */
export function nextFacilitator(
  turns: readonly Turn[],
  owners: ReadonlySet<UserId>,
  chance: () => string,
): UserId | null {
  const others = turns.filter(({ person }) => !owners.has(person));
  return nextTurn(others.length > 0 ? others : turns, chance)?.person ?? null;
}
