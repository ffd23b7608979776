/** The ids of what an owner does with their action after it was agreed on. */
import { rowValue } from '../../../core/kit/values.ts';
import { type JobId, jobId } from '../../../core/job.ts';
import { postId } from '../../../core/post.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { pageNumber } from '../../../core/kit/pages.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '../../../core/kit/modal.ts';
import { helpedAnswers } from '../domain/actions.ts';
import type { Ask } from '../domain/follow-up.ts';

/** `due`: for which date, as `startOfDate` has it, since it can be moved. */
export type OfDate = Readonly<{ action: RowId; due: number }>;

/** `page`: of the list that the button stands in, which is drawn anew; without one, App Home or a message. */
export const ofAction = z.object({ action: rowValue, page: pageNumber.optional() });

export const passAction = defineAction('retro.pass', ofAction);
export const moveAction = defineAction('retro.move', ofAction);
export const splitAction = defineAction('retro.split', ofAction);
export const giveUpAction = defineAction('retro.give-up', ofAction);
/** To a day on which its owner works. */
export const moveTo = defineAction('retro.move-to', ofAction.extend({ day: z.string() }));
/** Three, since a row of buttons holds each action only once. */
export const helpedAs = {
  yes: defineAction('retro.helped-yes', ofAction),
  partly: defineAction('retro.helped-partly', ofAction),
  no: defineAction('retro.helped-no', ofAction),
} as const;

export const passModal = defineModal('retro.pass', ofAction, { to: personField() });
export const moveModal = defineModal('retro.move', ofAction, { due: dateField() });
export const splitModal = defineModal('retro.split', ofAction, {
  first: textField({ lines: true }),
  firstDue: dateField(),
  second: textField({ lines: true }),
  secondDue: dateField(),
});
/** `retro`: opened from the list of what it agrees on, which is drawn anew. */
export const giveUpModal = defineModal('retro.give-up', ofAction.extend({ retro: rowValue.optional() }), {
  reason: textField({ lines: true }),
});
export const helpedModal = defineModal('retro.helped', ofAction.extend({ helped: z.enum(helpedAnswers) }), {
  how: textField({ optional: true }),
});

export const followPosts = {
  accept: postId<{ readonly action: RowId }>('retro.action-accept'),
  remind: postId<OfDate>('retro.action-remind'),
  late: postId<OfDate>('retro.action-late'),
  helped: postId<{ readonly action: RowId }>('retro.action-helped'),
} as const;
export const followJobs: Readonly<Record<Ask, JobId<{ action: RowId; person: UserId }>>> = {
  remind: jobId('retro.action-remind'),
  late: jobId('retro.action-late'),
  helped: jobId('retro.action-helped'),
};
