/** Shares, as what lessons can be made of. */
import type { LessonSeeds } from '#core/lessons.ts';
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
