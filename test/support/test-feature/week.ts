/** What this practice brings to a channel’s week: the question it asks, and what it has for the digest and the agenda. */
import { userText } from '#core/kit/blocks.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { postId } from '#core/post-ref.ts';
import { definePost } from '#core/post.ts';
import { posted } from '#core/recurrence.ts';
import type { Schedule } from '#core/ritual.ts';
import type { AgendaItems, DigestItems } from '#core/week.ts';
import { copy } from './copy.ts';
import { keptIn, loadEntry } from './rows.ts';

export const asked = definePost(postId('pebble.asked'), {
  title: async (_view, _params, drawing) => copy.for(drawing).plain('title.asked'),
  build: async (_view, _params, drawing) => messageOf(copy.for(drawing).mrkdwn('asked')),
  over: gone,
});

export const schedules: readonly Schedule[] = [
  {
    name: 'pebble.ask',
    title: (locale) => copy.in(locale, 'UTC').plain('ritual.title'),
    what: (locale) => copy.in(locale, 'UTC').plain('ritual.what'),
    usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
    offered: 'start',
    occur: async ({ scope, channel, occurrence, ritual: { owner } }) => {
      const to = { kind: 'channel', channel: channel.channelId } as const;
      await scope.publish(asked.ref({ occurrence: occurrence.id }, to, owner ?? undefined));
      return posted;
    },
  },
];

export const digestItems: DigestItems<'pebble'> = {
  // Rows keep the name of a kind: it is never renamed either. After the journeys, one a week, and worth a digest of its own.
  kinds: {
    pebble: {
      title: (locale) => copy.in(locale, 'UTC').plain('practice.title'),
      order: 35,
      most: 1,
      isNews: true,
    },
  },
  find: async (view, week) =>
    (await keptIn(view, week, 50)).map(({ id, channel_id: channel, kept_at: at }) => ({
      id,
      kind: 'pebble',
      authors: [],
      channel,
      at,
      liked: 0,
    })),
  draw: async (view, { id }, drawing) => {
    const entry = await loadEntry(view, id);
    if (entry === null) return null;
    const t = copy.for(drawing);
    return {
      text: t.mrkdwn('found', { words: entry.words }),
      blocks: [userText(...t.pieces('found', { words: entry.words }))],
      reason: t.mrkdwn('digest.here'),
      buttons: [],
    };
  },
};

export const agendaItems: AgendaItems = async (view, week, drawing) => {
  const t = copy.for(drawing);
  return (await keptIn(view, week, 20)).map(({ id, words }) => ({
    id,
    text: t.mrkdwn('found', { words }),
    block: userText(...t.pieces('found', { words })),
  }));
};
