/** The numbers of a channel, each with what it means under it. */
import type { KnownBlock } from '@slack/types';
import { channelLink } from '../../../core/sentence.ts';
import type { ChannelId } from '../../../core/ids.ts';
import { context, section } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { enoughToSay, grace, inTime, type Figure, type Numbers } from '../domain/numbers.ts';
import { numbersModal } from '../ids/history.ts';
import type { Words } from './words.ts';

export function numbersDrawing(words: Words, channel: ChannelId, numbers: Numbers): ModalDrawing {
  const { say } = words;
  const { held, done, dropped, helped, partly } = numbers;
  return drawModal(
    numbersModal,
    { channel },
    { title: say.plain('numbers.title'), close: say.plain('close') },
    [
      section(say.mrkdwn('numbers.intro', { channel: channelLink(channel) })),
      ...figure(words, 'held', held, [], say.mrkdwn('numbers.held.means', { days: inTime })),
      ...figure(
        words,
        'done',
        done,
        dropped === 0 ? [] : [say.mrkdwn('numbers.dropped', { count: dropped })],
        say.mrkdwn('numbers.done.means', { days: grace }),
      ),
      ...figure(
        words,
        'helped',
        helped,
        partly === 0 ? [] : [say.mrkdwn('numbers.partly', { count: partly })],
        say.mrkdwn('numbers.helped.means'),
      ),
      context(say.mrkdwn('numbers.between'), say.mrkdwn('numbers.yours')),
    ],
  );
}

function figure(
  { say }: Words,
  name: 'held' | 'done' | 'helped',
  { hits, all, share }: Figure,
  beside: readonly Mrkdwn[],
  means: Mrkdwn,
): KnownBlock[] {
  const percent = (part: number) => Math.round(part * 100);
  const title = say.mrkdwn(`numbers.${name}`);
  const said =
    all === 0
      ? say.mrkdwn('numbers.none')
      : share === null
        ? say.mrkdwn('numbers.few', { hits, all, enough: enoughToSay })
        : say.mrkdwn('numbers.share', {
            hits,
            all,
            share: percent(share.value),
            low: percent(share.between.low),
            high: percent(share.between.high),
          });
  return [section(join([title, join([said, ...beside], ' ')])), context(means)];
}
