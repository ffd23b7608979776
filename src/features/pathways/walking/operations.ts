/** Following a pathway, finishing something, and showing somebody how far one is: all with the person's own access. */
import { day } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { quarterAt } from '#core/time/quarter.ts';
import type { Work } from '#core/work.ts';
import { activitiesOf, type ActivityRow, loadPathway, type PathwayRow } from '../rows.ts';
import type { Moment } from '../rules.ts';
import * as ids from './ids.ts';
import {
  counted,
  type DoneRow,
  dones,
  follows,
  loadShown,
  ownDone,
  ownDones,
  ownFollow,
  ownFollows,
  ownSetting,
  settings,
  shown,
  type ShownRow,
} from './rows.ts';
import { asksAt, type Did } from './rules.ts';

export async function follow({ scope, now }: Work, { id }: PathwayRow, self: UserId): Promise<void> {
  const before = await ownFollow(scope, id);
  const row = { pathway_id: id, followed_at: now, planned_told_at: null, facilitated_told_at: null };
  if (before === null) await scope.upsertOwn(follows, row);
  await scope.refreshHome(self);
}

/** What they finished stays theirs; who was shown how far they are is not any more. */
export async function unfollow(work: Work, id: RowId, self: UserId): Promise<boolean> {
  const { scope } = work;
  const gone = await scope.deleteOwn(follows, { pathway_id: id });
  for (const row of await shownBy(scope, self)) if (row.pathway_id === id) await takeBack(scope, row);
  await redrawMoments(scope, self);
  await scope.refreshHome(self);
  return gone > 0;
}

/** What the viewer shows to somebody, whether that one reads it or not. */
export const shownBy = (read: ReadScope, self: UserId): Promise<ShownRow[]> =>
  findRows(read.mine(shown), { person_id: self }, 'shown_at', 'id');

/** What others show to the viewer, and did not take back. */
export async function shownTo(read: ReadScope, self: UserId): Promise<readonly ShownRow[]> {
  const rows = await findRows(read.from(shown), { shown_to: self, hidden_at: null }, 'shown_at', 'id');
  const active: ShownRow[] = [];
  for (const row of rows) if (await isThere(read, row.person_id)) active.push(row);
  return active;
}

/** Who left can take nothing back, so nothing of theirs is shown any more. */
export const isThere = async (read: ReadScope, user: UserId | null): Promise<boolean> =>
  user !== null && (await read.person(user))?.memberType === 'member';

/** How far the viewer is. */
export async function progressOf(
  read: ReadScope,
  id: RowId,
): Promise<{ readonly done: number; readonly of: number; readonly next: ActivityRow | null }> {
  const all = await activitiesOf(read, id);
  const finished = new Set((await ownDones(read)).map(({ activity_id: activity }) => activity));
  const open = all.filter((one) => !finished.has(one.id));
  const isOpen = new Set(open.map((one) => one.id));
  const next = open.find(({ after_id }) => after_id === null || !isOpen.has(after_id)) ?? null;
  return { done: all.length - open.length, of: all.length, next };
}

/** What is finished, and what they want to make of it. */
export interface Finished {
  readonly activity: ActivityRow | null;
  readonly what: string;
  readonly isRequired: boolean;
  readonly use: string;
  readonly on: string | null;
}

export async function finish(work: Work, person: Person, finished: Finished): Promise<void> {
  const { scope, now, newId } = work;
  const { activity, use, on } = finished;
  const before = (await ownDones(scope)).find((one) => activity !== null && one.activity_id === activity.id);
  const id = before?.done_id ?? rowId(newId());
  const row: DoneRow = {
    ...{ done_id: id, pathway_id: activity?.pathway_id ?? null, activity_id: activity?.id ?? null },
    ...{ what: finished.what, is_required: finished.isRequired ? 1 : 0 },
    ...{ finished_at: before?.finished_at ?? now, will_use: use, use_on: on, asked_at: null, did: null },
  };
  await scope.upsertOwn(dones, row);
  // Where nothing is to be used there is nothing to ask.
  const job = ids.jobs.did.ref({ done: id });
  if (use === '') await scope.cancel(job);
  else await scope.runAt(job, asksAt(now, on, person.tz), { kind: 'person', userId: person.userId });
  await settle(work, person.userId);
}

