/** Every id of reorganisations, with the value it carries: ids alone. Permission is checked on arrival. */
import { z } from 'zod';
import type { AudienceId, ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, peopleField, personField, textField } from '#core/kit/modal.ts';
import { conversationField, conversationsField, listsField, ticksField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { chosenKinds, limitsOf } from './brief/rules.ts';
import { longest, parts } from './interview/rules.ts';
import { decisions } from './rituals/rules.ts';

const none = z.null();
const ofReorg = z.object({ reorg: rowValue });
const ofTask = z.object({ task: rowValue });
const ofChange = z.object({ change: rowValue });
const ofHandover = z.object({ handover: rowValue });
/** Where the page was opened; `null`: in App Home. */
const inChannel = z.object({ channel: channelValue.nullable() });

export const openPage = defineAction('reorg.page', none);
export const pageModal = defineModal('reorg.page', inChannel, {});
export const backToPage = defineAction('reorg.back', inChannel);

/** For admins. */
export const editDraft = defineAction('reorg.edit', inChannel);
const ofSent = ofReorg.extend(inChannel.shape);
export const editSent = defineAction('reorg.edit-sent', ofSent);
export const briefModal = defineModal(
  'reorg.brief',
  z.object({ channel: channelValue.nullable(), reorg: rowValue.nullable() }),
  {
    why: textField({ lines: true, most: limitsOf.words }),
    on: dateField(),
    stays: textField({ lines: true, most: limitsOf.words }),
    ask: personField({ optional: true }),
  },
);
export const addChange = defineAction('reorg.add', inChannel);
export const changeModal = defineModal('reorg.change', inChannel, {
  kind: choiceField(chosenKinds, 'select', { isLive: true }),
  channel: conversationField(),
  into: conversationsField(limitsOf.into),
  name: textField({ most: limitsOf.name }),
  leader: personField(),
});
export const takeOut = defineAction('reorg.take-out', ofChange.extend(inChannel.shape));
export const dropDraft = defineAction('reorg.drop', inChannel);
export const toSend = defineAction('reorg.to-send', inChannel);
export const sendModal = defineModal('reorg.send', inChannel, {
  all: ticksField(['all'], { optional: true }),
  people: peopleField({ optional: true, most: limitsOf.people }),
});
export const takeBack = defineAction('reorg.take-back', ofSent);

const ofHere = z.object({ reorg: rowValue, channel: channelValue });
export const openRituals = defineAction('reorg.rituals', ofHere);
export const ritualsModal = defineModal('reorg.rituals', ofHere, {});
export const decide = defineAction('reorg.decide', ofTask);
export const takeOn = defineAction('reorg.take-on', ofTask);
export const decideModal = defineModal('reorg.decide', ofTask, {
  decision: choiceField(decisions, 'radio'),
  into: conversationField({ optional: true }),
  owner: personField({ optional: true }),
  deputy: personField({ optional: true }),
});

export const lead = defineAction('reorg.lead', ofChange);
export const leadNot = defineAction('reorg.lead-not', ofChange);
export const openHanded = defineAction('reorg.handed', ofChange);
export const handedModal = defineModal('reorg.handed', ofChange, {
  drops: { ...listsField(), optional: true },
});

/** For the person alone. */
export const openInterview = defineAction('reorg.interview', ofReorg);
export const notNow = defineAction('reorg.interview-no', ofReorg);
export const interviewModal = defineModal('reorg.interview', ofReorg, {
  asked: textField({ lines: true, most: longest, optional: true, isLive: true }),
  known: textField({ lines: true, most: longest, optional: true, isLive: true }),
});
export const chooseSuccessor = defineAction('reorg.successor', ofReorg);
/** The same, on top of the interview. */
export const chooseOnTop = defineAction('reorg.successor-on-top', ofReorg);
export const successorModal = defineModal('reorg.successor', ofReorg, {
  person: personField(),
  parts: ticksField(parts),
});
export const handoverBack = defineAction('reorg.handover-back', ofHandover);
/** For the successor. */
export const takeOver = defineAction('reorg.take-over', ofHandover);
export const takeOverNot = defineAction('reorg.take-over-no', ofHandover);

export const openSponsor = defineAction('reorg.sponsor', inChannel);
export const sponsorModal = defineModal('reorg.sponsor', inChannel, {
  channels: conversationsField(20),
  sponsor: personField({ optional: true }),
});
export const sponsorNot = defineAction('reorg.sponsor-no', z.object({ sponsor: rowValue }));

export type OfNotice = Readonly<Record<'notice', RowId>>;
export type OfReorg = Readonly<Record<'reorg', RowId>>;
export type OfChange = Readonly<Record<'change', RowId>>;
export type OfTask = Readonly<Record<'task', RowId>>;
export type OneUser = Readonly<Record<'user', UserId>>;
export type ToOffer = OfReorg & OneUser & Readonly<{ round: 0 | 1 }>;
export type OfHandover = Readonly<Record<'handover', RowId>>;
export type OfHere = OfReorg & Readonly<Record<'channel', ChannelId>>;
/** A channel follows what became of its brief. */
export type Following = OfHere & Readonly<{ by: UserId; at: number; ended: 0 | 1 }>;
/** `round` 0: at first; 1: the one reminder; 2: to who sees to it since somebody left. */
type InRound = Readonly<Record<'round', number>>;

export const posts = {
  brief: postId<OfNotice>('reorg.brief'),
  rituals: postId<OfHere>('reorg.rituals'),
  alive: postId<OfNotice>('reorg.alive'),
  decideBy: postId<OfHere & InRound>('reorg.decide-by'),
  lead: postId<OfChange>('reorg.lead'),
  kept: postId<OfChange>('reorg.kept'),
  handed: postId<OfChange & InRound>('reorg.handed'),
  interview: postId<OfReorg & InRound>('reorg.interview'),
  successor: postId<OfHandover>('reorg.successor'),
  answered: postId<OfHandover>('reorg.answered'),
  sponsor: postId<Readonly<Record<'sponsor', RowId>>>('reorg.sponsor'),
} as const;

/** The brief in a channel; what follows from it stands in its thread. */
export const briefPost = (notice: { readonly id: RowId; readonly channel_id: ChannelId }): PostRef =>
  posts.brief.ref({ notice: notice.id }, { kind: 'channel', channel: notice.channel_id });

type Notice = Parameters<typeof briefPost>[0] & { readonly reorg_id: RowId };
const under = (notice: Notice) => ({ kind: 'thread', under: briefPost(notice) }) as const;

export const ritualsPost = (notice: Notice): PostRef =>
  posts.rituals.ref({ reorg: notice.reorg_id, channel: notice.channel_id }, under(notice));
export const alivePost = (notice: Notice): PostRef => posts.alive.ref({ notice: notice.id }, under(notice));
export const leadPost = (notice: Notice, change: RowId): PostRef => posts.lead.ref({ change }, under(notice));
export const keptPost = (notice: Notice, change: RowId): PostRef => posts.kept.ref({ change }, under(notice));

export const decideByPost = (of: OfHere, round: number, user: UserId, date: number): PostRef =>
  posts.decideBy.ref({ ...of, round }, { kind: 'person', user, urgency: 'due', date });
export const handedPost = (change: RowId, round: 0 | 1, user: UserId): PostRef =>
  posts.handed.ref({ change, round }, { kind: 'person', user, urgency: round === 0 ? 'answer' : 'check' });
export const interviewPost = (reorg: RowId, round: 0 | 1, user: UserId): PostRef => ({
  ...posts.interview.ref({ reorg, round }, { kind: 'person', user, urgency: 'suggestion' }),
  // It says on which day the team changes.
  shows: [reorg],
});
export const successorPost = (handover: RowId, user: UserId): PostRef =>
  posts.successor.ref({ handover }, { kind: 'person', user, urgency: 'accept' });
export const answeredPost = (handover: RowId, user: UserId): PostRef =>
  posts.answered.ref({ handover }, { kind: 'person', user, urgency: 'rest' });
export const sponsorPost = (sponsor: RowId, user: UserId): PostRef =>
  posts.sponsor.ref({ sponsor }, { kind: 'person', user, urgency: 'rest' });

export type ToPrepare = OfHere & Readonly<{ by: UserId; on: number; all: 0 | 1 }>;
export type ToWrite = OfHere &
  Readonly<{ audience: AudienceId; at: number; on: number; effect: number; all: 0 | 1 }>;

export const jobs = {
  /** With the channel's access: it fixes who may read what it is told, and finds its next working hour. `on`: the day, as an instant; `all`: everybody here is offered an interview. */
  prepare: jobId<ToPrepare>('reorg.prepare'),
  /** With the admin's access: it writes what they typed for these readers. */
  write: jobId<ToWrite>('reorg.write'),
  /** With the channel's access, as the rest but for those of a person. */
  tell: jobId<OfNotice & Readonly<{ all: 0 | 1 }>>('reorg.tell'),
  /** With the access of the brief’s author, who knows all its channels. `at`: when it was changed or taken back. */
  reach: jobId<Omit<Following, 'channel'>>('reorg.reach'),
  follow: jobId<Following & Readonly<{ carried: RowId | 0 }>>('reorg.follow'),
  /** With the access of the admin who changed it, as the next. */
  carry: jobId<Following & Readonly<{ audience: AudienceId }>>('reorg.carry'),
  carried: jobId<OfNotice>('reorg.carried'),
  /** `on`: the day, as an instant; 0: once a day in a private channel, whether it still says what the brief says. */
  moved: jobId<OfNotice & Readonly<{ on: number }>>('reorg.moved'),
  remind: jobId<OfNotice>('reorg.remind'),
  due: jobId<OfNotice>('reorg.due'),
  look: jobId<OfNotice>('reorg.look'),
  count: jobId<OfNotice>('reorg.count'),
  /** In the channel where a ritual went on, which may not read the task. `ritual`: its name. */
  lookThere:
    jobId<Readonly<{ task: RowId; channel: ChannelId; from: ChannelId; ritual: RowId }>>('reorg.look-there'),
  lives: jobId<OfTask>('reorg.lives'),
  sponsor: jobId<Readonly<{ channel: ChannelId; sponsor: UserId; by: UserId }>>('reorg.sponsor'),
  endSponsor: jobId<Readonly<Record<'channel', ChannelId>>>('reorg.sponsor-end'),
  /** With the access of the person. */
  askKept: jobId<OfChange & OneUser>('reorg.ask-kept'),
  offer: jobId<ToOffer>('reorg.offer'),
  /** On the day of the change, and a month later: what was offered reads so. */
  changed: jobId<OfReorg & Readonly<{ user: UserId; at: number }>>('reorg.interview-changed'),
  hand: jobId<OfHandover>('reorg.hand'),
} as const;
