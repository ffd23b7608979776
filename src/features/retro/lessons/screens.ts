/** "Before we begin": how what earlier retrospectives of the channel agreed on stands, and lessons of other teams that fit. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context } from '#core/kit/blocks.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { asksWhetherItHelped } from '../action-items/rules.ts';
import { acceptAction, actionBlock, finishAction, giveUpAction, helpedAs } from '../action-items/screens.ts';
import { type Kept, promise } from '../session/promises.ts';
import { type ActionItem, helpedAnswers } from '../session/retro.ts';
import type { Translator } from '../session/words.ts';
import { lessonAnswers, usedAs } from './rows.ts';

/** More would be a list that nobody reads. */
const most = 6;

/** A lesson as the channel reads it. */
export interface Offered {
  readonly retro: RowId;
  readonly lesson: RowId;
  readonly drawn: RenderedLesson;
}

export interface Lessons {
  readonly offered: readonly Offered[];
  /** What is kept of those who say whether they are of use; `null`: that cannot be said any more. */
  readonly kept: Kept | null;
}

/** One of both at least. */
export const prepareMessage = (
  t: Translator,
  earlier: readonly ActionItem[],
  now: Instant,
  lessons: Lessons = { offered: [], kept: null },
): Message =>
  messageOf(
    ...(earlier.length === 0 ? [] : earlierPart(t, earlier, now)),
    ...(lessons.offered.length === 0 ? [] : lessonsPart(t, lessons, earlier.length === 0)),
  );

/** @param isFirst nothing stands before it */
function lessonsPart(t: Translator, { offered, kept }: Lessons, isFirst: boolean): (Mrkdwn | KnownBlock)[] {
  return [
    t.mrkdwn(isFirst ? 'prepare.lessons' : 'prepare.lessonsToo'),
    ...offered.flatMap(({ drawn, ...id }): KnownBlock[] => [
      ...drawn.blocks,
      ...(kept !== null
        ? [actions(lessonAnswers.map((use) => button(usedAs[use], t.plain(`prepare.use.${use}`), id)))]
        : []),
    ]),
    ...(kept === null
      ? []
      : [context(join([t.mrkdwn('prepare.lessonsHow'), promise(t, 'lessonUse', kept)], ' '))]),
  ];
}

function earlierPart(t: Translator, earlier: readonly ActionItem[], now: Instant): (Mrkdwn | KnownBlock)[] {
  const isOpen = ({ state }: ActionItem) => state === 'proposed' || state === 'open';
  // What is to be decided stands first.
  const all = [...earlier.filter(isOpen), ...earlier.filter((one) => !isOpen(one))];
  const count = all.slice(most).filter(isOpen).length;
  return [
    t.mrkdwn(earlier.some(isOpen) ? 'prepare.intro' : 'prepare.decided'),
    ...all.slice(0, most).flatMap((action): KnownBlock[] => {
      const buttons = buttonsFor(t, action, now);
      return [
        actionBlock(t, action),
        ...standing(t, action, now).map((text) => context(text)),
        ...(buttons.length === 0 ? [] : [actions(buttons)]),
      ];
    }),
    ...(count === 0 ? [] : [context(t.mrkdwn('prepare.more', { count }))]),
  ];
}

/** What became of it, where something did. */
function standing(t: Translator, action: ActionItem, now: Instant): Mrkdwn[] {
  if (action.state === 'dropped') return [t.mrkdwn('prepare.dropped', { reason: action.reason })];
  if (action.state !== 'done') return [];
  if (action.helped !== null) return [t.mrkdwn(`prepare.helped.${action.helped}`)];
  return [t.mrkdwn(asksWhetherItHelped(action, now) ? 'prepare.askHelped' : 'prepare.done')];
}

/** Everybody sees them; that only its owner decides is found out when one is pressed. */
function buttonsFor(t: Translator, action: ActionItem, now: Instant): Button[] {
  const id = { action: action.id };
  const { what } = action;
  const drop = () =>
    button(giveUpAction, t.plain('follow.drop'), id, { label: t.plain('follow.dropLabel', { what }) });
  switch (action.state) {
    case 'proposed':
      return [
        button(acceptAction, t.plain('home.accept'), id, {
          label: t.plain('home.acceptLabel', { what }),
        }),
        drop(),
      ];
    case 'open':
      return [
        button(finishAction, t.plain('home.done'), id, { label: t.plain('home.doneLabel', { what }) }),
        drop(),
      ];
    case 'done':
      if (!asksWhetherItHelped(action, now)) return [];
      return helpedAnswers.map((answer) => button(helpedAs[answer], t.plain(`follow.${answer}`), id));
    case 'dropped':
      return [];
  }
}
