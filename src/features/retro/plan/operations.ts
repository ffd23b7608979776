/** Planned projects: planning, changing, asking, holding, moving, cancelling. Whoever decides, everyone in the channel sees it. */
import { type Instant, minute } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { offerForProject } from '../lessons/operations.ts';
import { calendarOf } from '../session/load.ts';
import {
  askPost,
  type OwnProject,
  planJobs,
  plannedPost,
  plannedProjects,
  type ProjectRow,
  projects,
  wherePost,
  type PlanWishes,
  planRecords,
  type Plan,
} from './project.ts';
import {
  askAt,
  endOfProject,
  isPlanned,
  projectPlanOf,
  type ProjectRefusal,
  type ProjectState,
} from './rules.ts';

type Planned = Result<ProjectRow, 'wishes'> & { readonly refusals: readonly ProjectRefusal[] };

/** Plans one in a channel that the planner is in. @returns it, or what must be corrected */
export async function planProject(
  work: Work,
  planner: Person,
  channel: Channel,
  wishes: PlanWishes,
): Promise<Planned> {
  const checked = await check(work, channel, wishes);
  if (!checked.ok) return { ...refuse('wishes'), refusals: checked.refusals };
  return { ...ok(await create(work, channel, checked.plan, planner.userId)), refusals: [] };
}

/** Updates a planned project. */
export async function updateProject(
  work: Work,
  by: Person,
  channel: Channel,
  row: ProjectRow,
  wishes: PlanWishes,
): Promise<Planned> {
  const checked = await check(work, channel, wishes, row);
  if (!checked.ok) return { ...refuse('wishes'), refusals: checked.refusals };
  const { endsOn, owner } = checked.plan;
  const isMoved = endsOn !== row.ends_on;
  const at = isMoved ? askAt(endsOn, work.now, await calendarOf(work.scope, channel.channelId)) : null;
  const again = row.state === 'asked' && at !== null;
  const after = await decided(work, row, by.userId, {
    ...planRecords.cells(checked.plan),
    ends_at: endOfProject(endsOn, channel.tz),
    ...(at === null ? {} : { state: 'planned' as const, ask_at: at }),
    ...(again ? { round: row.round + 1 } : {}),
  });
  // The earlier question says that it will be asked again.
  if (again) await work.scope.refresh(askPost(row));
  if (row.owner_id !== null && row.owner_id !== owner) await unschedule(work.scope, row);
  if (at !== null) await scheduleAsk(work.scope, after, at);
  else if (isMoved && row.state === 'planned') await ask(work, after);
  else if (after.state === 'planned') await scheduleAsk(work.scope, after, after.ask_at);
  return { ...ok(after), refusals: [] };
}

async function check({ scope, now }: Work, channel: Channel, wishes: PlanWishes, row?: ProjectRow) {
  const others = (await plannedProjects(scope, channel.channelId)).filter(({ id }) => id !== row?.id);
  const named = others.map(({ name, ends_on: endsOn }) => ({ name, endsOn }));
  return projectPlanOf(wishes, await scope.members(channel.channelId), named, now, channel.tz);
}

async function create(work: Work, channel: Channel, plan: Plan, planner: UserId): Promise<ProjectRow> {
  const { scope, now } = work;
  const { channelId, tz } = channel;
  const at = askAt(plan.endsOn, now, await calendarOf(work.scope, channelId));
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
  return row;
}

/** Schedules Lore's question in the channel and, a minute later, the owner's, in case the channel is shown nothing any more. */
async function scheduleAsk(scope: Scope, row: ProjectRow, at: Instant): Promise<void> {
  const { id: project, channel_id: channelId, owner_id: owner } = row;
  await scope.runAt({ ...planJobs.ask.ref({ project }), ...(owner === null ? {} : { owner }) }, at, {
    kind: 'channel',
    channelId,
  });
  if (owner === null) return;
  await scope.runAt(watchOf(row, owner), at + minute, { kind: 'person', userId: owner });
}

const watchOf = ({ id }: ProjectRow, person: UserId) => planJobs.watch.ref({ project: id, person });

async function unschedule(scope: Scope, { id, ...row }: ProjectRow): Promise<void> {
  await scope.cancel(planJobs.ask.ref({ project: id }));
  if (row.owner_id !== null) await scope.cancel(watchOf({ id, ...row }, row.owner_id));
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

/** Cancels it. @returns whether it was still planned */
export async function cancelProject(work: Work, row: ProjectRow, by: UserId): Promise<boolean> {
  return end(work, row, by, 'cancelled');
}

/** Its retrospective was started. */
export async function holdProject(work: Work, row: ProjectRow, by: UserId): Promise<void> {
  await end(work, row, by, 'held');
}

async function end(
  work: Work,
  row: ProjectRow,
  by: UserId,
  state: Exclude<ProjectState, 'planned' | 'asked'>,
): Promise<boolean> {
  if (!isPlanned(row.state)) return false;
  await decided(work, row, by, { state });
  await unschedule(work.scope, row);
  return true;
}

/** A volunteer takes over a project whose owner is gone. */
export async function takeProject(work: Work, row: ProjectRow, by: UserId): Promise<void> {
  await unschedule(work.scope, row);
  const after = await decided(work, row, by, { owner_id: by });
  if (after.state === 'planned') await scheduleAsk(work.scope, after, after.ask_at);
  for (const { userId } of await work.scope.members(row.channel_id)) await work.scope.refreshHome(userId);
}

/** It continues in another channel that the person is in, as a project of its own. */
export async function changeChannel(work: Work, row: ProjectRow, by: UserId, to: Channel): Promise<Planned> {
  const plan = { ...planRecords.read(row), owner: by };
  const checked = await check(work, to, plan);
  // That it is over no longer matters: it is to be held now.
  const refusals = checked.ok ? [] : checked.refusals.filter((code) => code !== 'endedAlready');
  if (refusals.length > 0) return { ...refuse('wishes'), refusals };
  await end(work, row, by, 'moved');
  return { ...ok(await create(work, to, plan, by)), refusals: [] };
}

async function decided(
  { scope, now }: Work,
  row: ProjectRow,
  by: UserId,
  change: Partial<Omit<ProjectRow, 'id'>>,
): Promise<ProjectRow> {
  const after = { ...row, ...change, decided_by: by, decided_at: now };
  await scope.update(projects, row.id, { ...change, decided_by: by, decided_at: now });
  await scope.refresh(plannedPost(row));
  await scope.refresh(askPost(after));
  for (const owner of new Set([row.owner_id, after.owner_id])) {
    if (owner === null) continue;
    await scope.refresh(wherePost(row, owner));
    await scope.refreshHome(owner);
  }
  return after;
}

/** The earliest end first. @param person the viewer, a member of the workspace */
export async function ownProjects(read: ReadScope, person: UserId): Promise<readonly OwnProject[]> {
  const rows = await plannedProjects(read);
  const there = new Map<string, ReadonlySet<UserId>>();
  for (const channel of new Set(rows.map((row) => row.channel_id)))
    there.set(channel, new Set((await read.members(channel)).map(({ userId }) => userId)));
  return rows
    .map((row) => ({
      row,
      isOwnerless: row.owner_id === null || there.get(row.channel_id)?.has(row.owner_id) !== true,
    }))
    .filter(({ row, isOwnerless }) => isOwnerless || row.owner_id === person);
}
