/** Each ritual of a channel that ends is somebody’s to decide about, for ten days; what nobody decides about stays as it is. */
import { day } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { Channel } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { Scope } from '#core/scope.ts';
import { findRows } from '#core/rows.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { decideWithin, lookAfter, remindAfter } from '../brief/rules.ts';
import * as ids from '../ids.ts';
import { noticeIn, type NoticeRow, notices } from '../rows.ts';
import { loadTask, type TaskRow, tasks, tasksOf } from './rows.ts';
import { type Decision, type Refusal, whyNotThere } from './rules.ts';

const viewerIn = (channelId: ChannelId) => ({ kind: 'channel', channelId }) as const;

/** With the channel’s access. What an earlier brief asks about is not asked twice. */
export async function makeTasks(
  { scope, now, newId }: JobContext,
  notice: NoticeRow,
  here: Channel,
): Promise<void> {
  const { channel_id: channel, reorg_id: reorg } = notice;
  // Of a practice that is off there, nothing takes place.
  const running = await scope.schedules.switchedOn(channel, await scope.schedules.running(channel));
  const open = new Set(
    (await findRows(scope.from(tasks), { channel_id: channel, state: 'open' })).map(({ ritual }) => ritual),
  );
  const audience = await scope.audience(audienceFrom(channel, isOpenToAll(here)));
  const dueAt = now + decideWithin;
  const fresh = running.filter(({ name }) => !open.has(name));
  for (const { name, named } of fresh) {
    const [owner = null, deputy = null] = named;
    const row: TaskRow = {
      ...{ id: rowId(newId()), reorg_id: reorg, channel_id: channel, ritual: name },
      ...{ owner_id: owner, deputy_id: deputy, state: 'open', into_id: null },
      ...{ decided_by: null, decided_at: null, due_at: dueAt, alive_at: null },
    };
    await scope.insert(tasks, row, { audience, by: [], names: 'shown' });
  }
  if (fresh.length === 0) return;
  if (!here.isArchived) await scope.publish(ids.ritualsPost(notice));
  await ask(
    scope,
    notice,
    0,
    dueAt,
    fresh.flatMap(({ named }) => named.slice(0, 1)),
  );
  await scope.runAt(ids.jobs.remind.ref({ notice: notice.id }), now + remindAfter, viewerIn(channel));
  await scope.runAt(ids.jobs.due.ref({ notice: notice.id }), dueAt, viewerIn(channel));
}

/** One message to each, however many rituals there are. */
async function ask(
  scope: Scope,
  { reorg_id: reorg, channel_id: channel }: NoticeRow,
  round: 0 | 1 | 2,
  dueAt: number,
  people: readonly UserId[],
): Promise<void> {
  for (const user of new Set(people)) {
    await scope.publish(ids.decideByPost({ reorg, channel }, round, user, dueAt));
    await scope.refreshHome(user);
  }
}

const peopleOf = (all: readonly TaskRow[]): readonly UserId[] =>
  all.flatMap(({ owner_id: owner, deputy_id: deputy }) => [owner, deputy].filter((one) => one !== null));

/** After a week, to owner and deputy of what is still open. */
export async function remind({ scope }: JobContext, notice: NoticeRow): Promise<void> {
  const open = (await tasksOf(scope, notice.reorg_id, notice.channel_id)).filter(
    ({ state }) => state === 'open',
  );
  await ask(scope, notice, 1, open[0]?.due_at ?? 0, peopleOf(open));
}

/** After ten days: what is still open stays as it is, which the page and the messages say. */
export async function due({ scope }: JobContext, notice: NoticeRow): Promise<void> {
  await redraw(scope, notice, await tasksOf(scope, notice.reorg_id, notice.channel_id));
}

async function redraw(scope: Scope, notice: NoticeRow, all: readonly TaskRow[]): Promise<void> {
  const { reorg_id: reorg, channel_id: channel, by_id: by } = notice;
  const people = [...new Set(peopleOf(all))];
  await scope.refresh(
    ids.ritualsPost(notice),
    ...people.flatMap((user) =>
      [0, 1, 2].map((round) => ids.decideByPost({ reorg, channel }, round, user, 0)),
    ),
  );
  await scope.refreshHome(...people, ...(by === null ? [] : [by]));
}

/** Redraws whatever shows a task. */
async function redrawTask(scope: Scope, task: TaskRow): Promise<void> {
  const notice = await noticeIn(scope, task.reorg_id, task.channel_id);
  if (notice !== null) await redraw(scope, notice, [task]);
}

/** Somebody in the channel sees to it from now on. @returns `false`: somebody did already, or it is decided */
export async function takeOn(scope: Scope, task: TaskRow, user: UserId): Promise<boolean> {
  const isTaken = await scope.update(
    tasks,
    task.id,
    { owner_id: user },
    { where: { state: 'open', owner_id: task.owner_id } },
  );
  if (isTaken) await redrawTask(scope, { ...task, owner_id: user });
  return isTaken;
}

/** Somebody left: the deputy sees to it, who reads so; else the channel is asked. With the channel’s access. */
export async function passOn(scope: Scope, channel: ChannelId, user: UserId): Promise<void> {
  const all = await findRows(scope.from(tasks), { channel_id: channel, state: 'open' }, 'id');
  for (const task of all) {
    if (task.owner_id !== user && task.deputy_id !== user) continue;
    const owner = task.owner_id === user ? task.deputy_id : task.owner_id;
    await scope.update(tasks, task.id, { owner_id: owner, deputy_id: null });
    const notice = await noticeIn(scope, task.reorg_id, channel);
    if (notice === null) continue;
    if (owner !== null && task.owner_id === user) await ask(scope, notice, 2, task.due_at, [owner]);
    await redraw(scope, notice, [task]);
  }
}

