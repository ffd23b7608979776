/** A question and its answers as they are read: in the channel, in its thread, and by the person who asked. */
import type { Button, KnownBlock } from '@slack/types';
import { button, entry, entriesMenu } from '#core/kit/action.ts';
import { actions, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type PageOf, pager } from '#core/kit/pages.ts';
import type { MenuEntry } from '#core/kit/action.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn, oneLine, shorten } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { acceptedOf, type Answer, type Question, type QuestionRow } from '../rows.ts';
import { limitsOf } from '../rules.ts';

/** How much of a question names it, in characters. */
const named = 150;

const titled = (text: string): string => shorten(oneLine(text), named);

const linked = (t: T, { link }: QuestionRow): Piece[] =>
  link === '' ? [] : ['\n', { link, text: t.plain('link') }];

/** Who asks what: one block. */
const asks = (t: T, { row, by }: Question): KnownBlock[] => [
  section(row.names === 'hidden' ? t.mrkdwn('asked.somebody') : t.mrkdwn('asked.by', { person: nameOf(by) })),
  userText({ written: row.words, as: 'title' }, ...linked(t, row)),
];

const answered = (t: T, { row, by }: Answer): KnownBlock[] => [
  section(t.mrkdwn('answer.by', { person: nameOf(by) })),
  userText({ written: row.words }),
];

/** As its channel reads it. Once it is over, nothing is left to press. */
export function askedMessage(t: T, question: Question): Message {
  const { row } = question;
  const accepted = acceptedOf(question);
  const over: Mrkdwn[] =
    row.state === 'answered'
      ? [
          accepted === null
            ? t.mrkdwn('over.answeredGone')
            : t.mrkdwn('over.answered', { person: nameOf(accepted.by) }),
        ]
      : row.state === 'open'
        ? []
        : [t.mrkdwn(`over.${row.state}`)];
  return messageOf(
    ...asks(t, question),
    ...over.map((line) => section(line)),
    ...(row.state === 'answered' && accepted !== null ? [userText({ written: accepted.row.words })] : []),
    ...(row.state === 'open'
      ? [
          actions([button(ids.answerIt, t.plain('answer'), { question: row.id }, { style: 'primary' })]),
          context(t.mrkdwn('asked.how')),
        ]
      : []),
  );
}

/** In the thread. Whose it is changes it, until it is accepted. */
export function answerMessage(t: T, answer: Answer): Message {
  const { row } = answer;
  const isAccepted = row.accepted_at !== null;
  return messageOf(
    ...answered(t, answer),
    ...(isAccepted
      ? [context(t.mrkdwn('answer.accepted'))]
      : [
          actions([
            entriesMenu([
              entry(ids.changeAnswer, t.plain('change'), { a: row.id, do: 'edit' }),
              entry(ids.changeAnswer, t.plain('answer.back'), { a: row.id, do: 'back' }),
            ]),
          ]),
        ]),
  );
}

const acceptButton = (t: T, { id, question_id: question }: Answer['row'], isFirst: boolean): Button =>
  button(ids.acceptAnswer, t.plain('accept'), { question, answer: id }, isFirst ? { style: 'primary' } : {});

/** To the person who asked, alone. @param isQuiet they want to hear no more of it */
export function waitsMessage(t: T, question: Question, answer: Answer, isQuiet: boolean): Message {
  const { row } = question;
  const state =
    row.accepted_id === answer.row.id ? 'waits.accepted' : row.state !== 'open' ? 'waits.over' : null;
  const lines = [
    section(t.mrkdwn('waits.line', { person: nameOf(answer.by), question: titled(row.words) })),
    userText({ written: answer.row.words }),
  ];
  if (state !== null) return messageOf(...lines, context(t.mrkdwn(state)));
  return messageOf(
    ...lines,
    actions([
      acceptButton(t, answer.row, true),
      button(ids.seeQuestion, t.plain('item.open'), { question: row.id }),
      ...(isQuiet ? [] : [button(ids.leaveAlone, t.plain('waits.quiet'), { question: row.id })]),
    ]),
    context(t.mrkdwn(isQuiet ? 'waits.left' : 'waits.why')),
  );
}

