/** The question to the author of one of a lesson's cards, and their decision. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, mention, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import { agree, changeLesson, keepHere, takeOut } from '../ids.ts';
import { isAsked, isOfOne, type Lesson, type Own } from '../read.ts';
import { wordBlocks } from '../screens.ts';

/** The question, or its outcome. */
export function askMessage(t: Translator, lesson: Lesson, own: Own): Message {
  if (!isAsked(lesson, own)) {
    return messageOf(...wordBlocks(t, lesson), outcome(t, lesson, own));
  }
  const { intro, rules } = sentences(t, lesson);
  return messageOf(intro, ...askBlocks(t, lesson, rules));
}

/** The same in App Home: four blocks. */
export function askInHome(t: Translator, lesson: Lesson): KnownBlock[] {
  const { intro, rules } = sentences(t, lesson);
  const [block, ...rest] = askBlocks(t, lesson, [intro, ...rules]);
  return block === undefined ? [] : [block, ...rest];
}

function askBlocks(t: Translator, lesson: Lesson, rules: readonly Mrkdwn[]): KnownBlock[] {
  return [...wordBlocks(t, lesson), context(join(rules, ' ')), actions(buttons(t, lesson))];
}

function buttons(t: Translator, { row }: Lesson): Button[] {
  const id = { lesson: row.id };
  return [
    button(agree, t.plain('ask.yes'), { ...id, round: row.round }),
    button(keepHere, t.plain(isOfOne(row) ? 'one.keepHere' : 'ask.keepHere'), id),
    button(takeOut, t.plain('ask.out'), id),
    button(changeLesson, t.plain('ask.change'), id),
  ];
}

function sentences(t: Translator, { row }: Lesson): { readonly intro: Mrkdwn; readonly rules: Mrkdwn[] } {
  const channel = channelLink(row.channel_id);
  const until = atMoment(row.ask_until);
  if (isOfOne(row)) {
    const writer = nameOf(row.writer_id);
    return {
      intro: t.mrkdwn('one.intro', { channel, writer }),
      rules: [
        t.mrkdwn(`one.for.${row.reach}`, { channel }),
        t.mrkdwn('ask.shown'),
        t.mrkdwn('one.until', { until, writer }),
      ],
    };
  }
  return {
    intro:
      row.writer_id === null
        ? t.mrkdwn('ask.intro', { channel })
        : t.mrkdwn('ask.introBy', { channel, writer: mention(row.writer_id) }),
    rules: [
      t.mrkdwn(`ask.for.${row.reach}`, { channel }),
      row.is_hidden === 1 ? t.mrkdwn('ask.hidden', { until }) : t.mrkdwn('ask.shown'),
      t.mrkdwn('ask.until', { until }),
    ],
  };
}

function outcome(t: Translator, { row, state }: Lesson, { agreed, hasAnswered }: Own): Mrkdwn {
  if (isOfOne(row)) {
    if (state === 'kept') return t.mrkdwn(`one.kept.${row.reach}`, { channel: channelLink(row.channel_id) });
    const writer = nameOf(row.writer_id);
    return t.mrkdwn(hasAnswered && agreed === 0 ? 'one.stays' : 'one.over', { writer });
  }
  if (state === 'kept') return t.mrkdwn(`ask.kept.${row.reach}`, { channel: channelLink(row.channel_id) });
  if (state === 'asked')
    return t.mrkdwn(agreed === 0 ? 'ask.stays' : row.is_hidden === 1 ? 'ask.agreedHidden' : 'ask.agreed');
  return t.mrkdwn(hasAnswered && agreed === 0 ? 'ask.stays' : 'ask.over');
}
