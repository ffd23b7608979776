/** Lessons that look the same, in the form of a new one; and what is told together, where one is opened. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import type { SimilarLesson } from '#core/lesson-search.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { type AddOf, joinAlike, keepApart } from '../adding/ids.ts';
import type { Translator } from '../copy.ts';
import { openLesson } from '../ids.ts';
import { renderLesson } from '../screens.ts';
import type { Told } from './operations.ts';

/** At most seven blocks: what looks the same, or under which of them the story will be. */
export function alikeBlocks(t: Translator, of: AddOf, alike: readonly SimilarLesson[]): KnownBlock[] {
  const { joins, ...apart } = of;
  const first = alike.find(({ id }) => id === joins);
  if (first !== undefined)
    return [
      section(t.mrkdwn('join.under', { title: writtenPlain(first.title) })),
      actions([button(keepApart, t.plain('join.apart'), apart)]),
    ];
  if (alike.length === 0) return [];
  return [
    context(t.mrkdwn('join.looksLike')),
    ...alike.flatMap(({ id, title, useWhen }) => [
      userText({ written: title, as: 'title' }, '\n', { bold: t.plain('useWhen') }, ' ', {
        written: useWhen,
      }),
      actions([
        button(openLesson, t.plain('item.open'), { lesson: id }),
        button(joinAlike, t.plain('join.join'), { ...apart, joins: id }),
      ]),
    ]),
  ];
}

/** Under an opened lesson: the stories of others, or where its own belongs. */
export function toldBlocks(t: Translator, { under, stories }: Told): KnownBlock[] {
  return [
    ...(under === null
      ? []
      : [
          section(
            t.mrkdwn('join.told', { title: writtenPlain(under.row.title) }),
            button(openLesson, t.plain('item.open'), { lesson: under.row.id }),
          ),
        ]),
    ...(stories.length === 0 ? [] : [divider(), context(t.mrkdwn('join.also', { count: stories.length }))]),
    ...stories.flatMap((story) => renderLesson(t, story).blocks),
  ];
}
