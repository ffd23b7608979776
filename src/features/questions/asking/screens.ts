/** The forms in which somebody asks, and what they show first. */
import type { KnownBlock } from '@slack/types';
import { day } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, header, longUserText, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { messageOf } from '#core/kit/message.ts';
import type { WholeLesson } from '#core/lesson-search.ts';
import type { Message } from '#core/post.ts';
import type { Names } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import { escape, join, type Mrkdwn, shorten } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { type QuestionRow, questions } from '../rows.ts';
import { limitsOf, type Place, restsAfter, type WordsRefusal } from '../rules.ts';
import type { Fitting } from './fitting.ts';

/** How much of a lesson or an answer stands in the form, in characters. */
const excerpt = 300;

export const tooLong = (words: string) => ({ length: words.length, most: limitsOf.words });

/** Asks for what is missing: the words, and the channel where none is known. */
export function renderBegin(t: T, of: ids.FormOf, words: string, notice?: Mrkdwn): RenderedModal {
  return renderModal(ids.beginModal, of, t.modal('form.title', 'form.next'), [
    ...(notice === undefined ? [] : [section(notice)]),
    input(
      ids.beginModal,
      'words',
      t.labels('form.words', { placeholder: 'form.wordsExample' }),
      shorten(words, limits.input),
    ),
    ...(of.channel === undefined
      ? [input(ids.beginModal, 'channel', t.labels('form.channel', { hint: 'form.channelHint' }))]
      : []),
    context(t.mrkdwn('form.first')),
  ]);
}

export interface AskView {
  readonly of: ids.FormOf & Readonly<Record<'channel', ChannelId>>;
  readonly words: string;
  readonly fitting: readonly Fitting[];
  readonly places: readonly (Place | 'more')[];
  readonly place: Place;
  readonly names: Names;
  /** It leads to a conversation that not all may read: how many people read what is asked in the channel. */
  readonly quotes: { readonly readers: number } | null;
}

export function renderAsk(t: T, view: AskView): RenderedModal {
  const { of, words, fitting, places, place, names, quotes } = view;
  const channel = channelLink(of.channel);
  const choices = Object.fromEntries(places.map((one) => [one, t.plain(`place.${one}`)]));
  return renderModal(ids.askModal, of, t.modal('form.title', 'form.ask'), [
    ...fittingBlocks(t, fitting),
    ...(quotes === null ? [] : [section(t.mrkdwn('form.quotes', { channel, readers: quotes.readers }))]),
    input(ids.askModal, 'words', t.labels('form.words'), words),
    input(
      ids.askModal,
      'place',
      { label: t.plain('form.place'), choices },
      place,
      of.wide === true ? 'wide' : '',
    ),
    context(t.mrkdwn('form.posts', { channel })),
    input(
      ids.askModal,
      'names',
      {
        label: t.plain('form.names'),
        choices: { shown: t.plain('names.shown'), hidden: t.plain('names.hidden') },
      },
      names,
    ),
    context(t.mrkdwn('kept.shown', { years: (questions.kept?.days ?? 0) / 365 })),
    context(t.mrkdwn('kept.hidden', { days: restsAfter / day })),
  ]);
}

function fittingBlocks(t: T, fitting: readonly Fitting[]): KnownBlock[] {
  if (fitting.length === 0) return [context(t.mrkdwn('fit.none'))];
  return [
    header(t.plain('fit.title')),
    ...fitting.flatMap((one) => [
      userText({ written: shorten(one.title, excerpt), as: 'title' }),
      userText({ written: one.kind === 'lesson' ? one.useWhen : one.answer, most: excerpt }),
      actions(
        [
          one.kind === 'lesson'
            ? button(ids.seeLesson, t.plain('item.open'), { lesson: one.id })
            : button(ids.seeQuestion, t.plain('item.open'), { question: one.id }),
          button(ids.thatAnswers, t.plain('fit.answers'), { of: one.id }),
        ],
        `fit.${one.id}`,
      ),
    ]),
    divider(),
    section(t.mrkdwn('fit.otherwise')),
  ];
}

export const renderLesson = (t: T, lesson: WholeLesson): RenderedModal =>
  renderModal(ids.lessonModal, { lesson: lesson.id }, t.modal('fit.lesson'), [
    userText({ written: lesson.title, as: 'title' }),
    ...[lesson.context, lesson.happened].flatMap((text) =>
      text === '' ? [] : [userText({ written: text })],
    ),
    userText({ bold: t.plain('useWhen') }, ' ', { written: lesson.useWhen }),
  ]);

/** Something that was there already answers it. */
export const renderFound = (t: T): RenderedModal =>
  renderModal(ids.foundModal, {}, t.modal('form.title'), [section(t.mrkdwn('fit.found'))]);

/** To the person who asked: what happens now. */
export const sentMessage = (t: T, row: QuestionRow): Message =>
  messageOf(
    t.mrkdwn(row.names === 'hidden' ? 'sent.hidden' : 'sent.shown', { channel: channelLink(row.channel_id) }),
    t.mrkdwn('sent.then'),
  );

/** What cannot be asked is handed back. */
export const handedBack = (t: T, why: Mrkdwn, words: string): Message => {
  const lead = join([why, t.mrkdwn('refused.yours')]);
  return { text: join([lead, escape(words)]), blocks: [section(lead), longUserText(words)] };
};

export const refusedWords = (t: T, code: WordsRefusal, words: string): Mrkdwn =>
  t.mrkdwn(`words.${code}`, tooLong(words));
