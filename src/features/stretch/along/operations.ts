/** What both say and rate while it goes on: theirs, and what is counted of it for those who agree. */
import { rowId, type UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { Scope } from '#core/scope.ts';
import { quarterAt } from '#core/time/quarter.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import {
  type AssignmentRow,
  type Choice,
  assignments,
  checks,
  choices,
  growth,
  hasChosen,
  loadAssignment,
  ratings,
} from '../rows.ts';
import { growthOf, type Moment } from '../rules.ts';
import { as, end, forTheTwo, redraw } from '../taking/operations.ts';

/** One line of the viewer on how it goes; said again, it replaces the first. */
export async function sayHow(
  { scope, now, newId }: Work,
  row: AssignmentRow,
  self: UserId,
  words: string,
): Promise<void> {
  const of = { assignment_id: row.id, round: row.round };
  const before = await findRow(scope.mine(checks), of);
  if (before === null)
    await scope.insert(
      checks,
      { id: rowId(newId()), ...of, words, said_at: now },
      { audience: await forTheTwo(scope, row), by: [self], names: 'shown' },
    );
  else await scope.update(checks, before.id, { words, said_at: now }, { mine: true });
  await redraw(scope, row);
}

const flagOf = (moment: Moment, isSelf: boolean) =>
  moment === 'start' ? (isSelf ? 'start_self' : 'start_partner') : isSelf ? 'end_self' : 'end_partner';

/** Rates the skill. Until both did, each can change it; then both read both. @returns whether both did */
export async function rate(
  work: Work,
  row: AssignmentRow,
  self: UserId,
  moment: Moment,
  rating: number,
): Promise<boolean> {
  const { scope, now, newId } = work;
  const isSelf = row.taker_id === self;
  const embargo = moment === 'start' ? row.start_seal : row.end_seal;
  if (embargo === null) throw new Error('it has not begun');
  const of = { assignment_id: row.id, nth: row.nth, moment };
  const before = await findRow(scope.mine(ratings), of);
  if (before === null)
    await scope.insert(
      ratings,
      { id: rowId(newId()), ...of, role: isSelf ? 'self' : 'partner', rating, rated_at: now },
      { audience: await forTheTwo(scope, row), embargo, by: [self], names: 'shown' },
    );
  else await scope.update(ratings, before.id, { rating, rated_at: now }, { mine: true });
  await scope.update(assignments, row.id, { [flagOf(moment, isSelf)]: 1 });
  // Somebody who rates at the same time waits for that row, and then sees both.
  const rated = await loadAssignment(scope, row.id);
  if (rated === null) throw new Error('who rated may read it');
  const isBoth =
    moment === 'start' ? rated.start_self + rated.start_partner : rated.end_self + rated.end_partner;
  if (isBoth === 2) await scope.open(embargo);
  if (moment === 'end') await countLater(work, rated);
  if (isBoth === 2 && moment === 'end') await end(work, rated, null);
  else await redraw(scope, rated);
  return isBoth === 2;
}

const countLater = ({ scope, now }: Work, { id, taker_id: taker }: AssignmentRow): Promise<void> =>
  scope.runAt(ids.jobs.count.ref({ assignment: id, person: taker }), now, as(taker));

/** Agrees to be counted, or no more. */
export async function chooseCounted({ scope, now }: Work, isCounted: boolean): Promise<void> {
  if (isCounted) await scope.upsertOwn(choices, { choice: 'counted', chosen_at: now });
  else await unchoose(scope, 'counted');
}

/** Takes back what somebody chose. Of who is counted no more, nothing is left of what was. */
export async function unchoose(scope: Scope, choice: Choice): Promise<void> {
  await scope.deleteOwn(choices, { choice });
  if (choice === 'counted') await scope.deleteOwn(growth, {});
}

/** With the access of the one who takes it on: by how much the skill rose, as far as they may read it, if they agreed to be counted. */
export async function count({ scope, now }: Work, { assignment: id }: ids.OfAssignment): Promise<void> {
  const row = await loadAssignment(scope, id);
  if (row === null || !(await hasChosen(scope, 'counted'))) return;
  // Their team may count it; who is not in that channel any more is not of it.
  const channel = await scope.channel(row.channel_id);
  if (channel === null) return;
  const all = await findRows(scope.from(ratings), { assignment_id: id }, 'rated_at', 'id');
  const { self, partner } = growthOf(all, row.nth);
  if (self === null && partner === null) return;
  const counted = {
    channel_id: row.channel_id,
    quarter: quarterAt(now, channel.tz),
    self_steps: self,
    partner_steps: partner,
    counted_at: now,
  };
  await scope.upsertOwn(growth, counted, { audience: await conversationOf(scope, row) });
}

const conversationOf = (scope: Scope, { channel_id: channel }: AssignmentRow) =>
  scope.audience({ kind: 'conversation', channel });
