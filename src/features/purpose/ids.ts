/** Every id with the value it carries. They stand in messages and in the database, and are never renamed. Permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { conversationField, timeField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef, type Urgency } from '#core/post-ref.ts';
import { mostCharacters } from './sheet/rules.ts';
import { limitsOf } from './together/rules.ts';

const none = z.object({});
const ofShareValue = z.object({ share: rowValue });
const ofStepValue = z.object({ step: rowValue });
export type OfShare = Readonly<Record<'share', RowId>>;
export type OfTalk = OfShare & Readonly<Record<'at', Instant>>;
export type OfStep = Readonly<Record<'step', RowId>>;

export const openPage = defineAction('purpose.page', none);
export const write = defineAction('purpose.write', none);
export const openShare = defineAction('purpose.share', none);
export const takeBack = defineAction('purpose.back', ofShareValue);
export const forget = defineAction('purpose.forget', none);
export const learn = defineAction('purpose.learn', none);
export const openPair = defineAction('purpose.pair', ofShareValue);
export const openDates = defineAction('purpose.dates', ofShareValue);
/** `share`: what is shown if the date is gone; buttons of before have none. */
export const agree = defineAction('purpose.agree', z.object({ date: rowValue, share: rowValue.optional() }));
export const callOff = defineAction('purpose.off', ofShareValue);
export const openStep = defineAction('purpose.step', ofShareValue);
export const answerStep = {
  done: defineAction('purpose.step-done', ofStepValue),
  notYet: defineAction('purpose.step-later', ofStepValue),
  dropped: defineAction('purpose.step-drop', ofStepValue),
} as const;
export const openAims = defineAction('purpose.aims', none);
export const pastAims = defineAction('purpose.aims-past', none);

export const pageModal = defineModal('purpose.page', none, {});
const part = textField({ lines: true, most: mostCharacters, optional: true, isLive: true });
export const sheetModal = defineModal('purpose.sheet', none, { learn: part, drives: part, toward: part });
export const shareModal = defineModal('purpose.share', none, {
  chosen: personField(),
  channel: conversationField({ isHereAtFirst: true }),
});
export const learnModal = defineModal('purpose.learn', none, {});
export const pairModal = defineModal('purpose.pair', ofShareValue, {});
export const datesModal = defineModal('purpose.dates', ofShareValue, {
  on1: dateField(),
  on2: dateField({ optional: true }),
  on3: dateField({ optional: true }),
  at: timeField(),
});
export const stepModal = defineModal('purpose.step', ofShareValue, {
  what: textField({ lines: true, most: limitsOf.what }),
  owner: choiceField(['self', 'other'], 'radio'),
  due: dateField(),
});
/** `from`: the version that it was opened with; `null`: there was none. */
export const aimsModal = defineModal('purpose.aims', z.object({ from: rowValue.nullable() }), {
  words: textField({ lines: true, most: 2_900 }),
  channel: conversationField(),
});
export const pastModal = defineModal('purpose.aims-past', none, {});

export const posts = {
  /** To the one chosen. */
  shared: postId<OfShare>('purpose.shared'),
  /** To the one who is left, when the other is gone. */
  alone: postId<OfShare>('purpose.alone'),
  /** The other proposes times. */
  dates: postId<OfShare & Readonly<Record<'nth', number>>>('purpose.dates'),
  /** The other agreed to one. */
  talk: postId<OfTalk>('purpose.talk'),
  off: postId<OfTalk>('purpose.off'),
  reminder: postId<OfTalk>('purpose.reminder'),
  step: postId<OfStep>('purpose.step'),
} as const;

const to = (user: UserId, urgency: Urgency) => ({ kind: 'person', user, urgency }) as const;
export const sharedFor = (share: RowId, user: UserId): PostRef =>
  posts.shared.ref({ share }, to(user, 'accept'));
export const aloneFor = (share: RowId, user: UserId): PostRef => posts.alone.ref({ share }, to(user, 'rest'));
export const datesFor = (share: RowId, nth: number, user: UserId): PostRef =>
  posts.dates.ref({ share, nth }, to(user, 'accept'));
export const talkFor = (share: RowId, at: Instant, user: UserId): PostRef =>
  posts.talk.ref({ share, at }, to(user, 'accept'));
export const offFor = (share: RowId, at: Instant, user: UserId): PostRef =>
  posts.off.ref({ share, at }, to(user, 'accept'));
export const reminderFor = (share: RowId, at: Instant, user: UserId): PostRef =>
  posts.reminder.ref({ share, at }, { ...to(user, 'due'), date: at });
export const stepFor = (step: RowId, user: UserId): PostRef => posts.step.ref({ step }, to(user, 'due'));

type OnePerson = Readonly<Record<'person', UserId>>;
/** Each with the access of one of the two. */
export const jobs = {
  /** Once a day: whether the other is still there. */
  watch: jobId<OfShare & OnePerson>('purpose.watch'),
  remind: jobId<OfTalk & OnePerson>('purpose.remind'),
  /** The last of the times that somebody proposed is past. */
  passed: jobId<OfShare & OnePerson>('purpose.dates-passed'),
  step: jobId<OnePerson & OfStep>('purpose.step-due'),
} as const;
