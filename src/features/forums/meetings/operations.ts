/** Meetings: announced, filled, moved, over. */
import type { Instant } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { nextStep } from '#core/quiet.ts';
import { posted, skip, type ScheduleOutcome } from '#core/recurrence.ts';
import { findRows } from '#core/rows.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import type { Scope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { agendaPost, jobs, meetingPost, movedPost } from '../ids.ts';
import { forumIn, type ForumRow, forumTable, peopleIn } from '../rows.ts';
import { comingOf, type ItemRow, items, loadMeeting, type MeetingRow, meetings, reachOf } from './rows.ts';
import { isQuarterOver, meetsSchedule } from '../rules.ts';
import { meetingLength } from '../hours/rules.ts';
import { hourOn, meetingDay } from '../hours/operations.ts';

/** In writing, it is over at this time: minutes after the channel's midnight. */
const writtenUntil = 17 * 60;

/** What else happens with a meeting that is announced. */
export interface Beside {
  /** Hands what waits to the meeting. */
  readonly fill: (work: Work, forum: ForumRow, meeting: MeetingRow) => Promise<void>;
  /** Asks the core group how to continue, in the meeting's thread. */
  readonly ask: (work: Work, forum: ForumRow, meeting: MeetingRow) => Promise<void>;
  /** Nobody chose. */
  readonly pause: (work: Work, forum: ForumRow) => Promise<void>;
  /** What of other practices its thread shows. */
  readonly shows: (work: Work, forum: ForumRow, channel: Channel) => Promise<readonly MeetingRow['id'][]>;
}

/** One occurrence: chooses the hour of the meeting seven days later, and announces it. */
export async function announce(context: ScheduleContext, beside: Beside): Promise<ScheduleOutcome> {
  const { scope, channel, occurrence, now } = context;
  const found = await forumIn(scope, channel.channelId);
  if (found === null) return skip('nothing_to_say');
  const forum = await goneOn(context, found);
  const went = {
    state: forum.asked_at === null ? 'went' : 'asked',
    isQuiet: isQuarterOver(forum.counts_from, now),
  };
  const step = nextStep([went], 1);
  if (step === 'pause') {
    await beside.pause(context, forum);
    return skip('nothing_to_say');
  }
  const day = await meetingDay(scope, channel, occurrence.at);
  const hour = await hourOn(scope, channel, forum, day, instantOf(day, 0, channel.tz));
  const meeting: MeetingRow = {
    id: occurrence.id,
    forum_id: forum.id,
    channel_id: channel.channelId,
    on_date: occurrence.on,
    meets_at: hour ?? instantOf(day, writtenUntil, channel.tz),
    state: hour === null ? 'written' : 'coming',
    decided_by: null,
  };
  const audience = await scope.audience(reachOf(channel, forum));
  await scope.insert(meetings, meeting, { audience, by: [], names: 'shown' });
  for (const one of await findRows(scope.from(items), { forum_id: forum.id, meeting_id: null }))
    await scope.update(items, one.id, { meeting_id: meeting.id });
  await beside.fill(context, forum, meeting);
  await scope.publish(meetingPost(meeting));
  await scope.publish(agendaPost(meeting, await beside.shows(context, forum, channel)));
  await endsAt(scope, meeting);
  if (step === 'askOwner') await beside.ask(context, forum, meeting);
  await scope.refreshHome(...(await peopleIn(scope, forum)).core);
  return posted;
}

/** Somebody turned the ritual on in the channel's settings: it goes on. */
async function goneOn({ scope, now }: ScheduleContext, forum: ForumRow): Promise<ForumRow> {
  if (forum.state !== 'paused') return forum;
  const change = { state: 'on', counts_from: now, asked_at: null, decided_by: null } as const;
  await scope.update(forumTable, forum.id, change);
  return { ...forum, ...change };
}

const endsAt = (scope: Scope, { id: meeting, channel_id: channelId, ...row }: MeetingRow) =>
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

/** @returns the meeting, if its time is over now */
export async function end({ scope }: Pick<Work, 'scope'>, id: MeetingRow['id']): Promise<MeetingRow | null> {
  const row = await loadMeeting(scope, id);
  if (row === null || (row.state !== 'coming' && row.state !== 'written')) return null;
  await scope.update(meetings, id, { state: 'over' });
  await scope.refresh(meetingPost(row));
  return row;
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
