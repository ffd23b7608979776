/** "Before we begin": earlier action items of the channel, and fitting lessons of other teams. */
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
import { actionBlock, choiceButton, helpedButtons } from '../action-items/screens.ts';
import { type Kept, promise } from '../session/promises.ts';
import type { ActionItem } from '../session/phases.ts';
import type { Translator } from '../session/words.ts';
import { lessonAnswers, usedAs } from './rows.ts';

/** A longer list would not be read. */
const most = 6;

/** A lesson as the channel reads it. */
export interface Offered {
  readonly retro: RowId;
  readonly lesson: RowId;
  readonly drawn: RenderedLesson;
}

export interface Lessons {
  readonly offered: readonly Offered[];
  /** What is kept secret about opinions on them; `null`: opinions are closed. */
  readonly kept: Kept | null;
}

/** Needs at least one of the two. */
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
  // Open decisions first.
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

/** Its outcome, if there is one. */
function standing(t: Translator, action: ActionItem, now: Instant): Mrkdwn[] {
  if (action.state === 'dropped') return [t.mrkdwn('prepare.dropped', { reason: action.reason })];
  if (action.state !== 'done') return [];
  if (action.helped !== null) return [t.mrkdwn(`prepare.helped.${action.helped}`)];
  return [t.mrkdwn(asksWhetherItHelped(action, now) ? 'prepare.askHelped' : 'prepare.done')];
}

/** Everyone sees them; a press checks that it is the owner's. */
function buttonsFor(t: Translator, action: ActionItem, now: Instant): Button[] {
  if (action.state === 'done' && asksWhetherItHelped(action, now)) return helpedButtons(t, action.id);
  const choices = { proposed: ['accept', 'drop'], open: ['done', 'drop'], done: [], dropped: [] } as const;
  return choices[action.state].map((choice) => choiceButton(t, action, choice));
}
