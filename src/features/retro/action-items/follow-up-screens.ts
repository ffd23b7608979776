/** Action items for their owner: in messages, in App Home, and in their own list. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import { type Mrkdwn } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { type Helped, helpedAnswers } from '../session/phases.ts';
import { noonOf, type Translator } from '../session/words.ts';
import type { OwnAction, Standing } from './operations.ts';
import type { ActionRow } from './rows.ts';
import {
  acceptAction,
  declineAction,
  dueOf,
  finishAction,
  giveUpAction,
  giveUpModal,
  helpedAs,
  helpedModal,
  moveAction,
  moveModal,
  moveTo,
  passAction,
  passModal,
  splitAction,
  splitModal,
} from './screens.ts';

/** An action item, and what its retrospective is about. */
export interface AskedOf {
  readonly row: ActionRow;
  readonly about: string;
}

/** The words of each question, and the action item's standing then. */
const asked = {
  accept: { text: 'follow.accept', aside: 'follow.acceptAside', standing: 'asked' },
  remind: { text: 'follow.remind', aside: 'follow.remindAside', standing: 'open' },
  late: { text: 'follow.late', aside: 'follow.lateAside', standing: 'late' },
  helped: { text: 'follow.helped', aside: 'follow.helpedAside', standing: 'helped' },
} as const;

/** The question, with its answers. */
export function askMessage(t: Translator, { row, about }: AskedOf, ask: keyof typeof asked): Message {
  const { text: key, aside: asideKey, standing } = asked[ask];
  const text = t.mrkdwn(key, {
    what: row.what,
    about,
    channel: channelLink(row.channel_id),
    due: dueOf(t, { dueOn: row.due_on }),
  });
  const aside = t.mrkdwn(asideKey);
  const [first, ...rest] = buttonsFor(t, row, standing);
  const primary: Button[] = first === undefined ? [] : [{ ...first, style: 'primary' }];
  return messageOf(text, actions([...primary, ...rest]), context(aside));
}

/** The decision, whoever or whatever made it. */
export function decided(t: Translator, row: ActionRow, isTheirs: boolean): Mrkdwn {
  const { what } = row;
  if (row.state === 'dropped') return t.mrkdwn('follow.dropped', { what });
  if (!isTheirs) return t.mrkdwn(row.owner_id === null ? 'follow.free' : 'follow.given', { what });
  if (row.helped !== null) return t.mrkdwn(`follow.said.${row.helped}`, { what });
  if (row.state === 'done') return t.mrkdwn('follow.done', { what });
  return t.mrkdwn('follow.accepted', { what, due: dueOf(t, { dueOn: row.due_on }) });
}

/** One action item in App Home or in the list. @param page of the list, if it is in one */
export function ownActionBlocks(
  t: Translator,
  { row, standing, better }: OwnAction,
  page?: number,
): KnownBlock[] {
  const line = t.pieces(lines[standing], {
    what: { bold: row.what },
    due: dueOf(t, { dueOn: row.due_on }),
    channel: channelLink(row.channel_id),
  });
  const off = better === null ? [] : [' ', t.plain('follow.dayOff')];
  const shift =
    better === null
      ? []
      : [
          button(
            moveTo,
            t.plain('follow.moveTo', { day: onDay(noonOf(better, t.tz)) }),
            { action: row.id, page, day: better },
            { label: t.plain('follow.moveLabel', { what: row.what }) },
          ),
        ];
  return [userText(...line, ...off), actions([...buttonsFor(t, row, standing, page), ...shift])];
}

const lines = {
  asked: 'home.action',
  open: 'home.action',
  free: 'follow.nobody',
  late: 'follow.isLate',
  helped: 'follow.askHelped',
} as const satisfies Record<Standing, string>;

