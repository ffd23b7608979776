/** Follow-up after an action item is agreed on or changes: questions to its owner, now and later, and Home. */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import { refreshPrepared } from '../lessons/operations.ts';
import type { Loaded } from '../session/load.ts';
import type { ActionItem, Retro } from '../session/phases.ts';
import { actionOf, type ActionRow, openActionsOf, unownedActionsOf, untoldActionsOf } from './rows.ts';
import { asks, asksOf, asksWhetherItHelped, betterDue, isLate, type Worker } from './rules.ts';
import { acceptPost, askPost, followJobs } from './screens.ts';

/** @param after the current row */
export async function followUp(work: Work, { row, retro: before }: Loaded, after: Retro): Promise<void> {
  if (before.actions === after.actions) return;
  for (const action of after.actions) {
    const known = before.actions.find(({ id }) => id === action.id);
    if (known !== action) await followOne(work, known, action, after.facilitator);
  }
  await refreshPrepared(work.scope, row.channel_id);
}

async function followOne(
  work: Work,
  known: ActionItem | undefined,
  action: ActionItem,
  facilitator: UserId | null,
): Promise<void> {
  const { scope } = work;
  const owners = new Set([known?.owner, action.owner].filter((owner) => owner != null));
  for (const person of owners)
    for (const ask of asks) await scope.cancel(followJobs[ask].ref({ action: action.id, person }));
  await askLater(work, action);
  if (action.state === 'proposed' && action.owner !== null && action.owner !== known?.owner)
    await scope.publish(acceptPost(action.id, action.owner));
  for (const person of owners) {
    await scope.refresh(acceptPost(action.id, person));
    for (const ask of asks) await scope.refresh(askPost(ask, known ?? action, person));
    await scope.refreshHome(person);
  }
  if (action.owner === null && facilitator !== null) await scope.refreshHome(facilitator);
}

async function askLater({ scope, now }: Work, action: ActionItem): Promise<void> {
  const { owner } = action;
  const person = owner === null ? null : await scope.person(owner);
  if (owner === null || person === null) return;
  for (const { ask, at } of asksOf(action, await workerOf(person), now))
    await scope.runAt(followJobs[ask].ref({ action: action.id, person: owner }, owner), at, {
      kind: 'person',
      userId: owner,
    });
}

/**
 * - `asked`: its owner has not accepted it yet
 * - `free`: nobody owns it
 * - `late`: two weeks overdue
 * - `helped`: done a month ago, and nobody has said whether it helped
 */
export type Standing = 'asked' | 'free' | 'open' | 'late' | 'helped';

export interface OwnAction {
  readonly row: ActionRow;
  readonly standing: Standing;
  /** A better date if the owner does not work on the current one. */
  readonly better: LocalDate | null;
}

/** Those with a question first, then by due date. @param person the viewer */
export async function ownActions(
  read: ReadScope,
  person: Person,
  now: Instant,
): Promise<readonly OwnAction[]> {
  const worker = await workerOf(person);
  const { userId } = person;
  const done = (await untoldActionsOf(read, userId)).filter((row) => asksWhetherItHelped(actionOf(row), now));
  const theirs = [
    ...(await openActionsOf(read, userId)).map((row) => ({
      row,
      standing: standingOf(row, person.tz, now),
      better: betterDue(row.due_on, worker, now),
    })),
    ...done.map((row) => ({ row, standing: 'helped' as const, better: null })),
    ...(await unownedActionsOf(read, userId, now - freeFor)).map((row) => ({
      row,
      standing: 'free' as const,
      better: null,
    })),
  ];
  const isQuestion = ({ standing }: OwnAction) => (standing === 'open' ? 1 : 0);
  return theirs.toSorted((a, b) => isQuestion(a) - isQuestion(b));
}

/** After this, the next retrospective decides about unowned ones. */
const freeFor = 90 * day;

export async function workerOf({ workingHours, tz }: Pick<Person, 'workingHours' | 'tz'>): Promise<Worker> {
  return { hours: workingHours, tz, isHoliday: await holidaysOf(workingHours.holidays) };
}

function standingOf(row: ActionRow, tz: string, now: Instant): Standing {
  if (row.state === 'proposed') return 'asked';
  return isLate(actionOf(row), tz, now) ? 'late' : 'open';
}
