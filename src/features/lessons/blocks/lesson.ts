/** One lesson as others read it. */
import type { Words } from '../copy.ts';
import type { KnownBlock } from '@slack/types';
import { channelLink, mentions } from '../../../core/sentence.ts';
import { context, userText, type Piece } from '../../../core/kit/blocks.ts';
import type { LessonDrawing } from '../../../core/lessons.ts';
import { escape, join, type Mrkdwn } from '../../../core/text.ts';
import type { Lesson } from '../repository.ts';
import type { LessonRow } from '../tables.ts';

/** What happened, after its context. */
export const storyOf = ({ context: around, happened }: Pick<LessonRow, 'context' | 'happened'>): string =>
  around === '' ? happened : `${around}\n${happened}`;

/** What it says and when it is of use: two blocks. */
export function wordBlocks(words: Words, { row }: Lesson): KnownBlock[] {
  const story: Piece = `\n${storyOf(row)}`;
  return [
    userText({ bold: row.title }, story),
    userText({ bold: words.plain('useWhen') }, ' ', row.use_when),
  ];
}

export function wordLines(words: Words, { row }: Lesson): Mrkdwn[] {
  return [escape(row.title), escape(storyOf(row)), words.mrkdwn('useWhenLine', { useWhen: row.use_when })];
}

/** Who learned it, where, and about what. */
function originOf(words: Words, { row, authors }: Lesson): Mrkdwn[] {
  return [
    ...(authors.length === 0 ? [] : [words.mrkdwn('lesson.by', { people: mentions(authors) })]),
    ...(row.from_public === 0 ? [] : [words.mrkdwn('lesson.from', { channel: channelLink(row.channel_id) })]),
    ...(row.topics === '' ? [] : [words.mrkdwn('topicsLine', { topics: row.topics })]),
  ];
}

/** Whom it reaches, and what it waits for. */
export function stateOf(words: Words, { row, state }: Lesson): Mrkdwn {
  if (state === 'kept') return words.mrkdwn(`state.kept.${row.reach}`);
  return words.mrkdwn(state === 'asked' ? 'state.asked' : 'state.here');
}

/** For other teams. */
export function lessonDrawing(words: Words, lesson: Lesson): LessonDrawing {
  const origin = originOf(words, lesson);
  return {
    blocks: [...wordBlocks(words, lesson), ...(origin.length === 0 ? [] : [context(join(origin, ' · '))])],
    text: join([...wordLines(words, lesson), ...origin]),
  };
}

/** For those it comes from: with how it stands. */
export function standingDrawing(words: Words, lesson: Lesson): LessonDrawing {
  const facts = [...originOf(words, lesson), stateOf(words, lesson)];
  return {
    blocks: [...wordBlocks(words, lesson), context(join(facts, ' · '))],
    text: join([...wordLines(words, lesson), ...facts]),
  };
}
