/** Entries, as what lessons can be made of. */
import type { LessonSeeds } from '#core/lessons.ts';
import { entryPost } from '../ids.ts';
import { entries, loadEntry } from '../rows.ts';

export const lessonSeeds: LessonSeeds = {
  load: async (read, id) => {
    const row = await loadEntry(read, id);
    return row === null || row.withdrawn_at !== null
      ? null
      : {
          table: entries,
          author: row.teller_id,
          channel: row.channel_id,
          words: { title: row.text, happened: row.text, useWhen: '', topics: '' },
          post: entryPost(row),
        };
  },
};
