/** Planned projects: planning, changing, asking, holding, moving, cancelling. Whoever decides, everyone in the channel sees it. */
import { type Instant, minute } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { offerForProject } from '../lessons/operations.ts';
import { calendarOf } from '../session/load.ts';
import {
  askPost,
  type Plan,
  planJobs,
  plannedPost,
  plannedProjects,
  planRecords,
  type PlanWishes,
  type ProjectRow,
  projects,
  wherePost,
} from './project.ts';
import {
  askAt,
  endOfProject,
  isPlanned,
  projectPlanOf,
  type ProjectRefusal,
  type ProjectState,
} from './rules.ts';

/** What must be corrected; nothing: it is done. */
type Refusals = readonly ProjectRefusal[];

/** Plans one in a channel that the planner is in. */
export async function planProject(
  work: Work,
  planner: UserId,
  channel: Channel,
  wishes: PlanWishes,
): Promise<Refusals> {
  const checked = await check(work, channel, wishes);
  if (!checked.ok) return checked.refusals;
  await create(work, channel, checked.plan, planner);
  return [];
}

/** Updates a planned project. */
export async function updateProject(
  work: Work,
  by: UserId,
  channel: Channel,
  row: ProjectRow,
  wishes: PlanWishes,
): Promise<Refusals> {
  const checked = await check(work, channel, wishes, row);
  if (!checked.ok) return checked.refusals;
  const { endsOn, owner } = checked.plan;
  const isMoved = endsOn !== row.ends_on;
  const at = isMoved ? askAt(endsOn, work.now, await calendarOf(work.scope, channel.channelId)) : null;
  const again = row.state === 'asked' && at !== null;
  const after = await decided(work, row, by, {
    ...planRecords.cells(checked.plan),
    ends_at: endOfProject(endsOn, channel.tz),
    ...(at === null ? {} : { state: 'planned' as const, ask_at: at }),
    ...(again ? { round: row.round + 1 } : {}),
  });
  // The earlier question says that it will be asked again.
  if (again) await work.scope.refresh(askPost(row));
  if (row.owner_id !== null && row.owner_id !== owner) await unschedule(work.scope, row);
  if (at === null && isMoved && row.state === 'planned') await ask(work, after);
  else if (after.state === 'planned') await scheduleAsk(work.scope, after, after.ask_at);
  return [];
}

async function check({ scope, now }: Work, channel: Channel, wishes: PlanWishes, row?: ProjectRow) {
  const others = (await plannedProjects(scope, channel.channelId)).filter(({ id }) => id !== row?.id);
  const named = others.map((other) => planRecords.read(other));
  return projectPlanOf(wishes, await scope.members(channel.channelId), named, now, channel.tz);
}

async function create(work: Work, { channelId, tz }: Channel, plan: Plan, planner: UserId): Promise<void> {
  const { scope, now } = work;
  const at = askAt(plan.endsOn, now, await calendarOf(scope, channelId));
  const row: ProjectRow = {
    id: rowId(work.newId()),
    channel_id: channelId,
    conversation_id: await scope.audience({ kind: 'conversation', channel: channelId }),
    ...planRecords.cells(plan),
    ends_at: endOfProject(plan.endsOn, tz),
    planner_id: planner,
    state: 'planned',
    ask_at: at ?? now,
    round: 0,
    decided_by: null,
    decided_at: null,
  };
  await scope.insert(projects, row, { audience: row.conversation_id, by: [], names: 'shown' });
  if (at === null) {
    // One message: it says who planned it, and asks at once.
    await ask(work, row);
  } else {
    await scope.publish(plannedPost(row));
    await offerForProject(work, row);
    await scheduleAsk(scope, row, at);
  }
  await scope.refreshHome(plan.owner);
}

const watchOf = (project: ProjectRow['id'], person: UserId) => planJobs.watch.ref({ project, person });

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

/** Its retrospective was started. */
export const holdProject = (work: Work, row: ProjectRow, by: UserId): Promise<void> =>
  endProject(work, row, by, 'held');

export async function endProject(
  work: Work,
  row: ProjectRow,
  by: UserId,
  state: Exclude<ProjectState, 'planned' | 'asked'>,
): Promise<void> {
  if (!isPlanned(row.state)) return;
  await decided(work, row, by, { state });
  await unschedule(work.scope, row);
}

/** A volunteer takes over a project whose owner is gone. */
export async function takeProject(work: Work, row: ProjectRow, by: UserId): Promise<void> {
  await unschedule(work.scope, row);
  const after = await decided(work, row, by, { owner_id: by });
  if (after.state === 'planned') await scheduleAsk(work.scope, after, after.ask_at);
  for (const { userId } of await work.scope.members(row.channel_id)) await work.scope.refreshHome(userId);
}

/** It continues in another channel that the person is in, as a project of its own. */
export async function changeChannel(work: Work, row: ProjectRow, by: UserId, to: Channel): Promise<Refusals> {
  const plan = { ...planRecords.read(row), owner: by };
  const checked = await check(work, to, plan);
  // That it is over no longer matters: it is to be held now.
  const refusals = checked.ok ? [] : checked.refusals.filter((code) => code !== 'endedAlready');
  if (refusals.length > 0) return refusals;
  await endProject(work, row, by, 'moved');
  await create(work, to, plan, by);
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

export interface OwnProject {
  readonly row: ProjectRow;
  /** Its owner has left the channel, or was erased. */
  readonly isOwnerless: boolean;
}

/** The earliest end first. @param person the viewer, a member of the workspace */
export async function ownProjects(read: ReadScope, person: UserId): Promise<readonly OwnProject[]> {
  const rows = await plannedProjects(read);
  const there = new Map<string, readonly UserId[]>();
  for (const channel of new Set(rows.map((row) => row.channel_id)))
    there.set(
      channel,
      (await read.members(channel)).map(({ userId }) => userId),
    );
  return rows
    .map((row) => {
      const { channel_id: channel, owner_id: owner } = row;
      return { row, isOwnerless: owner === null || there.get(channel)?.includes(owner) !== true };
    })
    .filter(({ row, isOwnerless }) => isOwnerless || row.owner_id === person);
}
