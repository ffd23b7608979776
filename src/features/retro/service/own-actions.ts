/** The actions that wait for a person: what they are asked to do or have agreed to, and what nobody owns where they facilitated. */
import { day, type Instant } from '../../../core/clock.ts';
import type { Person } from '../../../core/people.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { holidaysOf } from '../../../core/time/holidays.ts';
import { asksWhetherItHelped, betterDue, isLate, type Worker } from '../domain/follow-up.ts';
import { openActionsOf, unownedActionsOf, untoldActionsOf } from '../repository/actions.ts';
import type { ActionRow } from '../tables.ts';

/**
 * - `asked`: they have not said yet whether they see to it
 * - `free`: nobody owns it
 * - `late`: its date is two weeks past
 * - `helped`: it was done a month ago, and it is not known whether it helped
 */
export type Standing = 'asked' | 'free' | 'open' | 'late' | 'helped';

export interface OwnAction {
  readonly row: ActionRow;
  readonly standing: Standing;
  /** Where its date is a day on which they do not work: one that fits better. */
  readonly better: LocalDate | null;
}

/** What is asked first, then what is due first. @param person the viewer */
export async function ownActions(
  view: ReadScope,
  person: Person,
  now: Instant,
): Promise<readonly OwnAction[]> {
  const worker = await workerOf(person);
  const { userId } = person;
  const done = (await untoldActionsOf(view, userId)).filter((row) => asksWhetherItHelped(asked(row), now));
  const theirs = [
    ...(await openActionsOf(view, userId)).map((row) => ({
      row,
      standing: standingOf(row, person.tz, now),
      better: betterDue(row.due_on, worker, now),
    })),
    ...done.map((row) => ({ row, standing: 'helped' as const, better: null })),
    ...(await unownedActionsOf(view, userId, now - freeFor)).map((row) => ({
      row,
      standing: 'free' as const,
      better: null,
    })),
  ];
  const isQuestion = ({ standing }: OwnAction) => (standing === 'open' ? 1 : 0);
  return theirs.toSorted((a, b) => isQuestion(a) - isQuestion(b));
}

/** After that, what nobody took is for the next retrospective to decide. */
const freeFor = 90 * day;

export async function workerOf({ workingHours, tz }: Pick<Person, 'workingHours' | 'tz'>): Promise<Worker> {
  return { hours: workingHours, tz, isHoliday: await holidaysOf(workingHours.holidays) };
}

/** A row as the rules see it. */
export const asked = (row: ActionRow) => ({
  state: row.state,
  dueOn: row.due_on,
  doneAt: row.done_at,
  helped: row.helped,
});

function standingOf(row: ActionRow, tz: string, now: Instant): Standing {
  if (row.state === 'proposed') return 'asked';
  return isLate(asked(row), tz, now) ? 'late' : 'open';
}
