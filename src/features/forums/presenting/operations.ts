/** Asking a team to present what it finished. */
import { type AudienceId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { Scope } from '#core/scope.ts';
import type { Finished } from '#core/subject.ts';
import type { Work } from '#core/work.ts';
import { invitePost, jobs, meetingPost } from '../ids.ts';
import { comingOf, type MeetingRow } from '../meetings/rows.ts';
import { type ForumRow, loadForum } from '../rows.ts';
import type { SaidAnswer } from '../rules.ts';
import { type InviteRow, inviteAnswers, invites, type TalkRow, talks, talksOf } from './rows.ts';

/** Asks who owned or led it, who reads the question in their working hours. @returns `false`: the person asked them already */
export async function invite(
  { scope, now, newId }: Work,
  forum: ForumRow,
  by: UserId,
  work: Finished,
): Promise<boolean> {
  const before = await findRows(scope.mine(invites), { forum_id: forum.id, work_id: work.id });
  if (before.length > 0) return false;
  const row: InviteRow = {
    id: rowId(newId()),
    forum_id: forum.id,
    channel_id: forum.channel_id,
    subject: forum.subject,
    called: work.called,
    work_id: work.id,
    asked_by: by,
    person_id: work.who,
    asked_at: now,
    reach_id: await scope.audience({ kind: 'conversation', channel: forum.channel_id }),
  };
  const people = [...new Set([by, work.who])];
  const audience = await scope.audience({ kind: 'named', from: forum.channel_id, people });
  await scope.insert(invites, row, { audience, by: [by], names: 'shown' });
  await scope.publish(invitePost(row.id, work.who));
  await scope.refreshHome(work.who);
  return true;
}

export async function answer(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: InviteRow,
  user: UserId,
  said: SaidAnswer,
): Promise<void> {
  await scope.upsertOwn(inviteAnswers, {
    forum_id: row.forum_id,
    invite_id: row.id,
    answer: said,
    answered_at: now,
  });
  await scope.refresh(invitePost(row.id, user));
  await scope.refreshHome(user);
}

/** They present it, under a title of their own: all of it that the channel will read. @param reach of the channel */
export async function accept(
  work: Work,
  row: InviteRow,
  { user, reach }: { readonly user: UserId; readonly reach: AudienceId },
  title: string,
): Promise<void> {
  const { scope, now, newId } = work;
  const talk: TalkRow = {
    id: rowId(newId()),
    forum_id: row.forum_id,
    meeting_id: null,
    invite_id: row.id,
    title,
    said_at: now,
  };
  await scope.insert(talks, talk, { audience: reach, by: [user], names: 'shown' });
  await answer(work, row, user, 'yes');
  // The presenter need not be in the channel, which knows whether a meeting is announced.
  const channelId = row.channel_id;
  await scope.runAt(jobs.presents.ref({ invite: row.id }), now, { kind: 'channel', channelId });
}

/** Puts the title on the agenda of a meeting that is announced. With the channel's access. */
export async function present({ scope }: Pick<Work, 'scope'>, id: RowId): Promise<void> {
  const [talk] = await talksOf(scope, id);
  const forum = talk === undefined ? null : await loadForum(scope, talk.forum_id);
  const meeting = forum === null ? null : await comingOf(scope, forum.id);
  if (forum === null || meeting === null) return;
  await fill({ scope }, forum, meeting);
  await scope.refresh(meetingPost(meeting));
}

/** What waits is presented at this meeting. With the channel's access. */
export async function fill(
  { scope }: Pick<Work, 'scope'>,
  forum: ForumRow,
  meeting: MeetingRow,
): Promise<void> {
  for (const one of await findRows(scope.from(talks), { forum_id: forum.id, meeting_id: null }))
    await scope.update(talks, one.id, { meeting_id: meeting.id });
}

/** The presenter takes it back, everywhere. @returns whether there was something */
export async function takeBack(scope: Scope, row: InviteRow): Promise<boolean> {
  const mine = await findRows(scope.mine(talks), { invite_id: row.id });
  for (const { id, meeting_id: of } of mine) {
    await scope.delete(talks, id);
    // They may not be in the channel.
    if (of !== null) await scope.refresh(meetingPost({ id: of, channel_id: row.channel_id }));
  }
  return mine.length > 0;
}
