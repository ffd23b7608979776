/** Every id, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, numberField, ticksField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef, type Urgency } from '#core/post-ref.ts';
import { visibilities } from '#core/visibility.ts';
import { chosen, levels, limitsOf, moments, weeksOf } from './rules.ts';

const ofOffer = z.object({ offer: rowValue });
const ofAssignment = z.object({ assignment: rowValue });
const ofProject = z.object({ project: rowValue });

/** What there is to take on. */
export const openList = defineAction('stretch.find', z.object({}));
export const listPages = definePages('stretch.find-page', z.object({ page: pageNumber }));
export const listModal = defineModal('stretch.find', z.object({}), {});

/** A new offer: from a channel, or of a project; or a change of one. */
const forOffer = z.object({
  channel: channelValue.optional(),
  project: rowValue.optional(),
  offer: rowValue.optional(),
});
export const openOffer = defineAction('stretch.offer', forOffer);
export const offerAgain = defineAction('stretch.again', ofOffer);
export const dropOffer = defineAction('stretch.drop', ofOffer);
export const offerModal = defineModal('stretch.offer', forOffer, {
  what: textField({ lines: true, most: limitsOf.what }),
  skill: textField({ most: limitsOf.skill }),
  challenge: choiceField(levels, 'select'),
  weeks: numberField(weeksOf),
  support: textField({ lines: true, most: limitsOf.support, optional: true }),
  channel: conversationField(),
  reach: choiceField(visibilities, 'radio'),
});

export const takeBack = defineAction('stretch.unchoose', z.object({ choice: z.enum(chosen) }));

export const look = defineAction('stretch.look', ofOffer);
export const takeModal = defineModal('stretch.take', ofOffer, {
  partner: personField(),
  channel: conversationField(),
});

export const agree = defineAction('stretch.agree', ofAssignment);
export const notThisTime = defineAction('stretch.not-now', ofAssignment);
const ofAsk = ofAssignment.extend({ nth: z.number() });
export const giveFeedback = defineAction('stretch.yes', ofAsk);
export const noFeedback = defineAction('stretch.no', ofAsk);
export const openName = defineAction('stretch.name', ofAssignment);
export const nameModal = defineModal('stretch.name', ofAssignment, { partner: personField() });
/** Each of the three is out, without a reason. */
export const stepOut = defineAction('stretch.out', ofAssignment);

const ofCheck = ofAssignment.extend({ round: z.number() });
export const openCheck = defineAction('stretch.check', ofCheck);
export const checkModal = defineModal('stretch.check', ofCheck, {
  words: textField({ most: limitsOf.line }),
});
const ofRating = ofAssignment.extend({ moment: z.enum(moments) });
export const openRate = defineAction('stretch.rate', ofRating);
export const rateModal = defineModal('stretch.rate', ofRating, {
  rating: choiceField(levels, 'radio'),
  count: ticksField(['counted'], { optional: true }),
});

export const notInThis = defineAction('stretch.idea-no', ofProject);
export const neverAsk = defineAction('stretch.idea-never', ofProject);

export type OfAssignment = Readonly<{ assignment: RowId }>;
type OfOffer = Readonly<{ offer: RowId }>;
type OfNth = OfAssignment & { readonly nth: number };
type OfRound = OfAssignment & { readonly round: number };
export type OfProject = Readonly<{ project: RowId }>;

export const posts = {
  /** How it stands for one of the three. `nth`: for who is asked to give feedback, of how many; 0: for the other two. */
  assignment: postId<OfNth>('stretch.assignment'),
  /** Somebody new has agreed to give feedback. */
  begun: postId<OfNth>('stretch.begun'),
  /** Nobody has, or they stepped out. */
  name: postId<OfNth>('stretch.name'),
  check: postId<OfRound>('stretch.check'),
  rate: postId<OfAssignment>('stretch.rate'),
  over: postId<OfAssignment>('stretch.over'),
  idea: postId<OfProject>('stretch.idea'),
} as const;

const to = (user: UserId, urgency: Urgency) => ({ kind: 'person', user, urgency }) as const;
export const standingFor = (assignment: RowId, user: UserId, nth = 0, urgency: Urgency = 'accept'): PostRef =>
  posts.assignment.ref({ assignment, nth }, to(user, urgency));
export const begunFor = (assignment: RowId, nth: number, user: UserId): PostRef =>
  posts.begun.ref({ assignment, nth }, to(user, 'check'));
export const nameFor = (assignment: RowId, nth: number, user: UserId): PostRef =>
  posts.name.ref({ assignment, nth }, to(user, 'check'));
export const checkFor = (assignment: RowId, round: number, user: UserId): PostRef =>
  posts.check.ref({ assignment, round }, to(user, 'check'));
export const rateFor = (assignment: RowId, user: UserId): PostRef =>
  posts.rate.ref({ assignment }, to(user, 'check'));
export const overFor = (assignment: RowId, user: UserId): PostRef =>
  posts.over.ref({ assignment }, to(user, 'rest'));
export const ideaFor = (project: RowId, user: UserId): PostRef =>
  posts.idea.ref({ project }, to(user, 'suggestion'));

export type OnePerson = Readonly<Record<'person', UserId>>;

export const jobs = {
  /** With the access of each of the three: what is due, and whether all are still there. */
  watch: jobId<OfAssignment & OnePerson>('stretch.watch'),
  /** With the access of who takes it on, who wrote it: who gives no feedback any more reads it no more. */
  narrow: jobId<OfAssignment & OnePerson>('stretch.narrow'),
  /** With the access of who offers it: others find it again. */
  release: jobId<OfOffer & OfAssignment & OnePerson>('stretch.release'),
  /** With the access of who takes it on: what they agreed to have counted. */
  count: jobId<OfAssignment & OnePerson>('stretch.count'),
  /** A month later nobody waits for an answer any more. */
  ideaOver: jobId<OfProject & OnePerson>('stretch.idea-over'),
  /** With the access of whose project was planned. */
  idea: jobId<OfProject & OnePerson & { readonly channel: ChannelId }>('stretch.idea'),
} as const;
