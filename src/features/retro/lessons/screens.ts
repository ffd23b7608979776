/** Lessons of other teams, where something begins: cards in messages, and all of one, with what one says of it, in a form. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { context, section } from '#core/kit/blocks.ts';
import { cards } from '#core/kit/cards.ts';
import { limits } from '#core/kit/limits.ts';
import { choiceField, defineModal, input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import type { Translator } from '../session/words.ts';
import { type LessonAnswer, lessonAnswers, readLesson } from './operations.ts';

export const lessonModal = defineModal('retro.lesson', z.object({ offer: rowValue }), {
  use: choiceField(lessonAnswers, 'radio'),
});

/** A lesson as its reader sees it, and the offer that it is read and answered by. */
export interface Offered {
  readonly offer: RowId;
  readonly drawn: RenderedLesson;
}

/** @param offered at least one */
export const lessonCards = (t: Translator, offered: readonly Offered[]): KnownBlock =>
  cards(
    offered.map(({ offer, drawn }) => {
      const label = shorten(t.plain('prepare.readOf', { title: drawn.title }), limits.buttonText);
      return { ...drawn.short, buttons: [button(readLesson, t.plain('prepare.read'), { offer }, { label })] };
    }),
  );

/** The same where Slack shows no cards, and nothing is asked yet. */
export const lessonSections = (found: readonly RenderedLesson[]): KnownBlock[] =>
  found.map(({ short: { title, subtitle, body } }) =>
    section(join([bold(title), ...(subtitle === undefined ? [] : [subtitle]), body])),
  );

/** A title has no signs of Slack's left in it (`fitted`). */
const bold = (title: Mrkdwn): Mrkdwn => join(['*' as Mrkdwn, title, '*' as Mrkdwn], '');

export interface Answering extends Offered {
  /** What they said before; `null`: nothing. */
  readonly answer: LessonAnswer | null;
  /** Who reads what they say. `null`: they cannot say anything (any more), for this reason. */
  readonly secrecy: Mrkdwn | null;
  readonly why: Mrkdwn | null;
}

/** All of a lesson, what one said of it, and a place to say something else. */
export function renderLesson(t: Translator, it: Answering): RenderedModal {
  const { offer, drawn, answer, secrecy, why } = it;
  const said = answer === null ? [] : [context(t.mrkdwn(`prepare.said.${answer}`))];
  if (secrecy === null)
    return renderModal(lessonModal, { offer }, t.modal('prepare.lesson'), [
      ...drawn.blocks,
      ...said,
      ...(why === null ? [] : [context(why)]),
    ]);
  const choices = Object.fromEntries(lessonAnswers.map((use) => [use, t.plain(`prepare.use.${use}`)]));
  return renderModal(lessonModal, { offer }, t.modal('prepare.lesson', 'save'), [
    ...drawn.blocks,
    ...said,
    input(lessonModal, 'use', { label: t.plain('prepare.useAsk'), choices }, answer),
    context(secrecy),
  ]);
}
