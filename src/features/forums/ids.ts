/** Every id of this practice, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, peopleField, personField, textField } from '#core/kit/modal.ts';
import { conversationField, listField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { coreSize, limitsOf, parts, rhythms } from './rules.ts';
import type { ForumRow } from './rows.ts';
import type { MeetingRow } from './meetings/rows.ts';
import type { ArtefactRow } from './quarter/rows.ts';

export type OfPlan = Readonly<Record<'plan', RowId>>;
export type OfAsk = Readonly<Record<'ask', RowId>>;
export type OfMeeting = Readonly<Record<'meeting', RowId>>;
export type OfForum = Readonly<Record<'forum', RowId>>;

const ofPlan = z.object({ plan: rowValue });
const ofAsk = z.object({ ask: rowValue });
const ofForum = z.object({ forum: rowValue });
const ofMeeting = z.object({ meeting: rowValue });

/** Opens the form of a new forum. */
export const beginNew = defineAction('forums.new', z.object({ channel: channelValue }));
export const newModal = defineModal('forums.new', z.object({}), {
  channel: conversationField(),
  subject: textField({ most: limitsOf.subject }),
  about: textField({ lines: true, most: limitsOf.about, optional: true }),
  core: peopleField({ most: coreSize }),
  sponsor: personField(),
  every: choiceField(rhythms, 'radio'),
});

/** To the person who sets it up. */
export const askOther = defineAction('forums.ask-other', ofPlan);
export const otherModal = defineModal('forums.ask-other', ofPlan, {
  person: personField(),
  part: choiceField(parts, 'radio'),
});
export const dropPlan = defineAction('forums.drop', ofPlan);

/** To each person who is asked. */
export const agree = defineAction('forums.agree', ofAsk);
export const decline = defineAction('forums.decline', ofAsk);

/** To everybody in the channel. */
export const putOn = defineAction('forums.put-on', ofForum);
export const itemModal = defineModal('forums.put-on', ofForum, { words: textField({ most: limitsOf.item }) });
export const takeOff = defineAction('forums.take-off', z.object({ item: rowValue }));
/** The page of a forum, from App Home. */
export const openPage = defineAction('forums.open', ofForum);

/** To the core group. */
export const moveMeeting = defineAction('forums.move', ofMeeting);
export const moveModal = defineModal('forums.move', ofMeeting, {
  how: choiceField(['moved', 'cancelled'], 'radio'),
  day: dateField({ optional: true }),
});
/** To those who were in it when their channel's archive ended. */
export const goOn = defineAction('forums.go-on', ofForum);

/** A team is asked to present: to the core group, and to who is asked. */
export type OfInvite = Readonly<Record<'invite', RowId>>;
const ofInvite = z.object({ invite: rowValue });
export const inviteTeam = defineAction('forums.invite', ofForum);
export const inviteModal = defineModal('forums.invite', ofForum, { work: listField() });
export const wouldPresent = defineAction('forums.would-present', ofInvite);
export const wouldNot = defineAction('forums.would-not', ofInvite);
export const backOut = defineAction('forums.back-out', ofInvite);
export const acceptModal = defineModal('forums.present', ofInvite, {
  title: textField({ most: limitsOf.title }),
});

/** To everybody in the channel, after a meeting. */
export const keepNotes = defineAction('forums.keep-notes', ofMeeting);
export const notesModal = defineModal('forums.notes', ofMeeting, {
  words: textField({ lines: true, most: limitsOf.notes }),
});
export const dropNotes = defineAction('forums.drop-notes', z.object({ set: rowValue }));
export const made = defineAction('forums.made', ofForum);
export const madeModal = defineModal('forums.made', ofForum, {
  what: textField({ most: limitsOf.artefact }),
  link: textField({ optional: true }),
});

/** To the core group: how it continues. */
export const keepOn = defineAction('forums.keep-on', ofForum);
export const pauseForum = defineAction('forums.pause', ofForum);
export const endForum = defineAction('forums.end', ofForum);
export const manage = defineAction('forums.manage', ofForum);
export const manageModal = defineModal('forums.manage', ofForum, {});
export const rename = defineAction('forums.rename', ofForum);
export const renameModal = defineModal('forums.rename', ofForum, {
  subject: textField({ most: limitsOf.subject }),
  about: textField({ lines: true, most: limitsOf.about, optional: true }),
});
/** The core group has a free place, or somebody leaves it. */
export const joinCore = defineAction('forums.join-core', ofForum);
export const leaveCore = defineAction('forums.leave-core', ofForum);

