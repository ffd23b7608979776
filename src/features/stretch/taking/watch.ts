/** Once a day, or when something is due: what becomes of an assignment, and whether all are still there. */
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { type AssignmentRow, loadAssignment } from '../rows.ts';
import { nextCheck, ratesUntil, stepOf } from '../rules.ts';
import { end, isHere, look, redraw, workerFor, turn, watchAgain } from './operations.ts';

/** With the access of each of the three. What is due is for the one who takes it on; the others see whether they are still there. */
export async function watch(
  work: Work,
  { assignment: id, person: user }: ids.OfAssignment & ids.OnePerson,
): Promise<void> {
  const { scope } = work;
  const row = await loadAssignment(scope, id);
  if (row === null || row.state === 'over') return;
  if (user === row.taker_id) await step(work, row);
  else if (!(await isHere(scope, row.taker_id))) await end(work, row, null);
  const after = await loadAssignment(scope, id);
  if (after !== null && after.state !== 'over') await watchAgain(work, after, user);
}

async function step(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const here = {
    offerer: await isHere(scope, row.offerer_id),
    partner: await isHere(scope, row.partner_id),
  };
  switch (stepOf(row, here, now)) {
    case 'release':
    case 'end':
      return end(work, row, null);
    case 'look':
      return look(work, row);
    case 'check':
      return check(work, row);
    case 'rate':
      return rate(work, row);
    case null:
  }
}

/** Both say in one line how it goes. */
async function check(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const round = row.round + 1;
  const check_at = nextCheck(now, row.until, await workerFor(scope, row.taker_id));
  const turned = await turn(work, row, { round, check_at });
  if (turned === null) return;
  const two = [row.taker_id, row.partner_id].filter((user) => user !== null);
  for (const user of two) await scope.publish(ids.checkFor(row.id, round, user));
  // What was asked a fortnight ago has had its time.
  if (row.round > 0) await scope.refresh(...two.map((user) => ids.checkFor(row.id, row.round, user)));
  await scope.refreshHome(...two);
}

/** Its weeks are over: both rate the skill once more. */
async function rate(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const until = ratesUntil(now, await workerFor(scope, row.taker_id));
  const turned = await turn(work, row, { state: 'rating', check_at: null, until });
  if (turned === null) return;
  for (const user of [row.taker_id, row.partner_id])
    if (user !== null) await scope.publish(ids.rateFor(row.id, user));
  await redraw(scope, turned);
}
