/** Every id of following a pathway, with the value it carries. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, ticksField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId } from '#core/post-ref.ts';
import { limitsOf } from '../rules.ts';

const none = z.object({});
const ofPathway = z.object({ pathway: rowValue });
const ofDone = z.object({ done: rowValue });
const ofShown = z.object({ shown: rowValue });
const ofActivity = z.object({ pathway: rowValue, part: rowValue });

export const follow = defineAction('pathways.follow', ofPathway);
export const unfollow = defineAction('pathways.unfollow', ofPathway);
export const openFinish = defineAction('pathways.finish', z.object({ part: rowValue }));
export const unfinish = defineAction('pathways.unfinish', ofDone);
export const openElsewhere = defineAction('pathways.elsewhere', none);
export const openMine = defineAction('pathways.mine', none);
export const minePages = definePages('pathways.mine-page', z.object({ page: pageNumber }));
export const openShow = defineAction('pathways.show', ofPathway);
export const takeBack = defineAction('pathways.take-back', ofShown);
export const putAway = defineAction('pathways.put-away', ofShown);
export const openSettings = defineAction('pathways.settings', none);
export const quiet = defineAction('pathways.quiet', none);
export const didYes = defineAction('pathways.did-yes', ofDone);
export const didPartly = defineAction('pathways.did-partly', ofDone);
export const didNo = defineAction('pathways.did-no', ofDone);

const useFields = {
  use: textField({ lines: true, most: limitsOf.use, optional: true }),
  on: dateField({ optional: true }),
};
export const finishModal = defineModal('pathways.finish', ofActivity, useFields);
export const elsewhereModal = defineModal('pathways.elsewhere', none, {
  what: textField({ most: limitsOf.title }),
  required: ticksField(['required'], { optional: true }),
  ...useFields,
});
export const showModal = defineModal('pathways.show', ofPathway, {
  to: personField(),
  channel: conversationField({ optional: true, isHereAtFirst: true }),
});
export const settingsModal = defineModal('pathways.settings', none, {
  channel: conversationField({ optional: true }),
  quiet: ticksField(['quiet'], { optional: true }),
});
export const mineModal = defineModal('pathways.mine', none, {});

export type OfDone = Readonly<Record<'done', RowId>>;
export type OfMoment = Readonly<Record<'moment', number>>;
export type OfShown = Readonly<Record<'shown', RowId>>;

export const posts = {
  /** A month after something was finished: whether it was of use. */
  did: postId<OfDone>('pathways.did'),
  /** What is tied to what they just did for the first time: 0, a retrospective; 1, a project. */
  moment: postId<OfMoment>('pathways.moment'),
  /** That somebody shows them how far they are. */
  shown: postId<OfShown>('pathways.shown'),
} as const;

export const jobs = {
  did: jobId<OfDone>('pathways.did-due'),
  /** Once a day, with the access of who shows how far they are: the pathway may have changed. */
  shown: jobId<OfShown & { readonly person: UserId }>('pathways.shown-again'),
  /** With the person's own access. `what`: the thing they did. */
  moment: jobId<OfMoment & { readonly what: RowId }>('pathways.moment-came'),
} as const;