/** The owner's choices, the most likely first. */
function buttonsFor(t: Translator, row: ActionRow, standing: Standing, page?: number): Button[] {
  const id = { action: row.id, page };
  const { what } = row;
  const labelled = (key: Parameters<typeof t.plain>[0]) => ({ label: t.plain(key, { what }) });
  const accept = () => button(acceptAction, t.plain('home.accept'), id, labelled('home.acceptLabel'));
  const pass = () => button(passAction, t.plain('follow.pass'), id, labelled('follow.passLabel'));
  const done = () => button(finishAction, t.plain('home.done'), id, labelled('home.doneLabel'));
  const move = () => button(moveAction, t.plain('follow.move'), id, labelled('follow.moveLabel'));
  const drop = () => button(giveUpAction, t.plain('follow.drop'), id, labelled('follow.dropLabel'));
  switch (standing) {
    case 'asked':
      return [
        accept(),
        pass(),
        button(declineAction, t.plain('home.decline'), id, labelled('home.declineLabel')),
      ];
    case 'free':
      return [accept(), pass(), drop()];
    case 'open':
      return [done(), move(), pass(), drop()];
    case 'late':
      return [
        done(),
        move(),
        button(splitAction, t.plain('follow.split'), id, labelled('follow.splitLabel')),
        drop(),
      ];
    case 'helped':
      return helpedAnswers.map((answer) => button(helpedAs[answer], t.plain(`follow.${answer}`), id));
  }
}

/** @param page of the list it was opened from, which is redrawn afterwards */
export function renderPass(t: Translator, row: ActionRow, page?: number): RenderedModal {
  return renderModal(passModal, { action: row.id, page }, t.modal('pass.title', 'pass.submit'), [
    userText({ bold: row.what }),
    input(passModal, 'to', { label: t.plain('pass.to'), hint: t.plain('pass.toHint') }),
  ]);
}

/** @param due proposed */
export function renderMove(t: Translator, row: ActionRow, due: LocalDate, page?: number): RenderedModal {
  return renderModal(moveModal, { action: row.id, page }, t.modal('moveDue.title', 'save'), [
    userText({ bold: row.what }),
    input(moveModal, 'due', { label: t.plain('moveDue.due'), hint: t.plain('propose.dueHint') }, due),
  ]);
}

/** @param due proposed for the first; the second is chosen */
export function renderSplit(t: Translator, row: ActionRow, due: LocalDate, page?: number): RenderedModal {
  const date = { label: t.plain('moveDue.due'), hint: t.plain('propose.dueHint') };
  return renderModal(splitModal, { action: row.id, page }, t.modal('split.title', 'split.submit'), [
    input(splitModal, 'first', { label: t.plain('split.first') }, row.what),
    input(splitModal, 'firstDue', date, due),
    input(splitModal, 'second', { label: t.plain('split.second') }),
    input(splitModal, 'secondDue', date, due),
  ]);
}

/** @param from the list it was opened from, which is redrawn afterwards: the person's own action items, or a retrospective's */
export function renderGiveUp(
  t: Translator,
  row: ActionRow,
  from: { readonly page?: number | undefined; readonly retro?: RowId } = {},
): RenderedModal {
  return renderModal(giveUpModal, { action: row.id, ...from }, t.modal('giveUp.title', 'giveUp.submit'), [
    userText({ bold: row.what }),
    input(giveUpModal, 'reason', {
      label: t.plain('giveUp.reason'),
      hint: t.plain('giveUp.reasonHint'),
    }),
  ]);
}

/** The answer is already stored; a line may be added. */
export function renderHelped(t: Translator, row: ActionRow, helped: Helped, page?: number): RenderedModal {
  return renderModal(
    helpedModal,
    { action: row.id, page, helped },
    { title: t.plain('helped.title'), submit: t.plain('save'), close: t.plain('close') },
    [
      section(t.mrkdwn('helped.noted')),
      userText({ bold: row.what }),
      input(
        helpedModal,
        'how',
        { label: t.plain('helped.how'), hint: t.plain('helped.howHint') },
        row.helped_how,
      ),
    ],
  );
}
