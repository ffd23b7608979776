/** Action items as the team sees, proposes and drops them. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { type JobId, jobId } from '#core/job-ref.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import {
  dateField,
  defineModal,
  renderModal,
  input,
  type RenderedModal,
  personField,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { channelLink, onDay, type Values } from '#core/sentence.ts';
import { type LocalDate, startOfDate } from '#core/time/date.ts';
import { ofRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { type ActionItem, helpedAnswers, type Refusal, type Retro, usualDueDate } from '../session/phases.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { actionLimits, type Ask, mostActions, openActions, standingActions } from './rules.ts';

export const proposeAction = defineAction('retro.propose', ofRetro);
export const dropAction = defineAction('retro.drop', z.object({ action: rowValue }));

/** `page`: of the list that holds the button, which is redrawn; without one, App Home. */
const ofAction = z.object({ action: rowValue, page: pageNumber.optional() });

export const acceptAction = defineAction('retro.accept', ofAction);
export const declineAction = defineAction('retro.decline', ofAction);

export const finishAction = defineAction('retro.done', ofAction);
export const listActions = defineAction('retro.actions', z.object({}));

export const actionsPages = definePages('retro.actions', z.object({ page: pageNumber }));

export const proposeModal = defineModal('retro.propose-action', ofRetro, {
  what: textField({ lines: true }),
  owner: personField(),
  due: dateField(),
  whenThen: textField({ lines: true, optional: true }),
});

export const dropModal = defineModal('retro.drop-action', ofRetro, {});

/** `due`: the date it is for, as in `startOfDate`, since it can be moved. */
export type OfDate = Readonly<{ action: RowId; due: number }>;

export const passAction = defineAction('retro.pass', ofAction);
export const moveAction = defineAction('retro.move', ofAction);

export const splitAction = defineAction('retro.split', ofAction);
export const giveUpAction = defineAction('retro.give-up', ofAction);

/** To a day on which its owner works. */
export const moveTo = defineAction('retro.move-to', ofAction.extend({ day: z.string() }));

/** Three, since a row of buttons holds each action id only once. */
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

/** `retro`: opened from that retrospective's list, which is redrawn. */
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

/** Asks whether they accept it. */
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

const dueAt = (action: Pick<ActionItem, 'dueOn'>, tz: string) => noonOf(action.dueOn, tz);

/** One action item as the team sees it: what, who, until when, and the plan. */
export function actionBlock(t: Translator, action: ActionItem): KnownBlock {
  const owner: Piece = action.owner === null ? t.plain('action.nobody') : { person: action.owner };
  const due = t.plain('action.due', { date: onDay(dueAt(action, t.tz)) });
  const plan = action.whenThen === '' ? '' : `\n${action.whenThen}`;
  return userText({ bold: action.what }, ' · ', owner, ` · ${due}${plan}`);
}

/** Its due date, as a value for a sentence. */
export const dueOf = (t: Translator, action: Pick<ActionItem, 'dueOn'>) => onDay(dueAt(action, t.tz));

/** The rules allow fewer; whatever is stored, Slack must accept the message. */
const mostShown = 8;

/** The action items that stand: open and done, not dropped. */
export function actionList(t: Translator, retro: Retro): KnownBlock[] {
  const standing = standingActions(retro);
  const count = Math.max(0, standing.length - mostShown);
  return [
    ...standing.slice(0, mostShown).map((action) => actionBlock(t, action)),
    ...(count === 0 ? [] : [section(t.mrkdwn('main.moreActions', { count }))]),
  ];
}

/** @param me proposed as the owner, if they are a participant */
export function renderPropose(
  t: Translator,
  { row, retro }: Loaded,
  me: UserId,
  now: Instant,
): RenderedModal {
  const words = (label: Parameters<typeof t.plain>[0], hint: Parameters<typeof t.plain>[0]) => ({
    label: t.plain(label),
    hint: t.plain(hint),
  });
  return renderModal(proposeModal, { retro: row.id }, t.modal('propose.title', 'propose.submit'), [
    context(t.mrkdwn('propose.intro', { channel: channelLink(row.channel_id) })),
    input(proposeModal, 'what', {
      label: t.plain('propose.what'),
      placeholder: t.plain('propose.whatExample'),
    }),
    input(proposeModal, 'owner', words('propose.owner', 'propose.ownerHint'), me),
    input(proposeModal, 'due', words('propose.due', 'propose.dueHint'), usualDueDate(now, retro.tz)),
    input(proposeModal, 'whenThen', words('propose.whenThen', 'propose.whenThenHint')),
  ]);
}

/** The action items that stand, with a button on those this person may drop. */
export function renderDrop(t: Translator, { row, retro }: Loaded, me: UserId): RenderedModal {
  const open = openActions(retro);
  const isFull = standingActions(retro).length >= mostActions;
  const some = isFull ? 'drop.which' : 'drop.how';
  const none = isFull ? 'drop.allDone' : 'drop.none';
  const first = open.length === 0 ? none : some;
  return renderModal(dropModal, { retro: row.id }, t.modal('drop.title'), [
    section(t.mrkdwn(first)),
    ...(first === 'drop.which' ? [context(t.mrkdwn('drop.how'))] : []),
    ...open.flatMap((action): KnownBlock[] => [
      actionBlock(t, action),
      ...([action.proposer, retro.facilitator].includes(me) ? [actions([dropButton(t, action)])] : []),
    ]),
  ]);
}

function dropButton(t: Translator, action: ActionItem) {
  return button(
    dropAction,
    t.plain('drop.button'),
    { action: action.id },
    {
      style: 'danger',
      label: t.plain('drop.label', { what: action.what }),
    },
  );
}

/** @param lengths in characters, of what was typed */
export function actionError(
  t: Translator,
  code: Refusal,
  now: Instant,
  lengths: { readonly what?: number; readonly whenThen?: number } = {},
): string {
  const example = onDay(noonOf(usualDueDate(now, t.tz), t.tz));
  const values: Partial<Record<Refusal, Values>> = {
    whatLong: { length: lengths.what ?? 0, most: actionLimits.what },
    whenLong: { length: lengths.whenThen ?? 0, most: actionLimits.whenThen },
    dueWrong: { example },
    duePast: { example },
    dueFar: { example },
  };
  return t.plain(`refused.${code}`, values[code] ?? {});
}
