/** Every id of the pulse, with the value it carries: ids alone, and of an answer nothing. Permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId, type JobRef } from '#core/job-ref.ts';
import { defineAction, offeringGroups } from '#core/kit/action.ts';
import { choiceField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, groupsField, listField, numberField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { type Item, itemKeys } from './items.ts';
import { longestName, mostPeopleBehind } from './tree/rules.ts';

const ofWindow = z.object({ window: rowValue });
const ofPlace = z.object({ place: rowValue });
const none = z.null();

/** The page, which App Home opens, too. */
export const openPage = defineAction('pulse.page', none);
export const pageModal = defineModal('pulse.page', z.object({}), {});
/** From a form back to the page. */
export const backToPage = defineAction('pulse.back', none);
export const turnTree = definePages('pulse.tree', z.object({ page: pageNumber }));

/** For admins. */
export const chooseChannel = defineAction('pulse.channel', none);
export const channelModal = defineModal('pulse.channel', z.object({}), { channel: conversationField() });
export const addPlace = defineAction('pulse.add', none);
export const changePlace = offeringGroups(defineAction('pulse.change', ofPlace));
export const takeOut = defineAction('pulse.take-out', ofPlace);
/** Who is in a place: those of a channel or a user group; or it is made of parts. */
export const sources = ['channel', 'group', 'parts'] as const;
export const placeModal = defineModal('pulse.place', z.object({ place: rowValue.nullable() }), {
  name: textField({ most: longestName }),
  under: listField(),
  people: choiceField(sources, 'select', { isLive: true }),
  channel: { ...conversationField(), optional: true },
  groups: { ...groupsField(1), optional: true },
  leader: personField({ optional: true }),
});
export const pasteTree = defineAction('pulse.paste', none);
export const pasteModal = defineModal('pulse.paste', z.object({}), {
  // It names user groups, so they are fetched before it is read.
  lines: { ...textField({ lines: true }), offersGroups: true },
});
export const preview = offeringGroups(defineAction('pulse.preview', none));
/** `read`: a mark of what the admin reads in it (`markOf`). */
export const openModal = defineModal('pulse.open', z.object({ read: z.string().optional() }), {
  // Teams can be user groups: who is in them now is fetched, and compared with what was read.
  least: { ...numberField({ least: 1, most: mostPeopleBehind }), offersGroups: true },
});
export const endNow = defineAction('pulse.end', ofWindow);

/** To a leader: whether they agree to answer. `asked`: when they were asked, so that an old message agrees to nothing new. */
const ofLeader = z.object({ place: rowValue, asked: z.number().int() });
export const agree = defineAction('pulse.agree', ofLeader);
export const agreeNotNow = defineAction('pulse.agree-not-now', ofLeader);

/** To each who is asked. No trace is left of pressing them. */
export const begin = defineAction('pulse.begin', ofWindow);
export const notNow = defineAction('pulse.not-now', ofWindow);
export const promiseModal = defineModal('pulse.promise', ofWindow, {});
export const goOn = defineAction('pulse.go-on', ofWindow);

/** `no`: would rather not say. */
export const points = ['1', '2', '3', '4', '5', '6', '7', 'no'] as const;
const pointField = { ...choiceField(points, 'radio'), optional: true };
export const answerModal = defineModal(
  'pulse.answer',
  ofWindow,
  Object.fromEntries(itemKeys.map((key) => [key, pointField])) as Record<Item, typeof pointField>,
);

export type OfWindow = Readonly<Record<'window', RowId>>;

export const posts = {
  lead: postId<Readonly<{ place: RowId; asked: Instant }>>('pulse.lead'),
  asked: postId<OfWindow>('pulse.asked'),
  reminder: postId<OfWindow>('pulse.reminder'),
  /** To the admin who opened it. `key` 1: its key was lost, 0: its channel was. */
  void: postId<Readonly<{ window: RowId; key: 0 | 1 }>>('pulse.void'),
} as const;

export const leadPost = (place: RowId, asked: Instant, user: UserId): PostRef =>
  posts.lead.ref({ place, asked }, { kind: 'person', user, urgency: 'accept' });

/** @param ends when nobody can answer any more */
export const askedPost = (window: RowId, ends: Instant, user: UserId): PostRef =>
  posts.asked.ref({ window }, { kind: 'person', user, urgency: 'closing', date: ends });

export const reminderPost = (window: RowId, ends: Instant, user: UserId): PostRef =>
  posts.reminder.ref({ window }, { kind: 'person', user, urgency: 'closing', date: ends });

export const jobs = {
  ask: jobId<OfWindow>('pulse.ask'),
  /** With the person's own access. */
  remind: jobId<Readonly<{ window: RowId; user: UserId }>>('pulse.remind'),
  /** Knows ids alone, since its channel may be gone by then. `by`: who is told if nothing comes of it. */
  close: jobId<Readonly<{ window: RowId; by: UserId }>>('pulse.close'),
  /** The same a minute later, unless that is gone: an erasure of who opened it takes what names them along. */
  closeAtLast: jobId<OfWindow>('pulse.close-at-last'),
  destroyKey: jobId<OfWindow>('pulse.destroy-key'),
  publish: jobId<OfWindow>('pulse.publish'),
  /** With the access of the admin who opened it. */
  tellVoid: jobId<Readonly<{ window: RowId; by: UserId; key: 0 | 1 }>>('pulse.tell-void'),
} as const;

export const remindJob = (window: RowId, user: UserId): JobRef => jobs.remind.ref({ window, user });
