/** Starting an experiment, and what its approver says. */
import type { UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { askApprover, type Changes, change, redraw, schedule } from '../operations.ts';
import { show } from '../risks/operations.ts';
import { type Experiment, type ExperimentRow, experiments, plannedOf } from '../rows.ts';
import { type StartRefusal, whyNotStart } from '../rules.ts';

export type Started = 'started' | 'asked' | 'newer' | StartRefusal;

/** Writes what was still to be said, and starts it; or asks who has to approve. @param hasList an admin protects something */
export async function start(
  work: Work,
  one: Experiment,
  by: UserId,
  changes: Changes,
  hasList: boolean,
): Promise<Started> {
  const { scope, now } = work;
  const said = await change(work, one, by, changes);
  if (said === null) return 'newer';
  const { row } = said;
  const why = whyNotStart(row, plannedOf(said), now, hasList);
  if (why === 'waiting') {
    const after = await askApprover(scope, row);
    await redraw(scope, after);
    return 'asked';
  }
  if (why !== null) return why;
  const cells = { state: 'running', started_at: now } as const;
  const where = { state: 'draft', version: row.version } as const;
  if (!(await scope.update(experiments, row.id, cells, { where }))) return 'newer';
  const after: ExperimentRow = { ...row, ...cells };
  await show(work, after);
  await schedule(scope, after);
  await scope.publish(ids.versionPost('started', after));
  await redraw(scope, after);
  return 'started';
}

/** @returns whether it was the version that they had read */
export async function answer(
  scope: Scope,
  { row }: Experiment,
  user: UserId,
  version: number,
  approval: 'given' | 'declined',
): Promise<boolean> {
  const where = { version, approver_id: user } as const;
  if (row.version !== version || !(await scope.update(experiments, row.id, { approval }, { where }))) {
    await scope.refresh(ids.approvePost(row, user));
    return false;
  }
  const after = { ...row, approval };
  await scope.publish(ids.versionPost('approved', after));
  await scope.refresh(ids.versionPost('approved', after));
  await redraw(scope, after);
  return true;
}
