/** What this practice brings to a channel’s week: what it has for the digest and the agenda. */
import { userText } from '#core/kit/blocks.ts';
import type { AgendaItems, DigestItems } from '#core/week.ts';
import { copy } from './copy.ts';
import { keptIn, loadEntry } from './rows.ts';
import { wordsMessage } from './screens.ts';

export const digestItems: DigestItems<'pebble'> = {
  // Rows keep the name of a kind: it is never renamed either. After the journeys, one a week. What comes from another channel is worth a digest.
  kinds: { pebble: { title: copy.named('practice.title'), order: 35, most: 1, isNews: true } },
  find: async (read, week) =>
    (await keptIn(read, week, 50)).map(({ id, channel_id: channel, kept_at: at }) => {
      return { id, kind: 'pebble', authors: [], channel, at, liked: 0, used: 0 };
    }),
  draw: async (read, { id }, renderContext) => {
    const entry = await loadEntry(read, id);
    if (entry === null) return null;
    const t = copy.for(renderContext);
    const { blocks } = wordsMessage(t, 'found', entry);
    return { title: t.plain('practice.title'), blocks, facts: [t.mrkdwn('digest.here')], can: [] };
  },
};

export const agendaItems: AgendaItems = async (read, week, renderContext) => {
  const t = copy.for(renderContext);
  return (await keptIn(read, week, 20)).map(({ id, words }) => ({
    id,
    block: userText(...t.pieces('found', { words: { written: words, as: 'line' } })),
  }));
};
