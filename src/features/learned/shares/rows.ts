/** Shares, as what lessons can be made of, and as what tells who knows about something. */
import type { LessonSeeds } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import type { WroteThings } from '#core/wrote.ts';
import { sharePost } from '../ids.ts';
import { loadShare } from '../read.ts';
import { shares } from '../rows.ts';
import { headed } from '../rules.ts';

export const lessonSeeds: LessonSeeds = {
  load: async (read, id) => {
    const share = await loadShare(read, id);
    if (share === null) return null;
    const { row, author } = share;
    const { what: happened, use_when: useWhen, topics } = row;
    return {
      table: shares,
      author,
      channel: row.channel_id,
      words: { title: headed(row).title, happened, useWhen, topics },
      post: sharePost(row),
    };
  },
};

const mostRead = 500;

export const wrote: WroteThings = async (read, by) => {
  const of = by === null ? read.from(shares) : read.mine(shares);
  const rows = await findRows(of.limit(mostRead), { taken_back_at: null }, '-shared_at', 'id');
  const authors = await read.authors(
    shares,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const author = authors.get(row.id)?.[0];
    if (author === undefined || (by !== null && author !== by)) return [];
    const { what, use_when: useWhen, topics, shared_at: at } = row;
    return [{ id: row.id, by: author, called: headed(row).title, topics, text: `${what}\n${useWhen}`, at }];
  });
};