/** It is not finished after all. @returns whether there was one */
export async function unfinish(work: Work, id: RowId, self: UserId): Promise<boolean> {
  const { scope } = work;
  const gone = await scope.deleteOwn(dones, { done_id: id });
  await scope.cancel(ids.jobs.did.ref({ done: id }));
  await scope.refresh(didPost(id, self));
  await settle(work, self);
  return gone > 0;
}

/** What follows from what somebody finished: what is counted, what others are shown, and Home. */
async function settle(work: Work, self: UserId): Promise<void> {
  await recount(work);
  const { scope } = work;
  await redrawMoments(scope, self);
  for (const row of await shownBy(scope, self)) await recountShown(scope, row);
  await scope.refreshHome(self);
}

async function recountShown(scope: Scope, row: ShownRow): Promise<void> {
  // Who does not see the pathway any more has not finished less of it.
  if ((await loadPathway(scope, row.pathway_id)) === null) return;
  const { done, of } = await progressOf(scope, row.pathway_id);
  if (done === row.done && of === row.of) return;
  await scope.update(shown, row.id, { done, of });
  if (row.shown_to !== null) await redrawFor(scope, row.shown_to, row.id);
}

/** Once a day, with the access of who shows it: what was taken out of the pathway is not counted any more. */
export async function countAgain({ scope, now }: JobContext, { shown: id }: ids.OfShown): Promise<void> {
  const { viewer } = scope;
  const row = viewer.kind === 'person' ? await loadShown(scope, id) : null;
  if (row === null || row.hidden_at !== null || viewer.kind !== 'person') return;
  await recountShown(scope, row);
  await scope.runAt(ids.jobs.shown.ref({ shown: id, person: viewer.userId }), now + day, viewer);
}

/** As the one reads it to whom it is shown: of what stands in the pathway now, if they may see it. */
export async function asOfNow(
  read: ReadScope,
  row: ShownRow,
): Promise<{ readonly row: ShownRow; readonly pathway: PathwayRow | null }> {
  const pathway = await loadPathway(read, row.pathway_id);
  if (pathway === null) return { row, pathway };
  const { length: of } = await activitiesOf(read, pathway.id);
  return { row: { ...row, of, done: Math.min(row.done, of) }, pathway };
}

async function redrawFor(scope: Scope, to: UserId, id: RowId): Promise<void> {
  await scope.refresh(shownPost(id, to));
  await scope.refreshHome(to);
}

/** Says once for each quarter that they finished something nobody required, in the channel in which they agreed to be counted, and nowhere else. */
async function recount({ scope, now }: Work): Promise<void> {
  await scope.deleteOwn(counted, {});
  const setting = await ownSetting(scope);
  const { channel_id: channel = null, counts_since: since = null } = setting ?? {};
  const at = channel === null ? null : await scope.channel(channel);
  if (at === null || since === null) return;
  const free = (await ownDones(scope)).filter((one) => one.is_required === 0 && one.finished_at >= since);
  const audience = await scope.audience({ kind: 'conversation', channel: at.channelId });
  for (const quarter of new Set(free.map((one) => quarterAt(one.finished_at, at.tz))))
    await scope.upsertOwn(counted, { channel_id: at.channelId, quarter, counted_at: now }, { audience });
}

export interface Setting {
  readonly channel: ChannelId | null;
  readonly isQuiet: boolean;
}

export async function set(work: Work, self: UserId, { channel, isQuiet }: Setting): Promise<void> {
  const { scope, now } = work;
  const before = await ownSetting(scope);
  // What they finished before they agreed is not counted.
  const since = before?.channel_id === channel && before.counts_since !== null ? before.counts_since : now;
  const counts_since = channel === null ? null : since;
  await scope.upsertOwn(settings, {
    channel_id: channel,
    counts_since,
    is_quiet: isQuiet ? 1 : 0,
    set_at: now,
  });
  await settle(work, self);
}

/** No more messages to them about what they finished, or could learn. */
export async function hush(work: Work, self: UserId): Promise<void> {
  const setting = await ownSetting(work.scope);
  await set(work, self, { channel: setting?.channel_id ?? null, isQuiet: true });
  for (const row of await ownDones(work.scope))
    if (row.asked_at !== null) await work.scope.refresh(didPost(row.done_id, self));
}

const didPost = (done: RowId, user: UserId) =>
  ids.posts.did.ref({ done }, { kind: 'person', user, urgency: 'check' });

