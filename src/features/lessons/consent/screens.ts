/** What somebody who wrote a card of a lesson is asked, and what they decided. */
import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, mention } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Words } from '../copy.ts';
import { agree, changeLesson, keepHere, takeOut } from '../ids.ts';
import { isAsked, type Lesson, type Own } from '../read.ts';
import { wordBlocks, wordLines } from '../screens.ts';

/** The question, or what became of it. */
export function askMessage(words: Words, lesson: Lesson, own: Own): Message {
  if (!isAsked(lesson, own)) {
    const said = outcome(words, lesson, own);
    return {
      text: join([...wordLines(words, lesson), said]),
      blocks: [...wordBlocks(words, lesson), section(said)],
    };
  }
  const { intro, rules } = sentences(words, lesson);
  return {
    text: join([intro, ...wordLines(words, lesson), ...rules]),
    blocks: [section(intro), ...askBlocks(words, lesson, rules)],
  };
}

/** The same in App Home: four blocks. */
export function askInHome(words: Words, lesson: Lesson): KnownBlock[] {
  const { intro, rules } = sentences(words, lesson);
  const [block, ...rest] = askBlocks(words, lesson, [intro, ...rules]);
  return block === undefined ? [] : [block, ...rest];
}

function askBlocks(words: Words, lesson: Lesson, rules: readonly Mrkdwn[]): KnownBlock[] {
  return [...wordBlocks(words, lesson), context(join(rules, ' ')), actions(buttons(words, lesson))];
}

function buttons(words: Words, { row }: Lesson): Button[] {
  const id = { lesson: row.id };
  return [
    button(agree, words.plain('ask.yes'), { ...id, round: row.round }),
    button(keepHere, words.plain('ask.keepHere'), id),
    button(takeOut, words.plain('ask.out'), id),
    button(changeLesson, words.plain('ask.change'), id),
  ];
}

function sentences(words: Words, { row }: Lesson): { readonly intro: Mrkdwn; readonly rules: Mrkdwn[] } {
  const channel = channelLink(row.channel_id);
  const until = atMoment(row.ask_until);
  return {
    intro:
      row.writer_id === null
        ? words.mrkdwn('ask.intro', { channel })
        : words.mrkdwn('ask.introBy', { channel, writer: mention(row.writer_id) }),
    rules: [
      words.mrkdwn(`ask.for.${row.reach}`, { channel }),
      row.is_hidden === 1 ? words.mrkdwn('ask.hidden', { until }) : words.mrkdwn('ask.shown'),
      words.mrkdwn('ask.until', { until }),
    ],
  };
}

function outcome(words: Words, { row, state }: Lesson, { agreed, hasAnswered }: Own): Mrkdwn {
  if (state === 'kept')
    return words.mrkdwn(`ask.kept.${row.reach}`, { channel: channelLink(row.channel_id) });
  if (state === 'asked')
    return words.mrkdwn(agreed === 0 ? 'ask.stays' : row.is_hidden === 1 ? 'ask.agreedHidden' : 'ask.agreed');
  return words.mrkdwn(hasAnswered && agreed === 0 ? 'ask.stays' : 'ask.over');
}
