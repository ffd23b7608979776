/** A meeting is announced, with what waits for it. */
import { nextStep } from '#core/quiet.ts';
import { posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import { findRows } from '#core/rows.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { instantOf } from '#core/time/zone.ts';
import { hourOn, meetingDay } from '../hours/operations.ts';
import { agendaPost, meetingPost } from '../ids.ts';
import { fill } from '../presenting/operations.ts';
import { askHow, stop } from '../quarter/operations.ts';
import { forumIn, type ForumRow, forumTable, peopleIn } from '../rows.ts';
import { isQuarterOver } from '../rules.ts';
import { onSubject, type Others } from './agenda.ts';
import { endsAt } from './operations.ts';
import { items, type MeetingRow, meetings, reachOf } from './rows.ts';

/** In writing, it is over at this time: minutes after the channel's midnight. */
const writtenUntil = 17 * 60;

/** One occurrence: chooses the hour of the meeting seven days later, and announces it. */
export async function announce(context: ScheduleContext, others: Others): Promise<ScheduleOutcome> {
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
    await stop(context, forum, 'paused', null);
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
  await fill(context, forum, meeting);
  await scope.publish(meetingPost(meeting));
  const { locale, tz } = channel;
  const elsewhere = await onSubject(others, scope, forum, { now, locale, tz });
  await scope.publish(
    agendaPost(
      meeting,
      elsewhere.map(({ id }) => id),
    ),
  );
  await endsAt(scope, meeting);
  if (step === 'askOwner') await askHow(context, forum, meeting);
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
