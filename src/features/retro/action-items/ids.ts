/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { type JobId, jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { type LocalDate, startOfDate } from '#core/time/date.ts';
import { retro } from '../session/ids.ts';
import { helpedAnswers } from './action-item.ts';
import type { Ask } from './follow-up-rules.ts';

export const proposeAction = defineAction('retro.propose', retro);
export const dropAction = defineAction('retro.drop', z.object({ action: rowValue }));

/** `page`: of the list that the button stands in, which is drawn anew; without one, App Home. */
const ofAction = z.object({ action: rowValue, page: pageNumber.optional() });

export const acceptAction = defineAction('retro.accept', ofAction);
export const declineAction = defineAction('retro.decline', ofAction);

export const finishAction = defineAction('retro.done', ofAction);
export const listActions = defineAction('retro.actions', z.object({}));

export const actionsPages = definePages('retro.actions', z.object({ page: pageNumber }));

export const proposeModal = defineModal('retro.propose-action', retro, {
  what: textField({ lines: true }),
  owner: personField(),
  due: dateField(),
  whenThen: textField({ lines: true, optional: true }),
});

export const dropModal = defineModal('retro.drop-action', retro, {});

/** `due`: for which date, as `startOfDate` has it, since it can be moved. */
export type OfDate = Readonly<{ action: RowId; due: number }>;

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

/** Whether they see to it. */
export function acceptPost(action: RowId, owner: UserId): PostRef {
  return followPosts.accept.ref({ action }, { kind: 'person', user: owner, urgency: 'accept' });
}

export function askPost(
  ask: Ask,
  { id: action, dueOn }: { readonly id: RowId; readonly dueOn: LocalDate },
  user: UserId,
): PostRef {
  if (ask === 'helped') return followPosts.helped.ref({ action }, { kind: 'person', user, urgency: 'rest' });
  const post = ask === 'remind' ? followPosts.remind : followPosts.late;
  return post.ref({ action, due: startOfDate(dueOn) }, { kind: 'person', user, urgency: 'due' });
}
