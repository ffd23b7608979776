import { section } from '../../../src/core/kit/blocks.ts';
import type { ReadScope } from '../../../src/core/scope.ts';
import type { AgendaItems, DigestItems, Week } from '../../../src/core/week.ts';
import { copy } from './copy.ts';
import { pebbles } from './tables.ts';

const keptIn = (view: ReadScope, { channel, from, to }: Week) =>
  view
    .from(pebbles)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.kept_at', '>', from)
    .where('it.kept_at', '<=', to)
    .orderBy('it.id')
    .execute();

export const digestItems: DigestItems = {
  find: async (view, week) =>
    (await keptIn(view, week)).map((row) => ({
      id: row.id,
      reason: 'here',
      authors: [],
      channel: row.channel_id,
      at: row.kept_at,
      liked: 0,
    })),
  draw: async (view, { id }, { locale, tz }) => {
    const row = await view.from(pebbles).selectAll().where('it.id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    const t = copy.in(locale, tz);
    const text = t.mrkdwn('found', { words: row.words });
    return { blocks: [section(text)], text, reason: t.mrkdwn('why'), buttons: [] };
  },
};

export const agendaItems: AgendaItems = async (view, week, { locale, tz }) =>
  (await keptIn(view, week)).map(({ id, words }) => {
    const text = copy.in(locale, tz).mrkdwn('found', { words });
    return { id, text, block: section(text) };
  });
