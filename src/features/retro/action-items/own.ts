/** A person's own action items as Home and their list show them. */
import { day as oneDay, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { waitingAmong } from '../assumptions/rows.ts';
import { retros } from '../session/rows.ts';
import { trackersOf, type TrackerView } from '../tracker/view.ts';
import { actionItems, actionOf, type ActionRow, openActionsOf, workerOf } from './operations.ts';
import { asksWhetherItHelped, betterDue, isLate, toDo } from './rules.ts';

/**
 * - `asked`: its owner has not accepted it yet
 * - `free`: nobody owns it
 * - `late`: two weeks overdue
 * - `waiting`: a leader is asked about it (`assumptions`)
 * - `helped`: done a month ago, and nobody has said whether it helped
 */
export type Standing = 'asked' | 'free' | 'open' | 'late' | 'waiting' | 'helped';

export interface OwnAction {
  readonly row: ActionRow;
  readonly standing: Standing;
  /** A better date if the owner does not work on the current one. */
  readonly better: LocalDate | null;
  /** Its issue, and what it can be put into; `undefined`: neither. */
  readonly tracker?: TrackerView | undefined;
}

/** After this, the next retrospective decides about unowned ones. */
const freeFor = 90 * oneDay;

/** Unowned action items of the retrospectives that a person facilitates or facilitated. @param since excludes those that ended before */
async function unownedActionsOf(read: ReadScope, facilitator: UserId, since: Instant): Promise<ActionRow[]> {
  const lately = read
    .from(retros)
    .where('it.phase', '!=', 'cancelled')
    .where((it) => it.or([it('it.ended_at', 'is', null), it('it.ended_at', '>=', since)]));
  const held = await findRows(lately, { facilitator_id: facilitator });
  const free = { retro_id: held.map(({ id }) => id), owner_id: null, state: toDo };
  return findRows(read.from(actionItems), free, 'due_on', 'id');
}

/** Those with a question first, then by due date. @param person the viewer */
export async function ownActions(read: ReadScope, person: Person, now: Instant): Promise<OwnAction[]> {
  const worker = await workerOf(person);
  const { userId, tz } = person;
  const rows = await openActionsOf(read, userId);
  const waiting = await waitingAmong(
    read,
    rows.map(({ id }) => id),
  );
  const open = rows.map((row): OwnAction => {
    if (waiting.has(row.id)) return { row, standing: 'waiting', better: null };
    const standing = row.state === 'proposed' ? 'asked' : isLate(actionOf(row), tz, now) ? 'late' : 'open';
    return { row, standing, better: betterDue(row.due_on, worker, now) };
  });
  const untold = { owner_id: userId, state: 'done', helped: null } as const;
  const done = (await findRows(read.from(actionItems), untold, 'done_at', 'id'))
    .filter((row) => asksWhetherItHelped(actionOf(row), now))
    .map((row): OwnAction => ({ row, standing: 'helped', better: null }));
  const free = (await unownedActionsOf(read, userId, now - freeFor)).map((row): OwnAction => ({
    row,
    standing: 'free',
    better: null,
  }));
  const isQuestion = ({ standing }: OwnAction) => (standing === 'open' || standing === 'waiting' ? 1 : 0);
  const trackers = await trackersOf(
    read,
    rows.map(({ id }) => id),
  );
  return [...open, ...done, ...free]
    .map((one): OwnAction => ({ ...one, tracker: trackers.get(one.row.id) }))
    .toSorted((a, b) => isQuestion(a) - isQuestion(b));
}
