/** A person's lessons: those with a card of theirs, and those that they wrote down. */
import { type PageOf, pager } from '../../../core/kit/pages.ts';
import type { Words } from '../copy.ts';
import type { Button, KnownBlock } from '@slack/types';
import { atMoment, onDay } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, section, userText } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { join } from '../../../core/text.ts';
import { mayChange } from '../domain.ts';
import { agree, changeLesson, keepHere, listModal, outModal, takeOut, listPages } from '../ids.ts';
import type { Lesson, Own } from '../repository.ts';
import type { LessonRow } from '../tables.ts';
import { isAsked } from './ask.ts';
import { standingDrawing } from './lesson.ts';

export interface Listed {
  readonly lesson: Lesson;
  readonly own: Own;
  readonly isWriter: boolean;
}

/** A lesson has up to 2,500 characters. */
export const inList = 6;

export function listDrawing(words: Words, list: PageOf<Listed>): ModalDrawing {
  return drawModal(listModal, {}, { title: words.plain('list.title'), close: words.plain('close') }, [
    ...(list.shown.length === 0
      ? [section(words.mrkdwn('list.none'))]
      : list.shown.flatMap((one) => listedBlocks(words, one))),
    ...pager(words, list, listPages, (page) => ({ page })),
  ]);
}

function listedBlocks(words: Words, one: Listed): KnownBlock[] {
  const { row } = one.lesson;
  const facts = [
    ...(isAsked(one.lesson, one.own) ? [words.mrkdwn('list.waits', { until: atMoment(row.ask_until) })] : []),
    ...(row.kept_at === null ? [] : [words.mrkdwn('list.review', { day: onDay(row.review_by) })]),
  ];
  const buttons = buttonsFor(words, one);
  return [
    ...standingDrawing(words, one.lesson).blocks,
    ...(facts.length === 0 ? [] : [context(join(facts, ' '))]),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  ];
}

/** What one can still do; who may is decided when it is pressed. */
function buttonsFor(words: Words, { lesson, own, isWriter }: Listed): Button[] {
  const { row, state } = lesson;
  const id = { lesson: row.id };
  const canGoBack = own.count > 0 && row.is_wider === 1 && (state === 'kept' || state === 'asked');
  return [
    ...(own.count > 0 && state === 'asked' && own.agreed < own.count
      ? [button(agree, words.plain('ask.yes'), { ...id, round: row.round })]
      : []),
    ...(canGoBack && (own.agreed > 0 || !own.hasAnswered)
      ? [button(keepHere, words.plain('list.keepHere'), id)]
      : []),
    ...(mayChange(state, { own: own.count, isWriter })
      ? [button(changeLesson, words.plain('change'), id), button(takeOut, words.plain('list.out'), id)]
      : []),
  ];
}

export function outDrawing(words: Words, row: LessonRow): ModalDrawing {
  return drawModal(
    outModal,
    { lesson: row.id },
    { title: words.plain('out.title'), submit: words.plain('out.submit'), close: words.plain('cancel') },
    [userText({ bold: row.title }), section(words.mrkdwn('out.means'))],
  );
}
