/** What the owner says of their stop rule, how it ends, and what the team answers. */
import type { Instant } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { hasOwner, orphan, redraw, type Said, write } from '../operations.ts';
import { checks, type Experiment, type ExperimentRow, experiments, loadExperiment, saidIn } from '../rows.ts';
import {
  criteria,
  type Criterion,
  type Decision,
  type RuleAnswer,
  type TurnedOut,
  undecidedAt,
} from '../rules.ts';

/** At half time or at the date, with the channel's access: asks its owner; where there is none, the channel. */
export async function ask({ scope }: Pick<Work, 'scope'>, id: RowId, at: 'half' | 'due'): Promise<void> {
  const one = await loadExperiment(scope, id);
  if (one?.row.state !== 'running') return;
  const { row } = one;
  if (at === 'due') {
    await redraw(scope, row);
    const { channel_id: channelId, due_at: due } = row;
    const calendar = await scope.schedules.calendar(channelId);
    const late = ids.jobs.undecided.ref({ experiment: id, at: due });
    await scope.runAt(late, undecidedAt(due, calendar), { kind: 'channel', channelId });
  }
  if (row.owner_id === null || !(await hasOwner(scope, row))) return orphan(scope, row);
  const post = at === 'half' ? ids.halfPost(row, row.owner_id) : ids.duePost(row, row.owner_id);
  await scope.publish(post);
  // From its date on, half time is asked about no more.
  if (at === 'due') await scope.refresh(ids.halfPost(row, row.owner_id));
  await scope.refreshHome(row.owner_id);
}

/** Its owner said nothing to its date: it is anybody's in the channel who takes it over, who reads so once. */
export async function leave(
  { scope }: Pick<Work, 'scope'>,
  { experiment: id, at }: ids.OfExperiment & { readonly at: Instant },
): Promise<void> {
  const one = await loadExperiment(scope, id);
  if (one?.row.state === 'running' && one.row.due_at === at) await orphan(scope, one.row);
}

/** It is noted, and nothing follows from it. */
export async function noteRule(
  work: Work,
  { row }: Experiment,
  by: UserId,
  at: 'half' | 'due',
  said: RuleAnswer,
): Promise<void> {
  const { scope } = work;
  const cells = at === 'half' ? { half_said: said } : { due_said: said };
  await scope.update(experiments, row.id, cells, { where: { state: 'running' } });
  // What was said stays readable among the versions, whatever is said or moved later.
  await write(work, row, by, row.version, [{ field: `${at}Rule`, words: said }]);
  await redraw(scope, { ...row, ...cells });
}

export interface Outcome {
  readonly result: string;
  readonly turnedOut: TurnedOut;
  readonly surprise: string;
  readonly decision: Decision;
  readonly lesson: string;
}

/** Writes what came of it, or corrects that. @param hears its channel can still hear of it @returns whether nobody was sooner */
export async function decide(
  work: Work,
  one: Experiment,
  by: UserId,
  { turnedOut, decision, ...said }: Outcome,
  hears: boolean,
): Promise<boolean> {
  const { scope, now } = work;
  const { row } = one;
  const cells = {
    state: 'decided',
    version: row.version + 1,
    turned_out: turnedOut,
    decision,
    over_at: row.over_at ?? now,
  } as const;
  const where = { version: row.version, state: row.state };
  if (!(await scope.update(experiments, row.id, cells, { where }))) return false;
  const fields = ['result', 'surprise', 'lesson'] as const;
  const changed = fields.flatMap((field): Said[] =>
    said[field] === saidIn(one, field) ? [] : [{ field, words: said[field] }],
  );
  const after: ExperimentRow = { ...row, ...cells };
  await write(work, row, by, after.version, changed);
  await scope.cancel(ids.jobs.half.ref({ experiment: row.id }), ids.jobs.due.ref({ experiment: row.id }));
  if (hears) await scope.publish(ids.replyPost('over', after));
  await scope.refresh(ids.replyPost('over', after));
  await redraw(scope, after);
  return true;
}

/** What the team answered last; `null`: nothing yet. */
export async function holdingOf(
  read: ReadScope,
  { id }: Pick<ExperimentRow, 'id'>,
): Promise<readonly Criterion[] | null> {
  const last = (await findRows(read.from(checks), { experiment_id: id }, '-checked_at', '-id'))[0];
  return last === undefined ? null : criteria.filter((one) => last.holding.split(' ').includes(one));
}

/** Of the experiment: nobody is said to have answered. */
export async function answerCheck(
  { scope, now, newId }: Work,
  { row }: Experiment,
  holding: readonly Criterion[],
): Promise<void> {
  const one = { id: rowId(newId()), experiment_id: row.id, holding: holding.join(' '), checked_at: now };
  await scope.insert(checks, one, { audience: row.reach_id, by: [], names: 'shown' });
  await redraw(scope, row);
}
