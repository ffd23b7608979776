/** Whom one could ask, what a person who is asked reads, and the channel instead. */
import type { KnownBlock } from '@slack/types';
import { chunks } from '#core/chunks.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { Names } from '#core/scope.ts';
import { channelLink, nameOf, namesOf, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import type { FormOf } from '../ids.ts';
import type { QuestionRow } from '../rows.ts';
import { askAgain } from '../experts/ids.ts';
import * as ids from './ids.ts';
import type { AskRow, ReplyRow } from './rows.ts';
import type { Suggestion } from './rules.ts';

/** For the person who asks alone: who may know, and why. @param suggestions at least one */
export function renderPeople(
  t: T,
  of: FormOf & Readonly<Record<'channel', ChannelId>>,
  words: string,
  names: Names,
  suggestions: readonly Suggestion[],
): RenderedModal {
  return renderModal(ids.peopleModal, { ...of, names }, t.modal('people.title', 'form.ask'), [
    section(t.mrkdwn('people.intro')),
    bullets(suggestions.map((one) => t.pieces(`people.because.${one.reason}`, because(one)))),
    input(
      ids.peopleModal,
      'people',
      t.labels('people.label', { hint: 'people.hint' }),
      suggestions.map(({ person }) => person),
    ),
    input(ids.peopleModal, 'words', t.labels('form.words'), words),
    context(t.mrkdwn(`people.names.${names}`)),
    context(t.mrkdwn('people.means', { channel: channelLink(of.channel) })),
  ]);
}

const because = ({ person, called, at }: Suggestion) => ({
  person: nameOf(person),
  called: { written: called, as: 'line', most: mostCalled } as const,
  day: onDay(at),
});
/** In characters. */
const mostCalled = 80;

/** To the person who asked: what happens now. */
export const sentPeople = (t: T, people: readonly UserId[], row: QuestionRow): Message =>
  messageOf(
    t.mrkdwn('people.sent', { people: namesOf(people) }),
    t.mrkdwn('people.sentThen', { channel: channelLink(row.channel_id) }),
    context(t.mrkdwn(`people.names.${row.names}`)),
  );

const fromWhom = (t: T, { asked_by: by }: AskRow): Mrkdwn =>
  by === null ? t.mrkdwn('people.askedHidden') : t.mrkdwn('people.asked', { by: nameOf(by) });

/**
 * To the person who is asked.
 * @param said what they said to it @param isLeft whether it is where they read that they are left alone
 */
export function askedMessage(t: T, row: AskRow, said: ReplyRow | null, isLeft: boolean): Message {
  const of = { ask: row.id };
  const answer = (key: 'people.answer' | 'people.answerAfterAll') =>
    button(ids.answerAsk, t.plain(key), of, key === 'people.answer' ? { style: 'primary' } : {});
  return messageOf(
    section(fromWhom(t, row)),
    userText({ written: row.words, as: 'quote' }),
    ...(said === null
      ? [
          actions([
            answer('people.answer'),
            button(ids.passAsk, t.plain('people.pass'), of),
            button(ids.laterAsk, t.plain('people.later'), of),
          ]),
          context(t.mrkdwn('people.askedWhy')),
        ]
      : saidBlocks(t, said, answer('people.answerAfterAll'))),
    ...(isLeft ? leftAloneBlocks(t) : []),
  );
}

/** To somebody who left a few in a row without an answer, under the last of them. */
export const leftAloneBlocks = (t: T): KnownBlock[] => [
  section(t.mrkdwn('people.leftAlone')),
  context(t.mrkdwn('people.leftAloneMeans')),
  actions([button(askAgain, t.plain('knows.askAgain'), {})]),
];

function saidBlocks(
  t: T,
  { reply, passed_to: to }: ReplyRow,
  answerAfterAll: ReturnType<typeof button>,
): KnownBlock[] {
  return [
    context(t.mrkdwn(`people.said.${reply}`, { to: nameOf(to) })),
    ...(reply === 'answered' ? [] : [actions([answerAfterAll])]),
  ];
}

/** What they answer, for the person who asked alone. */
export const renderRelay = (t: T, row: AskRow): RenderedModal =>
  renderModal(ids.relayModal, { ask: row.id }, t.modal('people.relayTitle', 'people.send'), [
    userText({ written: row.words, as: 'quote' }),
    input(ids.relayModal, 'words', t.labels('people.relayLabel')),
    context(
      row.asked_by === null
        ? t.mrkdwn('people.relayHidden')
        : t.mrkdwn('people.relayMeans', { by: nameOf(row.asked_by) }),
    ),
  ]);

/** To whom it goes. @param people who agreed, with their names, at least one */
export function renderPass(t: T, row: AskRow, people: readonly (readonly [UserId, string])[]): RenderedModal {
  const groups = chunks(people.slice(0, limits.options ** 2), limits.options).map((some) => ({
    label: t.plain('people.passAgreed'),
    choices: some.map(([value, text]) => ({ value, text })),
  }));
  return renderModal(ids.passModal, { ask: row.id }, t.modal('people.passTitle', 'people.pass'), [
    input(ids.passModal, 'to', { label: t.plain('people.passTo'), groups }),
    context(t.mrkdwn('people.passMeans')),
  ]);
}

/** To the person who asked, at the fixed time, whatever those who were asked did but for an answer. */
export function nobodyMessage(t: T, row: QuestionRow): Message {
  const of = { question: row.id };
  return messageOf(
    section(t.mrkdwn('people.nobody')),
    userText({ written: row.words, as: 'quote' }),
    actions([
      button(ids.askChannel, t.plain('people.inChannel'), of, { style: 'primary' }),
      button(ids.notChannel, t.plain('people.later'), of),
    ]),
    context(t.mrkdwn('people.nobodyMeans', { channel: channelLink(row.channel_id) })),
  );
}
