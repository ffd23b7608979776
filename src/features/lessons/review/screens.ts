/** Asks whether a lesson is still true, once; then it waits in App Home. */
import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Instant } from '#core/clock.ts';
import type { Message } from '#core/post.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { Translator } from '../copy.ts';
import { retireLesson, stillTrue } from '../effect/ids.ts';
import type { Version } from '../history/rules.ts';
import { openLesson } from '../ids.ts';
import type { Lesson } from '../read.ts';
import { wordBlocks } from '../screens.ts';

/** When it was last checked, or became what it is. */
const checkedAt = ({ row }: Lesson): Instant => row.reviewed_at ?? row.kept_at ?? row.written_at;

/** To an author of its cards. @param due of which day of review it is @param last how it was decided, and by whom */
export function reviewMessage(
  t: Translator,
  lesson: Lesson,
  due: number,
  last: Pick<Version, 'by'> | undefined,
): Message {
  const { row } = lesson;
  const by = nameOf(last?.by ?? null);
  if (row.retired_at !== null) return messageOf(...wordBlocks(t, lesson), t.mrkdwn('review.retired', { by }));
  if (row.review_by !== due)
    return messageOf(
      ...wordBlocks(t, lesson),
      t.mrkdwn('review.confirmed', { by, day: onDay(row.review_by) }),
    );
  return messageOf(
    t.mrkdwn('review.ask', { day: onDay(checkedAt(lesson)) }),
    ...wordBlocks(t, lesson),
    context(t.mrkdwn('review.why')),
    actions(buttons(t, lesson)),
  );
}

function buttons(t: Translator, { row }: Lesson): Button[] {
  const id = { lesson: row.id };
  return [
    button(stillTrue, t.plain('review.yes'), id, { style: 'primary' }),
    button(retireLesson, t.plain('review.no'), id),
    button(openLesson, t.plain('item.open'), id),
  ];
}

/** The same in App Home: two blocks. */
export function reviewInHome(t: Translator, lesson: Lesson): KnownBlock[] {
  const title = writtenPlain(lesson.row.title);
  return [
    section(t.mrkdwn('review.home', { title, day: onDay(checkedAt(lesson)) })),
    actions(buttons(t, lesson), `lessons.due.${lesson.row.id}`),
  ];
}