/** All of a question. @param isOwn the viewer asked it */
export function renderOpened(t: T, question: Question, isOwn: boolean): RenderedModal {
  const { row, answers: all } = question;
  const isOpen = row.state === 'open';
  const mayAccept = isOwn && (isOpen || row.state === 'rested');
  const of = { question: row.id };
  const shown = all.slice(0, mostAnswers);
  return renderModal(ids.openedModal, of, t.modal('opened.title'), [
    ...asks(t, question),
    ...(isOpen ? [] : [context(t.mrkdwn(`state.${row.state}`))]),
    ...(all.length === 0 ? [section(t.mrkdwn('opened.none'))] : []),
    ...shown.flatMap((one) => [
      ...answered(t, one),
      ...(one.row.id === row.accepted_id ? [context(t.mrkdwn('answer.accepted'))] : []),
      ...(mayAccept ? [actions([acceptButton(t, one.row, false)], `accept.${one.row.id}`)] : []),
    ]),
    ...(all.length > shown.length
      ? [context(t.mrkdwn('opened.more', { count: all.length - shown.length }))]
      : []),
    ...(isOwn ? [actions(ownButtons(t, row))] : []),
    ...(isOpen && !isOwn ? [actions([button(ids.answerIt, t.plain('answer'), of)])] : []),
  ]);
}

/** A modal has room for so many. */
const mostAnswers = 25;

function ownButtons(t: T, { id, state }: QuestionRow): Button[] {
  const of = { question: id };
  const confirm = (key: 'close' | 'withdraw') => ({
    confirm: t.confirm(`${key}.title`, `${key}.means`, `${key}.it`),
  });
  return [
    ...(state === 'open' ? [button(ids.closeQuestion, t.plain('close.it'), of, confirm('close'))] : []),
    button(ids.withdrawQuestion, t.plain('withdraw.it'), of, confirm('withdraw')),
  ];
}

/** The form of an answer. @param words what was written before */
export function renderAnswer(
  t: T,
  question: Question,
  words: string,
  editing?: Answer['row']['id'],
): RenderedModal {
  const { row } = question;
  const of = { question: row.id, ...(editing === undefined ? {} : { answer: editing }) };
  return renderModal(
    ids.answerModal,
    of,
    t.modal('answer.title', editing === undefined ? 'answer.post' : 'save'),
    [
      userText({ written: shorten(row.words, named * 2), as: 'quote' }),
      input(ids.answerModal, 'words', t.labels('answer.words', { placeholder: 'answer.example' }), words),
      context(
        row.place === 'people'
          ? t.mrkdwn('answer.meansAlone')
          : t.mrkdwn('answer.means', { channel: channelLink(row.channel_id) }),
      ),
    ],
  );
}

/** To the person who accepted: what they can do now, and need not. */
export const acceptedMessage = (
  t: T,
  { by }: Answer,
  buttons: readonly Button[],
  entries: readonly MenuEntry[],
  wasHidden: boolean,
): Message => {
  const [first, ...rest] = entries;
  const elements = [...buttons, ...(first === undefined ? [] : [entriesMenu([first, ...rest])])];
  return messageOf(
    section(t.mrkdwn('accepted.done', { person: nameOf(by) })),
    ...(elements.length === 0 ? [] : [actions(elements)]),
    ...(wasHidden
      ? [context(t.mrkdwn(elements.length === 0 ? 'accepted.forgotten' : 'accepted.forgottenSo'))]
      : []),
  );
};

export const inList = 10;

/** Everything that the person asked, and nobody else reads as one list. */
export function renderMine(t: T, list: PageOf<Question>): RenderedModal {
  return renderModal(ids.mineModal, {}, t.modal('mine.title'), [
    ...(list.shown.length === 0
      ? [section(t.mrkdwn('mine.none'))]
      : list.shown.flatMap((one) => mineBlocks(t, one))),
    ...pager(t, list, ids.minePages, (page) => ({ page })),
    context(t.mrkdwn('mine.hidden')),
  ]);
}

function mineBlocks(t: T, { row, answers: all }: Question): KnownBlock[] {
  return [
    userText({ written: titled(row.words), as: 'title' }),
    section(
      join([t.mrkdwn(`state.${row.state}`), t.mrkdwn('mine.answers', { count: all.length })], ' · '),
      button(ids.seeQuestion, t.plain('item.open'), { question: row.id }),
    ),
  ];
}

/** At most one item: a question of theirs with an answer that waits; and how to ask. @param more how many wait besides */
export function homeBlocks(t: T, waits: Question | null, more: number, hasAsked: boolean): KnownBlock[] {
  return [
    header(t.plain('practice.title')),
    ...(waits === null
      ? [section(t.mrkdwn('home.ask'))]
      : [
          section(
            t.mrkdwn('home.waits', {
              question: titled(waits.row.words),
              count: waits.answers.length,
              more,
            }),
            button(ids.seeQuestion, t.plain('item.open'), { question: waits.row.id }),
          ),
        ]),
    actions([
      button(ids.askSomething, t.plain('home.something'), {}),
      ...(hasAsked ? [button(ids.listMine, t.plain('home.mine'), {})] : []),
    ]),
  ];
}

export const tooLong = (words: string) => ({ length: words.length, most: limitsOf.answer });