export const posts = {
  invite: postId<OfInvite>('forums.invite'),
  notes: postId<OfMeeting>('forums.notes'),
  noted: postId<{ readonly set: RowId }>('forums.noted'),
  made: postId<{ readonly artefact: RowId }>('forums.made'),
  quarter: postId<OfForum>('forums.quarter'),
  meeting: postId<OfMeeting>('forums.meeting'),
  agenda: postId<OfMeeting>('forums.agenda'),
  moved: postId<OfMeeting & { readonly at: Instant }>('forums.moved'),
  again: postId<OfForum>('forums.again'),
  plan: postId<OfPlan>('forums.plan'),
  ask: postId<OfAsk>('forums.ask'),
  begun: postId<OfForum>('forums.begun'),
} as const;

export const planPost = (plan: RowId, user: UserId): PostRef =>
  posts.plan.ref({ plan }, { kind: 'person', user, urgency: 'answer' });

export const askPost = (ask: RowId, user: UserId): PostRef =>
  posts.ask.ref({ ask }, { kind: 'person', user, urgency: 'accept' });

/** That it began, in the channel. */
export const begunPost = ({ id: forum, channel_id: channel, set_up_by: owner }: ForumRow): PostRef =>
  posts.begun.ref({ forum }, { kind: 'channel', channel }, owner ?? undefined);

/** The announcement, changed in place as the meeting comes. */
export const meetingPost = (row: Pick<MeetingRow, 'id' | 'channel_id'>): PostRef =>
  posts.meeting.ref({ meeting: row.id }, { kind: 'channel', channel: row.channel_id });

const inThread = (row: Pick<MeetingRow, 'id' | 'channel_id'>) =>
  ({ kind: 'thread', under: meetingPost(row) }) as const;

/** @param shows what it shows of other practices */
export const agendaPost = (row: MeetingRow, shows: readonly RowId[] = []): PostRef => ({
  ...posts.agenda.ref({ meeting: row.id }, inThread(row)),
  ...(shows.length === 0 ? {} : { shows }),
});

/** That it was moved or cancelled: a reply, since an update notifies nobody. */
export const movedPost = (row: MeetingRow): PostRef =>
  posts.moved.ref({ meeting: row.id, at: row.state === 'fell_out' ? 0 : row.meets_at }, inThread(row));

/** That it is over, with what can be done now. */
export const notesPost = (row: MeetingRow): PostRef => posts.notes.ref({ meeting: row.id }, inThread(row));

/** What somebody wrote after it. */
export const notedPost = (row: MeetingRow, set: RowId): PostRef => posts.noted.ref({ set }, inThread(row));

/** How the forum continues, asked under the meeting that was announced then. */
export const quarterPost = ({ id: forum }: Pick<ForumRow, 'id'>, row: MeetingRow): PostRef =>
  posts.quarter.ref({ forum }, inThread(row));

export const madePost = ({ id: artefact, channel_id: channel }: ArtefactRow, by: UserId): PostRef =>
  posts.made.ref({ artefact }, { kind: 'channel', channel }, by);

export const invitePost = (invite: RowId, user: UserId): PostRef =>
  posts.invite.ref({ invite }, { kind: 'person', user, urgency: 'accept' });

export const againPost = ({ id: forum }: Pick<ForumRow, 'id'>, user: UserId): PostRef =>
  posts.again.ref({ forum }, { kind: 'person', user, urgency: 'rest' });

export const jobs = {
  /** The title of who presents comes to the channel, with the access of who asked. */
  presents: jobId<OfInvite>('forums.presents'),
  /** A meeting is over, with the channel's access. */
  over: jobId<OfMeeting>('forums.over'),
  /** Three agreed, with the access of who set it up. */
  begin: jobId<OfPlan>('forums.begin'),
  /** It begins to meet, with the channel's access. */
  starts: jobId<{ readonly forum: RowId; readonly weeks: number }>('forums.starts'),
} as const;
