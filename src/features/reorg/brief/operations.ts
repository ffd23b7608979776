/** From an admin’s draft to what each channel reads. What they typed reaches only who may read that channel. */
import { day, minute } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import { defaultWorkingHours } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { startOfDate } from '#core/time/date.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { askToLead } from '../leaders/operations.ts';
import { offerSoon } from '../interview/operations.ts';
import { makeTasks } from '../rituals/operations.ts';
import { changes, changesOf, loadReorg, never, type NoticeRow, notices, noticesOf, reorgs } from '../rows.ts';
import { endIn, redrawLeaders, rewordIn, type Words } from './in-channel.ts';
import { reachAll } from './reach.ts';
import {
  changeIn,
  changeOf,
  type DraftChangeRow,
  draftChanges,
  draftChangesOf,
  drafts,
  type DraftRow,
} from './rows.ts';
import { type Change, concerned, endsHere, isOver, lookAfter } from './rules.ts';

/** At nine in the morning a change takes effect. */
const nine = 9 * 60;

const effectOf = (on: number, tz: string): number => instantOf(localTime(on, 'UTC').date, nine, tz);

export const saveDraft = ({ scope, now }: Pick<Work, 'scope' | 'now'>, channel: ChannelId, words: Words) =>
  scope.upsertOwn(drafts, { channel_id: channel, ...words, typed_at: now });

const rowOf = (id: RowId, reorg: RowId | null, change: Change, now: number): DraftChangeRow => ({
  change_id: id,
  reorg_id: reorg,
  ...changeIn.cells(change),
  added_at: now,
});

export async function addChanges({ scope, now, newId }: Work, all: readonly Change[]): Promise<void> {
  for (const change of all) await scope.upsertOwn(draftChanges, rowOf(rowId(newId()), null, change, now));
}

export async function dropDraft(scope: Scope): Promise<void> {
  await scope.deleteOwn(drafts, {});
  await scope.deleteOwn(draftChanges, { reorg_id: null });
}

/** Whether a brief can be kept with this channel. */
export async function isHome(read: ReadScope, id: ChannelId | null): Promise<boolean> {
  const channel = id === null ? null : await read.channel(id);
  return channel !== null && isOpenToAll(channel) && !channel.isArchived && channel.hasLore;
}

/** Those of these channels that everybody in the workspace may know about. */
async function publicOnes(read: ReadScope, channels: readonly ChannelId[]): Promise<ReadonlySet<ChannelId>> {
  const found = new Set(await read.visibleChannels(channels));
  for (const one of found) {
    const own = await read.channel(one);
    if (own !== null && own.kind !== 'public') found.delete(one);
  }
  return found;
}

/** What each channel reads, those that others go into, too. Of a private channel another one learns nothing. */
async function forEach(read: ReadScope, all: readonly Change[]): Promise<readonly Change[]> {
  const known = await publicOnes(read, concerned(all));
  const told = (other: ChannelId | null) => (other !== null && known.has(other) ? other : null);
  return all.flatMap((change) => {
    const { channel, kind, other } = change;
    const own = { ...change, other: told(other) };
    if ((kind !== 'merged' && kind !== 'split') || other === null) return [own];
    const there = kind === 'merged' ? 'receives' : 'gains';
    return [own, { channel: other, kind: there, other: told(channel), name: '', leader: null }];
  });
}

/** @param to who changes teams: `all`, everybody in the channels that end; `people`, those who were picked, which is kept nowhere */
export async function send(
  work: Work,
  by: UserId,
  draft: DraftRow,
  to: { readonly all: boolean; readonly people: readonly UserId[] },
): Promise<void> {
  const { scope, now, newId } = work;
  const rows = await draftChangesOf(scope);
  const all = rows.map(changeOf);
  const id = rowId(newId());
  const { channel_id, why, stays, ask_id, effect_on } = draft;
  const audience = await scope.audience({ kind: 'workspace', from: channel_id });
  const row = { id, channel_id, by_id: by, why, stays, ask_id, effect_on, sent_at: now, ended_at: null };
  await scope.insert(reorgs, row, { audience, by: [], names: 'shown' });
  for (const change of await forEach(scope, all))
    await scope.upsertOwn(draftChanges, rowOf(rowId(newId()), id, change, now));
  await dropDraft(scope);
  for (const channel of concerned(all)) {
    const isAll = to.all && all.some((one) => one.channel === channel && endsHere(one));
    const of = { reorg: id, channel, by, on: startOfDate(effect_on), all: isAll ? 1 : 0 } as const;
    await scope.runAt(ids.jobs.prepare.ref(of), now, { kind: 'channel', channelId: channel });
  }
  for (const user of to.people) await offerSoon(scope, id, user, now);
  await scope.refreshHome(by);
}

/** When a channel works next: now, or when its next working day begins. */
function nextHour({ tz, days, isHoliday }: Calendar, now: number): number {
  const hours = { ...defaultWorkingHours, days };
  return nextWorkingInstant({ workingHours: hours, tz, awayUntil: null }, now, isHoliday) ?? now;
}

/** With the channel’s access: who may read what is written for it. */
export async function prepare({ scope, now }: JobContext, of: ids.ToPrepare): Promise<void> {
  const { viewer } = scope;
  const here = viewer.kind === 'channel' ? await scope.channel(viewer.channelId) : null;
  const calendar = here === null ? null : await scope.schedules.calendar(here.channelId);
  if (here === null || calendar === null || !here.hasLore) return;
  const channel = here.channelId;
  const audience = await scope.audience(audienceFrom(channel, isOpenToAll(here)));
  const { reorg, all, on } = of;
  const [at, effect] = [nextHour(calendar, now), effectOf(on, calendar.tz)];
  const write = { reorg, channel, audience, at, effect, on, all };
  await scope.runAt(ids.jobs.write.ref(write), now, { kind: 'person', userId: of.by });
}

