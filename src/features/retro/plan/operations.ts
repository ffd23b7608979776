/** Planning, changing, asking, holding, moving, cancelling. Everyone in the channel sees what is decided. */
import { type Instant, minute } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { followChange, followEnd, followPlan } from '../before/following.ts';
import { followOn, stopFollowing } from '../facts/following.ts';
import { sinceFor } from '../facts/operations.ts';
import { calendarOf } from '../session/load.ts';
import { askPost, planJobs, plannedPost, wherePost } from './ids.ts';
import { plannedProjects, planRecords, type ProjectRow, projects, type Typed } from './rows.ts';
import * as rules from './rules.ts';
import {
  isPlanned,
  type ProjectPlan,
  type ProjectRefusal,
  type ProjectState,
  type ProjectWishes,
} from './rules.ts';

export type PlanWishes = Omit<Typed, 'endsOn'> & ProjectWishes;
export type Plan = Omit<Typed, 'endsOn' | 'owner'> & ProjectPlan;

/** What must be corrected; nothing: it is done. */
type Refusals = readonly ProjectRefusal[];

/** Plans a project in a channel that the person is in, or changes one. @param row `null`: a new one */
export async function savePlan(
  work: Work,
  by: UserId,
  channel: Channel,
  row: ProjectRow | null,
  wishes: PlanWishes,
): Promise<Refusals> {
  const checked = await check(work, channel, wishes, row);
  if (!checked.ok) return checked.refusals;
  await (row === null
    ? create(work, by, channel, checked.plan)
    : change(work, by, channel, row, checked.plan));
  return [];
}

async function check({ scope, now }: Work, channel: Channel, wishes: PlanWishes, row: ProjectRow | null) {
  const others = (await plannedProjects(scope, channel.channelId)).filter(({ id }) => id !== row?.id);
  return rules.projectPlanOf(wishes, await scope.members(channel.channelId), others, now, channel.tz);
}

async function create(
  work: Work,
  planner: UserId,
  { channelId, tz }: Channel,
  plan: Plan,
): Promise<ProjectRow> {
  const { scope, now } = work;
  const at = rules.askAt(plan.endsOn, now, await calendarOf(scope, channelId));
  const row: ProjectRow = {
    id: rowId(work.newId()),
    channel_id: channelId,
    conversation_id: await scope.audience({ kind: 'conversation', channel: channelId }),
    ...planRecords.cells(plan),
    ends_at: rules.endOfProject(plan.endsOn, tz),
    planner_id: planner,
    state: 'planned',
    ask_at: at ?? now,
    round: 0,
    decided_by: null,
    decided_at: null,
    planned_on: localTime(now, tz).date,
    before_end: plan.endsOn,
    before_offers: 0,
    first_end: plan.endsOn,
    end_moves: 0,
  };
  await scope.insert(projects, row, { audience: row.conversation_id, by: [], names: 'shown' });
  if (at === null) {
    // One message: it says who planned it, and asks at once.
    await ask(work, row);
  } else {
    await scope.publish(plannedPost(row));
    await scope.runAt(planJobs.offerLessons.ref({ project: row.id }), now, { kind: 'channel', channelId });
    await scheduleAsk(scope, row, at);
  }
  await followPlan(work, at === null ? { ...row, state: 'asked' } : row);
  await scope.refreshHome(plan.owner);
  return row;
}

async function change(
  work: Work,
  by: UserId,
  { channelId, tz }: Channel,
  row: ProjectRow,
  plan: Plan,
): Promise<void> {
  const { scope, now } = work;
  const isMoved = plan.endsOn !== row.ends_on;
  const at = isMoved ? rules.askAt(plan.endsOn, now, await calendarOf(scope, channelId)) : null;
  const again = row.state === 'asked' && at !== null;
  const after = await decided(work, row, by, {
    ...planRecords.cells(plan),
    ends_at: rules.endOfProject(plan.endsOn, tz),
    ...(at === null ? {} : { state: 'planned' as const, ask_at: at }),
    ...(again ? { round: row.round + 1 } : {}),
    ...(isMoved ? { first_end: row.first_end ?? row.ends_on, end_moves: row.end_moves + 1 } : {}),
  });
  // The earlier question says that it will be asked again.
  if (again) await scope.refresh(askPost(row));
  if (row.owner_id !== null && row.owner_id !== plan.owner) await unschedule(scope, row);
  if (at === null && isMoved && row.state === 'planned') await ask(work, after);
  else if (after.state === 'planned') await scheduleAsk(scope, after, after.ask_at);
  await followChange(work, after);
}

