/** Every id of this practice, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, peopleField, personField, textField } from '#core/kit/modal.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { coreSize, limitsOf, parts, rhythms } from './rules.ts';
import type { ForumRow } from './rows.ts';
import type { MeetingRow } from './meetings/rows.ts';

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

export const posts = {
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

export const againPost = ({ id: forum }: Pick<ForumRow, 'id'>, user: UserId): PostRef =>
  posts.again.ref({ forum }, { kind: 'person', user, urgency: 'rest' });

export const jobs = {
  /** A meeting is over, with the channel's access. */
  over: jobId<OfMeeting>('forums.over'),
  /** Three agreed, with the access of who set it up. */
  begin: jobId<OfPlan>('forums.begin'),
  /** It begins to meet, with the channel's access. */
  starts: jobId<{ readonly forum: RowId; readonly weeks: number }>('forums.starts'),
} as const;
