/** Offers a channel's digest the entries published there, in a line. */
import { journeyCopy } from './copy.ts';
import { userText } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { namesOf } from '#core/sentence.ts';
import type { DigestItems } from '#core/week.ts';
import { entryPost } from './ids.ts';
import { entries } from './rows.ts';
import { type Sponsoring, sponsorsIn } from './sponsored.ts';

const most = 50;

/** @param practices those that name who stands for learning in a channel */
export const digestItemsAmong = (practices: Sponsoring): DigestItems<'journey'> => ({
  kinds: {
    journey: {
      title: journeyCopy.named('digest.kind'),
      order: 10,
      most: 1,
      isNews: true,
      isTogether: true,
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
  // Everyone there has seen it, so a line says that it is there.
  draw: () => Promise.resolve(null),
  drawTogether: async (read, ids, renderContext) => {
    const found = await findRows(
      read.from(entries).where('it.id', 'in', ids),
      { withdrawn_at: null },
      '-told_at',
      'id',
    );
    const { viewer } = read;
    const first = viewer.kind === 'channel' ? await sponsorsIn(practices, read, viewer.channelId) : new Set();
    const rows = found.toSorted((a, b) => Number(first.has(b.teller_id)) - Number(first.has(a.teller_id)));
    const [last] = rows;
    if (last === undefined) return null;
    const t = journeyCopy.for(renderContext);
    const at = await read.linkTo(entryPost(last));
    const tellers = [...new Set(rows.map(({ teller_id: teller }) => teller))];
    return userText(
      ...t.pieces('digest.line', { people: namesOf(tellers) }),
      ...(at === null ? [] : ['  ', { link: at, text: t.plain('digest.read') }]),
    );
  },
});