export interface Wanted {
  readonly decision: Decision;
  readonly into: ChannelId | null;
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
}

/** @param canBeSetUp elsewhere without a form of its practice @returns why not; then nothing of it is kept, since the form answers with an error */
export async function decide(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  task: TaskRow,
  by: UserId,
  { decision, into, owner, deputy }: Wanted,
  canBeSetUp: boolean,
): Promise<Result<null, Refusal | 'already'>> {
  const { channel_id: from, ritual } = task;
  const here = await scope.channel(from);
  if (here === null) return refuse('not_here');
  const people = { owner: owner ?? by, deputy };
  const own = await scope.schedules.of(from, ritual);
  let intoId: ChannelId | null = null;
  if (decision === 'keep' && own !== null) {
    const kept = await scope.schedules.change(from, ritual, { isOn: true, rule: own.rule, people });
    if (!kept.ok) return kept;
  }
  if (decision === 'merge' || decision === 'handover') {
    const there = into === null ? null : await scope.channel(into);
    const rule = own?.rule;
    const running = there === null || into === null ? [] : await scope.schedules.running(into);
    const target =
      there === null || !there.hasLore || there.isArchived
        ? null
        : {
            hasIt: running.some(({ name }) => name === ritual),
            hasWhatItPrecedes:
              rule === undefined || !('before' in rule) || running.some(({ name }) => name === rule.before),
          };
    const why = whyNotThere(decision, target, canBeSetUp);
    if (why !== null || there === null || into === null) return refuse(why ?? 'notThere');
    const its = running.find(({ name }) => name === ritual)?.rule ?? rule;
    if (its === undefined) return refuse('not_here');
    const set = await scope.schedules.change(into, ritual, { isOn: true, rule: its, people });
    if (!set.ok) return set;
    intoId = there.kind === 'public' || here.kind === 'private' ? into : null;
  }
  if (decision !== 'keep' && own?.isOn === true && !here.isArchived) {
    const ended = await scope.schedules.change(from, ritual, { isOn: false });
    if (!ended.ok) return ended;
  }
  const isDecided = await scope.update(
    tasks,
    task.id,
    {
      ...{ state: decision, into_id: intoId, decided_by: by, decided_at: now },
      owner_id: people.owner,
      deputy_id: deputy,
    },
    { where: { state: 'open' } },
  );
  if (!isDecided) return refuse('already');
  const notice = await noticeIn(scope, task.reorg_id, from);
  if (notice !== null && into !== null && (decision === 'merge' || decision === 'handover')) {
    const there = ids.jobs.lookThere.ref({ task: task.id, channel: into, from, ritual: rowId(ritual) });
    await scope.runAt(there, Math.max(now + day, notice.effect_at + lookAfter), viewerIn(into));
  }
  await redrawTask(scope, task);
  return ok(null);
}

/** With the access of the channel that a ritual went to, which may not read the task. */
export async function lookThere(
  { scope, now }: JobContext,
  of: { readonly task: RowId; readonly channel: ChannelId; readonly from: ChannelId; readonly ritual: RowId },
): Promise<void> {
  const there = await scope.channel(of.channel);
  const isOn = (await scope.schedules.of(of.channel, of.ritual))?.isOn === true;
  if (there === null || there.isArchived || !there.hasLore || !isOn) return;
  await scope.runAt(ids.jobs.lives.ref({ task: of.task }), now, viewerIn(of.from));
}

export async function lives({ scope, now }: JobContext, { task: id }: ids.OfTask): Promise<void> {
  const task = await loadTask(scope, id);
  if (task === null) return;
  await scope.update(tasks, id, { alive_at: now });
  const notice = await noticeIn(scope, task.reorg_id, task.channel_id);
  if (notice !== null && notice.seen_at !== null) await scope.refresh(ids.alivePost(notice));
}

/** A month after the change: what goes on here lives, if it is still on and the channel is there. */
export async function look({ scope, now }: JobContext, notice: NoticeRow): Promise<void> {
  const here = await scope.channel(notice.channel_id);
  if (here === null || here.isArchived || !here.hasLore) return;
  const running = new Set((await scope.schedules.running(notice.channel_id)).map(({ name }) => name));
  for (const { id, state, ritual } of await tasksOf(scope, notice.reorg_id, notice.channel_id))
    if ((state === 'open' || state === 'keep') && running.has(ritual))
      await scope.update(tasks, id, { alive_at: now });
}

export async function count({ scope, now }: JobContext, notice: NoticeRow): Promise<void> {
  if (notice.ended_at !== null) return;
  await scope.update(notices, notice.id, { seen_at: now });
  await scope.refresh(ids.ritualsPost(notice), ids.briefPost(notice));
  const here = await scope.channel(notice.channel_id);
  const all = await tasksOf(scope, notice.reorg_id, notice.channel_id);
  if (all.length > 0 && here !== null && !here.isArchived && here.hasLore)
    await scope.publish(ids.alivePost(notice));
  if (notice.by_id !== null) await scope.refreshHome(notice.by_id);
}

/** The reorganisation is taken back. */
export async function stopTasks(scope: Scope, notice: NoticeRow): Promise<void> {
  const all = await tasksOf(scope, notice.reorg_id, notice.channel_id);
  for (const { id } of all) await scope.update(tasks, id, { state: 'off' }, { where: { state: 'open' } });
  await redraw(scope, notice, all);
}
