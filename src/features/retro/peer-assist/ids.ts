/** Every id of asking somebody who did it before, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { listField } from '#core/kit/pickers.ts';
import { rowValue, userValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { ofBefore, type OfBefore } from '../before/ids.ts';
import { mostWords } from './rules.ts';

const ofPeer = ofBefore.extend({ peer: userValue });
const ofAssist = z.object({ assist: rowValue });
export type OfAssist = Readonly<Record<'assist', RowId>>;

/** On the card of a review: whom one could ask. For the review's owner alone. */
export const findPeers = defineAction('retro.assist', ofBefore);
export const findModal = defineModal('retro.assist', ofBefore, {});
export const askPeer = defineAction('retro.assist-ask', ofPeer);
export const askModal = defineModal('retro.assist-ask', ofPeer, {
  words: textField({ lines: true, most: mostWords }),
});

export const sayYes = defineAction('retro.assist-yes', ofAssist);
export const passOn = defineAction('retro.assist-pass', ofAssist);
export const sayNo = defineAction('retro.assist-no', ofAssist);
export const passModal = defineModal('retro.assist-pass', ofAssist, { to: listField() });

export const assistPosts = {
  /** To the person who is asked. */
  asked: postId<OfAssist>('retro.assist-asked'),
  /** To the person who asks: what has come of it. */
  mine: postId<OfBefore & Readonly<Record<'by', UserId>>>('retro.assist-mine'),
  /** To both, once somebody said yes. */
  guide: postId<Readonly<Record<'yes', RowId>>>('retro.assist-guide'),
} as const;

export const assistJobs = {
  /** With the access of the person who is asked, which alone says how often they were. */
  deliver: jobId<OfAssist>('retro.assist-deliver'),
  /** At the fixed time, with the access of the person who asked. */
  settle: jobId<OfAssist>('retro.assist-settle'),
  rested: jobId<Readonly<Record<'person', UserId>>>('retro.assist-rested'),
} as const;

export const askedPost = ({ id: assist }: Readonly<Record<'id', RowId>>, user: UserId): PostRef =>
  assistPosts.asked.ref({ assist }, { kind: 'person', user, urgency: 'accept' });

export const minePost = (before: RowId, by: UserId): PostRef =>
  assistPosts.mine.ref({ before, by }, { kind: 'person', user: by, urgency: 'answer' });

export const guidePost = (yes: RowId, user: UserId, urgency: 'answer' | 'accept'): PostRef =>
  assistPosts.guide.ref({ yes }, { kind: 'person', user, urgency });