/** Asks once, a month later. */
export async function askDid({ scope, now }: JobContext, { done: id }: ids.OfDone): Promise<void> {
  if (scope.viewer.kind !== 'person') return;
  const row = await ownDone(scope, id);
  if (row === null || row.did !== null || (await ownSetting(scope))?.is_quiet === 1) return;
  await scope.upsertOwn(dones, { ...row, asked_at: now });
  await scope.publish(didPost(id, scope.viewer.userId));
  await scope.refreshHome(scope.viewer.userId);
}

export async function sayDid({ scope }: Work, row: DoneRow, did: Did, self: UserId): Promise<void> {
  await scope.upsertOwn(dones, { ...row, did });
  await scope.refresh(didPost(row.done_id, self));
  await scope.refreshHome(self);
}

/** Posts say which by its place. */
export const toldMoments = ['facilitated', 'planned'] as const satisfies readonly Moment[];

const momentPost = (moment: number, user: UserId) =>
  ids.posts.moment.ref({ moment }, { kind: 'person', user, urgency: 'suggestion' });

/** What they were told of a moment names what is still open. */
async function redrawMoments(scope: Scope, self: UserId): Promise<void> {
  for (const nth of toldMoments.keys()) await scope.refresh(momentPost(nth, self));
}

/** What pathways that the viewer follows have for a moment, and they have not finished. */
export async function tiedTo(read: ReadScope, moment: Moment): Promise<readonly ActivityRow[]> {
  const finished = new Set((await ownDones(read)).map(({ activity_id: activity }) => activity));
  const found: ActivityRow[] = [];
  for (const { pathway_id: id } of await ownFollows(read)) {
    if ((await loadPathway(read, id))?.state !== 'published') continue;
    const all = await activitiesOf(read, id);
    found.push(...all.filter((one) => one.moment === moment && !finished.has(one.id)));
  }
  return found;
}

/** The person did it for the first time since they follow a pathway that has something for that: they are told once. */
export async function tellMoment({ scope, now }: JobContext, { moment: nth }: ids.OfMoment): Promise<void> {
  const moment = toldMoments[nth];
  if (moment === undefined || scope.viewer.kind !== 'person') return;
  const self = scope.viewer.userId;
  const column = moment === 'planned' ? 'planned_told_at' : 'facilitated_told_at';
  const mine = await ownFollows(scope);
  const isFirst = mine.every((row) => row[column] === null);
  const tied = await tiedTo(scope, moment);
  if (tied.length === 0) return;
  for (const row of mine) if (row[column] === null) await scope.upsertOwn(follows, { ...row, [column]: now });
  if (isFirst && (await ownSetting(scope))?.is_quiet !== 1) await scope.publish(momentPost(nth, self));
}

const shownPost = (id: RowId, user: UserId) =>
  ids.posts.shown.ref({ shown: id }, { kind: 'person', user, urgency: 'rest' });

/** Shows somebody how far the viewer is, until they take it back. @param from a channel that the viewer is in */
export async function show(
  { scope, now, newId }: Work,
  self: UserId,
  { id }: PathwayRow,
  to: UserId,
  from: ChannelId,
): Promise<void> {
  const before = (await shownBy(scope, self)).find((one) => one.pathway_id === id && one.shown_to === to);
  if (before !== undefined && before.hidden_at === null) return;
  if (before !== undefined) await takeBack(scope, before);
  const { done, of } = await progressOf(scope, id);
  const row: ShownRow = {
    ...{ id: rowId(newId()), pathway_id: id, person_id: self, shown_to: to, done, of },
    ...{ shown_at: now, hidden_at: null },
  };
  const audience = await scope.audience({ kind: 'named', from, people: [self, to] });
  await scope.insert(shown, row, { audience, by: [self], names: 'shown' });
  await scope.publish(shownPost(row.id, to));
  await scope.runAt(ids.jobs.shown.ref({ shown: row.id, person: self }), now + day, {
    kind: 'person',
    userId: self,
  });
  await scope.refreshHome(self, to);
}

export async function takeBack(scope: Scope, row: ShownRow): Promise<void> {
  await scope.delete(shown, row.id);
  if (row.shown_to !== null) await redrawFor(scope, row.shown_to, row.id);
  if (row.person_id !== null) await scope.refreshHome(row.person_id);
}

/** The one to whom it is shown does not need it. */
export async function putAway({ scope, now }: Work, row: ShownRow, self: UserId): Promise<void> {
  await scope.update(shown, row.id, { hidden_at: now });
  await redrawFor(scope, self, row.id);
  if (row.person_id !== null) await scope.refreshHome(row.person_id);
}
