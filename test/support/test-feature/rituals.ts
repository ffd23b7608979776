import { section } from '../../../src/core/kit/blocks.ts';
import { postId } from '../../../src/core/post-ref.ts';
import { definePost } from '../../../src/core/post.ts';
import { posted } from '../../../src/core/recurrence.ts';
import type { Schedule } from '../../../src/core/ritual.ts';
import { copy } from './copy.ts';

export const asked = definePost(postId('pebble.asked'), {
  title: async (_view, _params, { locale, tz }) => copy.in(locale, tz).plain('question'),
  build: async (_view, _params, { locale, tz }) => {
    const text = copy.in(locale, tz).mrkdwn('asked');
    return { text, blocks: [section(text)] };
  },
});

export const rituals: readonly Schedule[] = [
  {
    name: 'pebble.ask',
    title: () => 'Weekly pebbles',
    what: () => 'Once a week the channel is asked for pebbles.',
    usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
    offered: 'start',
    occur: async ({ scope, channel, occurrence, ritual: { owner } }) => {
      const to = { kind: 'channel', channel: channel.channelId } as const;
      await scope.publish(asked.ref({ occurrence: occurrence.id }, to, owner ?? undefined));
      return posted;
    },
  },
];
