/** Action items as the team sees, proposes and drops them, and as their owner does: in messages, in App Home, and in their own list. */
import type { Button, KnownBlock, Overflow } from '@slack/types';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { button, defineAction, entriesMenu, entry } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import {
  dateField,
  defineModal,
  input,
  personField,
  renderModal,
  type RenderedModal,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { RetroKey } from '#locales/retro.ts';
import { ofRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { usualDueDate } from '../session/lengths.ts';
import { type ActionItem, helpedAnswers, type Retro } from '../session/phases.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { finishAction, type ListAt, ofAction, ofList } from './ids.ts';
import type { ActionRow } from './operations.ts';
import type { OwnAction, Standing } from './own.ts';
import { mayPut } from '../tracker/rules.ts';
import { putButton, standingPieces } from '../tracker/screens.ts';
import type { TrackerView } from '../tracker/view.ts';
import { mostActions, openActions, standingActions } from './rules.ts';

export const proposeAction = defineAction('retro.propose', ofRetro);
export const dropAction = defineAction('retro.drop', z.object({ action: rowValue }));
export const listActions = defineAction('retro.actions', z.object({}));
export const actionsPages = definePages('retro.actions', ofList.extend({ page: pageNumber }));

export const acceptAction = defineAction('retro.accept', ofAction);
export const declineAction = defineAction('retro.decline', ofAction);
export const passAction = defineAction('retro.pass', ofAction);
export const moveAction = defineAction('retro.move', ofAction);
export const splitAction = defineAction('retro.split', ofAction);
export const giveUpAction = defineAction('retro.give-up', ofAction);

/** "Not in our control": see `assumptions/`. */
export const beyondAction = defineAction('retro.beyond', ofAction);

/** To a day on which its owner works. */
export const moveTo = defineAction('retro.move-to', ofAction.extend({ day: z.string() }));

/** Three, since a row of buttons holds each action id only once. */
export const helpedAs = {
  yes: defineAction('retro.helped-yes', ofAction),
  partly: defineAction('retro.helped-partly', ofAction),
  no: defineAction('retro.helped-no', ofAction),
} as const;

/** Beside what was said of whether it helped: to say more, or something else. */
export const sayChanged = defineAction('retro.what-changed', z.object({ action: rowValue }));

export const proposeModal = defineModal('retro.propose-action', ofRetro, {
  what: textField({ lines: true }),
  owner: personField(),
  due: dateField(),
  whenThen: textField({ lines: true, optional: true }),
});

export const dropModal = defineModal('retro.drop-action', ofRetro, {});
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

/** A due date, as a value for a sentence. */
export const dueOf = (t: Translator, dueOn: LocalDate) => onDay(noonOf(dueOn, t.tz));

/** What, who and until when. Nobody must act on it here, so its owner is a name. */
export const actionPieces = (t: Translator, { what, owner, dueOn }: ActionItem): Piece[] => [
  { written: what, as: 'title' },
  ' · ',
  owner === null ? t.plain('action.nobody') : { name: owner },
  ` · ${t.plain('action.due', { date: dueOf(t, dueOn) })}`,
];

export const planPieces = ({ whenThen }: ActionItem): Piece[] =>
  whenThen === '' ? [] : ['\n', { written: whenThen }];

/** One action item as the team sees it, with its plan. */
export const actionBlock = (t: Translator, action: ActionItem): KnownBlock =>
  userText(...actionPieces(t, action), ...planPieces(action));

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
  const words = (name: 'owner' | 'due' | 'whenThen') =>
    t.labels(`propose.${name}`, { hint: `propose.${name}Hint` });
  const what = t.labels('propose.what', { placeholder: 'propose.whatExample' });
  return renderModal(proposeModal, { retro: row.id }, t.modal('propose.title', 'propose.submit'), [
    context(t.mrkdwn('propose.intro', { channel: channelLink(row.channel_id) })),
    input(proposeModal, 'what', what),
    input(proposeModal, 'owner', words('owner'), me),
    input(proposeModal, 'due', words('due'), usualDueDate(now, retro.tz)),
    input(proposeModal, 'whenThen', words('whenThen')),
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

function dropButton(t: Translator, { id, what }: ActionItem): Button {
  const look = { style: 'danger', label: t.plain('drop.label', { what }) } as const;
  return button(dropAction, t.plain('drop.button'), { action: id }, look);
}

const lines = {
  asked: 'home.action',
  open: 'home.action',
  free: 'follow.nobody',
  late: 'follow.isLate',
  waiting: 'follow.waits',
  helped: 'follow.askHelped',
} as const satisfies Record<Standing, RetroKey>;

/** One action item in App Home or in the list. @param at the list, if it is in one */
export function ownActionBlocks(
  t: Translator,
  { row, standing, better, tracker }: OwnAction,
  at?: ListAt,
): KnownBlock[] {
  const { id: action, what } = row;
  const line = t.pieces(lines[standing], {
    what: { written: what, as: 'title' },
    due: dueOf(t, row.due_on),
    channel: channelLink(row.channel_id),
  });
  const told = standingPieces(t, tracker);
  const isPut = tracker !== undefined && tracker.into.length > 0 && mayPut(row.state, tracker.issue);
  const buttons = isPut ? withTracker(t, row, standing, tracker, at) : buttonsFor(t, row, standing, at);
  if (better === null) return [userText(...line, ...told), actions(buttons)];
  const shift = t.plain('follow.moveTo', { day: dueOf(t, better) });
  const label = t.plain('follow.moveLabel', { what });
  return [
    userText(...line, ' ', t.plain('follow.dayOff'), ...told),
    // With five in sight, the last choice waits until it is moved.
    actions([...buttons.slice(0, 4), button(moveTo, shift, { action, ...at, day: better }, { label })]),
  ];
}

const choices = {
  accept: [acceptAction, 'home.accept', 'home.acceptLabel'],
  decline: [declineAction, 'home.decline', 'home.declineLabel'],
  done: [finishAction, 'home.done', 'home.doneLabel'],
  pass: [passAction, 'follow.pass', 'follow.passLabel'],
  move: [moveAction, 'follow.move', 'follow.moveLabel'],
  split: [splitAction, 'follow.split', 'follow.splitLabel'],
  drop: [giveUpAction, 'follow.drop', 'follow.dropLabel'],
  beyond: [beyondAction, 'follow.beyond', 'follow.beyondLabel'],
} as const;

type Choice = keyof typeof choices;

/** The owner's choices, the most likely first. */
const choicesIn: Readonly<Record<Exclude<Standing, 'helped'>, readonly Choice[]>> = {
  asked: ['accept', 'pass', 'decline'],
  free: ['accept', 'pass', 'drop'],
  open: ['done', 'move', 'pass', 'drop', 'beyond'],
  late: ['done', 'move', 'split', 'drop', 'beyond'],
  waiting: ['done', 'drop'],
};

type Named = Pick<ActionItem, 'id' | 'what'>;

export function choiceButton(t: Translator, { id, what }: Named, choice: Choice, at?: ListAt): Button {
  const [action, text, label] = choices[choice];
  return button(action, t.plain(text), { action: id, ...at }, { label: t.plain(label, { what }) });
}

/** The answers to whether it helped. */
export const helpedButtons = (t: Translator, action: RowId, at?: ListAt): Button[] =>
  helpedAnswers.map((answer) => button(helpedAs[answer], t.plain(`follow.${answer}`), { action, ...at }));

export const buttonsFor = (t: Translator, row: Named, standing: Standing, at?: ListAt): Button[] =>
  standing === 'helped'
    ? helpedButtons(t, row.id, at)
    : choicesIn[standing].map((choice) => choiceButton(t, row, choice, at));

/** Where an action can be put into a tracker, too, the less likely choices wait in a menu, so that no more than five are in sight. */
function withTracker(
  t: Translator,
  row: ActionRow,
  standing: Standing,
  tracker: TrackerView,
  at?: ListAt,
): (Button | Overflow)[] {
  if (standing !== 'open' && standing !== 'late') return buttonsFor(t, row, standing, at);
  const [first, second, ...rest] = choicesIn[standing];
  const inSight = [first, second].flatMap((choice) =>
    choice === undefined ? [] : [choiceButton(t, row, choice, at)],
  );
  // An entry's value has no room for whose list it stands in.
  const of = { action: row.id, ...(at?.page === undefined ? {} : { page: at.page }) };
  const [one, ...others] = rest.map((choice) => {
    const [action, , label] = choices[choice];
    return entry(action, t.plain(label, { what: row.what }), of);
  });
  return [
    ...inSight,
    putButton(t, row, tracker, at),
    ...(one === undefined ? [] : [entriesMenu([one, ...others])]),
  ];
}

/** A form about one action item. @param at the list it was opened from, which is redrawn afterwards */
type Form = (t: Translator, row: ActionRow, due: LocalDate, at?: ListAt) => RenderedModal;

export const renderPass: Form = (t, row, _due, at) =>
  renderModal(passModal, { action: row.id, ...at }, t.modal('pass.title', 'pass.submit'), [
    userText({ written: row.what, as: 'title' }),
    input(passModal, 'to', t.labels('pass.to', { hint: 'pass.toHint' })),
  ]);

const dateWords = (t: Translator) => t.labels('moveDue.due', { hint: 'propose.dueHint' });

export const renderMove: Form = (t, row, due, at) =>
  renderModal(moveModal, { action: row.id, ...at }, t.modal('moveDue.title', 'save'), [
    userText({ written: row.what, as: 'title' }),
    input(moveModal, 'due', dateWords(t), due),
  ]);

export const renderSplit: Form = (t, row, due, at) =>
  renderModal(splitModal, { action: row.id, ...at }, t.modal('split.title', 'split.submit'), [
    input(splitModal, 'first', t.labels('split.first'), row.what),
    input(splitModal, 'firstDue', dateWords(t), due),
    input(splitModal, 'second', t.labels('split.second')),
    input(splitModal, 'secondDue', dateWords(t), due),
  ]);

/** @param from the list it was opened from, which is redrawn afterwards: the person's own action items, or a retrospective's */
export const renderGiveUp = (
  t: Translator,
  row: ActionRow,
  from: ListAt & { readonly retro?: RowId },
): RenderedModal =>
  renderModal(giveUpModal, { action: row.id, ...from }, t.modal('giveUp.title', 'giveUp.submit'), [
    userText({ written: row.what, as: 'title' }),
    input(giveUpModal, 'reason', t.labels('giveUp.reason', { hint: 'giveUp.reasonHint' })),
  ]);
