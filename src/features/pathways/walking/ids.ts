/** Every id of following a pathway, with the value it carries. */
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, ticksField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId } from '#core/post-ref.ts';
import { limitsOf } from '../rules.ts';

const none = z.object({});
const ofRow = z.object({ id: rowValue });
const ofActivity = z.object({ id: rowValue, part: rowValue });

export const follow = defineAction('pathways.follow', ofRow);
export const unfollow = defineAction('pathways.unfollow', ofRow);
export const openFinish = defineAction('pathways.finish', z.object({ part: rowValue }));
export const unfinish = defineAction('pathways.unfinish', ofRow);
export const openElsewhere = defineAction('pathways.elsewhere', none);
export const openMine = defineAction('pathways.mine', none);
export const minePages = definePages('pathways.mine-page', z.object({ page: pageNumber }));
export const openShow = defineAction('pathways.show', ofRow);
export const takeBack = defineAction('pathways.take-back', ofRow);
export const putAway = defineAction('pathways.put-away', ofRow);
export const openSettings = defineAction('pathways.settings', none);
export const quiet = defineAction('pathways.quiet', none);
export const didYes = defineAction('pathways.did-yes', ofRow);
export const didPartly = defineAction('pathways.did-partly', ofRow);
export const didNo = defineAction('pathways.did-no', ofRow);

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
export const showModal = defineModal('pathways.show', ofRow, {
  to: personField(),
  channel: conversationField({ optional: true, isHereAtFirst: true }),
});
export const settingsModal = defineModal('pathways.settings', none, {
  channel: conversationField({ optional: true }),
  quiet: ticksField(['quiet'], { optional: true }),
});
export const mineModal = defineModal('pathways.mine', none, {});

export const posts = {
  /** A month after something was finished: whether it was of use. */
  did: postId<Readonly<Record<'done', RowId>>>('pathways.did'),
  /** What is tied to what they just did for the first time: 0, a retrospective; 1, a project. */
  moment: postId<Readonly<Record<'moment', number>>>('pathways.moment'),
  /** That somebody shows them how far they are. */
  shown: postId<Readonly<Record<'shown', RowId>>>('pathways.shown'),
} as const;

export const jobs = {
  did: jobId<Readonly<Record<'done', RowId>>>('pathways.did-due'),
  /** With the person's own access. `what`: the thing they did. */
  moment: jobId<Readonly<{ what: RowId; moment: number }>>('pathways.moment-came'),
} as const;