/** With the access of the admin who sent it. */
export async function write({ scope, newId }: JobContext, of: ids.ToWrite): Promise<void> {
  const row = await loadReorg(scope, of.reorg);
  const here = (await draftChangesOf(scope, of.reorg)).filter(({ channel_id: at }) => at === of.channel);
  const written = { audience: of.audience, by: [], names: 'shown' } as const;
  if (row === null || row.ended_at !== null) return;
  const about = { reorg_id: row.id, channel_id: of.channel };
  const { by_id, why, stays, ask_id, effect_on } = row;
  const notice: NoticeRow = {
    ...{ id: rowId(newId()), ...about, by_id, why, stays, ask_id, effect_on, effect_at: of.effect },
    ...{ told_at: null, ended_at: null, seen_at: null },
  };
  await scope.insert(notices, notice, written);
  for (const draft of here) {
    const { kind, other_id, name, leader_id } = draft;
    // With the channel, what its author keeps to reach it goes, too.
    await scope.upsertOwn(draftChanges, draft, { audience: of.audience });
    const cells = { kind, other_id, name, leader_id, said: 'asked', said_at: null, kept_at: null } as const;
    await scope.insert(changes, { id: rowId(newId()), ...about, ...cells }, written);
  }
  const viewer = { kind: 'channel', channelId: of.channel } as const;
  // The brief was moved to another day meanwhile.
  if (startOfDate(effect_on) !== of.on)
    await scope.runAt(ids.jobs.moved.ref({ notice: notice.id, on: startOfDate(effect_on) }), 0, viewer);
  await scope.runAt(ids.jobs.tell.ref({ notice: notice.id, all: of.all }), of.at, viewer);
}

/** With the channel’s access, in its working hours: it reads the brief, and what follows from it begins. */
export async function tell(context: JobContext, notice: NoticeRow, isAll: boolean): Promise<void> {
  const { scope, now } = context;
  const { id, channel_id: channel, reorg_id: reorg, effect_at: at } = notice;
  const here = await scope.channel(channel);
  if (here === null || notice.ended_at !== null || notice.told_at !== null) return;
  await scope.update(notices, id, { told_at: now });
  // What cannot be posted in an archived channel, those who see to it read in a direct message.
  if (!here.isArchived && here.hasLore) await scope.publish(ids.briefPost(notice));
  if (!isOpenToAll(here)) await watchAgain(scope, notice, now);
  const all = await changesOf(scope, reorg, channel);
  if (all.some(endsHere)) {
    await makeTasks(context, notice, here);
    await lookLater(scope, notice, at + lookAfter);
  }
  for (const change of all) if (change.leader_id !== null) await askToLead(scope, notice, change);
  if (!isAll) return;
  for (const { userId, memberType } of await scope.members(channel))
    if (memberType === 'member') await offerSoon(scope, reorg, userId, now);
}

/** Once a day: who changes the brief or takes it back may not know this channel, and who wrote it, and does, may be gone. */
const watchAgain = (scope: Scope, { id, channel_id }: NoticeRow, now: number): Promise<void> =>
  scope.runAt(ids.jobs.moved.ref({ notice: id, on: never }), now + day, {
    kind: 'channel',
    channelId: channel_id,
  });

/** It is looked which rituals live on, and counted once the channels they went to were looked at, too. */
async function lookLater(scope: Scope, { id, channel_id }: NoticeRow, at: number): Promise<void> {
  const viewer = { kind: 'channel', channelId: channel_id } as const;
  await scope.runAt(ids.jobs.look.ref({ notice: id }), at, viewer);
  await scope.runAt(ids.jobs.count.ref({ notice: id }), at + 15 * minute, viewer);
}

/** An admin changes what a brief says, in all channels at once. */
export async function reword(work: Pick<Work, 'scope' | 'now'>, reorg: RowId, words: Words): Promise<void> {
  const { scope } = work;
  await scope.update(reorgs, reorg, words);
  for (const notice of await noticesOf(scope, reorg)) await rewordIn(scope, notice, words);
  await reachAll(work, reorg, false);
  // An interview says on which day the team changes.
  await scope.refreshShowing(reorg);
}

/** With the channel’s access: another day, the one that it says now. @param on `never`: it is only looked whether it is another one */
export async function moved({ scope, now }: JobContext, notice: NoticeRow, on: number): Promise<void> {
  if (on === never) return isOver(notice.effect_at, now) ? undefined : watchAgain(scope, notice, now);
  const calendar = await scope.schedules.calendar(notice.channel_id);
  if (calendar === null) return;
  const at = effectOf(startOfDate(notice.effect_on), calendar.tz);
  await scope.update(notices, notice.id, { effect_at: at });
  await scope.refresh(ids.briefPost(notice));
  await redrawLeaders(scope, notice);
  if (notice.told_at === null || notice.seen_at !== null) return;
  if (!(await changesOf(scope, notice.reorg_id, notice.channel_id)).some(endsHere)) return;
  await lookLater(scope, notice, Math.max(now, at + lookAfter));
}

/** The reorganisation does not take place: nothing is asked any more, and each channel reads so. */
export async function takeBack(work: Pick<Work, 'scope' | 'now'>, reorg: RowId): Promise<boolean> {
  const { scope, now } = work;
  if (!(await scope.update(reorgs, reorg, { ended_at: now }, { where: { ended_at: null } }))) return false;
  for (const notice of await noticesOf(scope, reorg)) await endIn(work, notice);
  await reachAll(work, reorg, true);
  await scope.refreshShowing(reorg);
  return true;
}
