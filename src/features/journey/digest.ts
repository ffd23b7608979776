/** Offers a channel's digest the entries published there. */
import { journeyCopy } from './copy.ts';
import { entry } from '#core/kit/action.ts';
import { userText } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { nameOf } from '#core/sentence.ts';
import { digestExcerpt, type DigestItems } from '#core/week.ts';
import { seeJourney } from './ids.ts';
import { entries, loadEntry } from './rows.ts';

const most = 50;

export const digestItems: DigestItems<'journey'> = {
  kinds: {
    journey: {
      title: journeyCopy.named('digest.kind'),
      order: 10,
      most: 1,
      isNews: true,
    },
  },
  find: async (read, { from, to }) => {
    const within = read.from(entries).where('it.told_at', '>=', from).where('it.told_at', '<', to);
    const rows = await findRows(within.limit(most), { withdrawn_at: null }, '-told_at', 'id');
    return rows.map((row) => ({
      id: row.id,
      kind: 'journey',
      authors: [row.teller_id],
      channel: row.channel_id,
      at: row.told_at,
      liked: 0,
      used: 0,
    }));
  },
  draw: async (read, { id }, renderContext) => {
    const row = await loadEntry(read, id);
    if (row === null || row.withdrawn_at !== null) return null;
    const t = journeyCopy.for(renderContext);
    return {
      title: t.plain('digest.title', { person: nameOf(row.teller_id) }),
      blocks: [userText({ written: row.text, most: digestExcerpt })],
      facts: [t.mrkdwn('digest.reason')],
      can: [],
      open: entry(seeJourney, t.plain('entry.journey'), { person: row.teller_id }),
    };
  },
};
