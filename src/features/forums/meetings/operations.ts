/** Meetings: filled, moved, over. */
import type { Instant } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { jobs, meetingPost, movedPost, notesPost } from '../ids.ts';
import { forumIn, type ForumRow, forumTable, peopleIn } from '../rows.ts';
import { comingOf, type ItemRow, items, loadMeeting, type MeetingRow, meetings } from './rows.ts';
import { meetsSchedule } from '../rules.ts';
import { meetingLength } from '../hours/rules.ts';
import { hourOn } from '../hours/operations.ts';

/** When its time is over, whatever was said before. */
export const endsAt = (scope: Scope, { id: meeting, channel_id: channelId, ...row }: MeetingRow) =>
  scope.runAt(
    jobs.over.ref({ meeting }),
    row.state === 'written' ? row.meets_at : row.meets_at + meetingLength,
    { kind: 'channel', channelId },
  );

/** Puts a line on the agenda of the meeting that is announced, or else of the next one. */
export async function putOn(
  { scope, now, newId }: Work,
  forum: ForumRow,
  user: UserId,
  words: string,
): Promise<MeetingRow | null> {
  const meeting = await comingOf(scope, forum.id);
  const item: ItemRow = {
    id: rowId(newId()),
    forum_id: forum.id,
    meeting_id: meeting?.id ?? null,
    words,
    said_at: now,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: forum.channel_id });
  await scope.insert(items, item, { audience, by: [user], names: 'shown' });
  if (meeting !== null) await scope.refresh(meetingPost(meeting));
  await scope.refreshHome(user);
  return meeting;
}

/** @returns whether it was theirs */
export async function takeOff(scope: Scope, item: ItemRow): Promise<boolean> {
  if (!(await scope.delete(items, item.id))) return false;
  const meeting = item.meeting_id === null ? null : await loadMeeting(scope, item.meeting_id);
  if (meeting !== null) await scope.refresh(meetingPost(meeting));
  return true;
}

/** To another day, at the hour that is the fairest there. @returns `false`: no hour suits, and nothing is changed */
export async function move(
  { scope, now }: Work,
  channel: Channel,
  forum: ForumRow,
  row: MeetingRow,
  to: { readonly day: LocalDate; readonly by: UserId },
): Promise<'moved' | 'noHour' | 'past'> {
  const at: Instant | null = await hourOn(scope, channel, forum, to.day, instantOf(to.day, 0, channel.tz));
  if (at === null) return 'noHour';
  if (at <= now) return 'past';
  const moved: MeetingRow = { ...row, meets_at: at, state: 'coming', decided_by: to.by };
  await scope.update(meetings, row.id, { meets_at: at, state: 'coming', decided_by: to.by });
  await endsAt(scope, moved);
  await told(scope, forum, moved);
  return 'moved';
}

/** It does not take place. @param by `null`: its channel was archived, where nothing can be said */
export async function cancel(
  scope: Scope,
  forum: ForumRow,
  row: MeetingRow,
  by: UserId | null,
): Promise<void> {
  await scope.update(meetings, row.id, { state: 'fell_out', decided_by: by });
  await scope.cancel(jobs.over.ref({ meeting: row.id }));
  if (by !== null) await told(scope, forum, { ...row, state: 'fell_out' });
}

async function told(scope: Scope, forum: ForumRow, row: MeetingRow): Promise<void> {
  await scope.refresh(meetingPost(row));
  await scope.publish(movedPost(row));
  await scope.refreshHome(...(await peopleIn(scope, forum)).core);
}

/** Its time is over: its thread offers notes, and asks nobody for them. */
export async function end({ scope }: Pick<Work, 'scope'>, id: MeetingRow['id']): Promise<void> {
  const row = await loadMeeting(scope, id);
  if (row === null || (row.state !== 'coming' && row.state !== 'written')) return;
  await scope.update(meetings, id, { state: 'over' });
  await scope.refresh(meetingPost(row));
  await scope.publish(notesPost(row));
}

/** The channel is archived: the forum rests, and its meeting falls out. */
export async function rest(scope: Scope, channel: Channel): Promise<void> {
  const forum = await forumIn(scope, channel.channelId);
  if (forum === null) return;
  await scope.update(forumTable, forum.id, { state: 'paused', asked_at: null });
  await scope.schedules.change(channel.channelId, meetsSchedule, { isOn: false });
  const coming = await comingOf(scope, forum.id);
  if (coming !== null) await cancel(scope, forum, coming, null);
}

/** It meets once more: the quarter counts from now. @returns `false`: it may not be changed */
export async function goOn(work: Pick<Work, 'scope' | 'now'>, forum: ForumRow): Promise<boolean> {
  const { scope, now } = work;
  const changed = await scope.schedules.change(forum.channel_id, meetsSchedule, { isOn: true });
  if (!changed.ok) return false;
  await scope.update(forumTable, forum.id, { state: 'on', counts_from: now, asked_at: null });
  return true;
}