const watchOf = (project: RowId, person: UserId) => planJobs.watch.ref({ project, person });

/** Schedules Lore's question in the channel and, a minute later, the owner's, in case the channel is shown nothing any more. */
async function scheduleAsk(scope: Scope, row: ProjectRow, at: Instant): Promise<void> {
  const { id: project, channel_id: channelId, owner_id: owner } = row;
  await scope.runAt(planJobs.ask.ref({ project }, owner ?? undefined), at, { kind: 'channel', channelId });
  if (owner !== null)
    await scope.runAt(watchOf(project, owner), at + minute, { kind: 'person', userId: owner });
}

async function unschedule(scope: Scope, { id: project, owner_id: owner }: ProjectRow): Promise<void> {
  await scope.cancel(planJobs.ask.ref({ project }));
  if (owner !== null) await scope.cancel(watchOf(project, owner));
}

/** Asks in the channel whether to hold the retrospective now. */
export async function ask({ scope, now }: Work, row: ProjectRow): Promise<void> {
  await scope.update(projects, row.id, { state: 'asked', ask_at: now }, { where: { state: 'planned' } });
  await scope.publish(askPost(row));
  await scope.refresh(plannedPost(row));
}

/** Asks the owner where else to hold it. Without an owner nobody is asked: the channel's members see that in their Home. */
export async function askWhere({ scope }: Pick<Work, 'scope'>, row: ProjectRow): Promise<void> {
  if (row.owner_id !== null) await scope.publish(wherePost(row, row.owner_id));
}

/** @param state `held`: its retrospective was started */
export async function endProject(
  work: Work,
  row: ProjectRow,
  by: UserId,
  state: Exclude<ProjectState, 'planned' | 'asked'>,
): Promise<void> {
  if (!isPlanned(row.state)) return;
  await followEnd(work, await decided(work, row, by, { state }));
  await unschedule(work.scope, row);
  // Another retrospective may be held of what was held.
  if (state !== 'held') await stopFollowing(work, row);
}

/** A volunteer takes over a project whose owner is gone. */
export async function takeProject(work: Work, row: ProjectRow, by: UserId): Promise<void> {
  await unschedule(work.scope, row);
  const after = await decided(work, row, by, { owner_id: by });
  if (after.state === 'planned') await scheduleAsk(work.scope, after, after.ask_at);
  const members = await work.scope.members(row.channel_id);
  await work.scope.refreshHome(...members.map(({ userId }) => userId));
}

/** It continues in another channel that the person is in, as a project of its own. */
export async function changeChannel(work: Work, row: ProjectRow, by: UserId, to: Channel): Promise<Refusals> {
  const plan = { ...planRecords.read(row), owner: by };
  const checked = await check(work, to, plan, null);
  // That it is over no longer matters: it is to be held now.
  const refusals = checked.ok ? [] : checked.refusals.filter((code) => code !== 'endedAlready');
  if (refusals.length > 0) return refusals;
  const followed = await work.scope.connections.followedBy(row.id);
  const since = await sinceFor(work.scope, row, null);
  await endProject(work, row, by, 'moved');
  await followOn(work, followed, await create(work, by, to, plan), since);
  return [];
}

async function decided(
  { scope, now }: Work,
  row: ProjectRow,
  by: UserId,
  change: Partial<Omit<ProjectRow, 'id'>>,
): Promise<ProjectRow> {
  const cells = { ...change, decided_by: by, decided_at: now };
  const after = { ...row, ...cells };
  await scope.update(projects, row.id, cells);
  await scope.refresh(plannedPost(row));
  await scope.refresh(askPost(after));
  for (const owner of new Set([row.owner_id, after.owner_id])) {
    if (owner === null) continue;
    await scope.refresh(wherePost(row, owner));
    await scope.refreshHome(owner);
  }
  return after;
}
