/** Who is asked to present finished work, and who does. */
import { audience, channel, choice, instant, partOf, person, reference, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { type By, forumTable, withAuthors } from '../rows.ts';
import { saidAnswers } from '../rules.ts';

const forum_id = partOf(forumTable).internal;

/** For the two of them: what the work is called may be known to nobody else in the channel. */
export const invites = sharedTable(
  'forum_invite',
  {
    forum_id,
    /** Where the forum is; the person asked may not be there. */
    channel_id: channel,
    subject: text,
    /** What the work is called where it was done. */
    called: text,
    work_id: reference.internal,
    asked_by: person.orNull.theirs,
    person_id: person.orNull.theirs.as('asked'),
    asked_at: instant,
    /** Of the title: the channel, where the person asked may not be, and who asked no longer. `null`: an older version asked. */
    reach_id: audience.orNull,
  },
  { exported: { as: 'forumInvites', only: 'person', order: 'asked_at' } },
);

export type InviteRow = RowOf<typeof invites>;

/** What the person asked answered: theirs alone. */
export const inviteAnswers = ownTable(
  'forum_invite_answer',
  ['invite_id'],
  { forum_id, invite_id: reference.internal, answer: choice(saidAnswers), answered_at: instant },
  { exported: { as: 'forumInviteAnswers', order: 'answered_at' } },
);

/** What is presented, in the presenter's own words, for the channel. */
export const talks = sharedTable(
  'forum_talk',
  {
    forum_id,
    /** `null`: it waits for the next meeting. */
    meeting_id: reference.orNull.internal,
    invite_id: reference.internal,
    title: text,
    said_at: instant,
  },
  { exported: { as: 'forumTalks', order: 'said_at', writers: 'by' } },
);

export type TalkRow = RowOf<typeof talks>;

/** @returns `null` if it is gone, or not for this viewer */
export const loadInvite = (read: ReadScope, id: RowId): Promise<InviteRow | null> =>
  findRow(read.from(invites), { id });

/** What the viewer is asked to present, the newest first: each work once, also if two of the core group ask, so that their answer holds. */
export async function ownInvites(read: ReadScope, user: UserId): Promise<readonly InviteRow[]> {
  const all = await findRows(read.from(invites), { person_id: user }, '-asked_at', '-id');
  const first = new Map(all.map(({ forum_id: forum, work_id: work, id }) => [`${forum} ${work}`, id]));
  return all.filter(({ forum_id: forum, work_id: work, id }) => first.get(`${forum} ${work}`) === id);
}

/** What the viewer answered; `null`: nothing yet. */
export const inviteAnswer = (read: ReadScope, { id }: Pick<InviteRow, 'id'>) =>
  findRow(read.from(inviteAnswers), { invite_id: id });

/** All that came of one question. */
export const talksOf = (read: ReadScope, invite: RowId): Promise<TalkRow[]> =>
  findRows(read.from(talks), { invite_id: invite }, 'said_at', 'id');

/**
 * What is presented at a meeting, one of each question, with who presents it.
 * @param meeting `null`: what waits for the next one
 */
export async function presentedAt(
  read: ReadScope,
  forum: RowId,
  meeting: RowId | null,
): Promise<readonly By<TalkRow>[]> {
  const all = await findRows(read.from(talks), { forum_id: forum }, 'said_at', 'id');
  const here = all.filter(({ meeting_id: of }) => of === meeting);
  return withAuthors(read, talks, [...new Map(here.map((row) => [row.invite_id, row])).values()]);
}
