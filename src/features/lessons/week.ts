/** What lessons give to a channel's digest: those of other channels, read with the channel's own eyes. */
import { day } from '../../core/clock.ts';
import { channelLink } from '../../core/copy.ts';
import type { DigestItem, DigestItems } from '../../core/week.ts';
import { wordBlocks, wordLines } from './blocks/lesson.ts';
import { wordsOf } from './blocks/words.ts';
import { keptElsewhere, loadLesson, withAuthors } from './repository.ts';
import { join } from '../../core/text.ts';

const most = 40;
/** What was learned in other channels is news for so long. */
const isNews = 28 * day;

export const digestItems: DigestItems = {
  find: async (view, { channel, to }) => {
    const rows = await keptElsewhere(view, channel, most, to - isNews);
    return (await withAuthors(view, rows, to)).map(({ row, authors }): DigestItem => ({
      id: row.id,
      reason: 'elsewhere',
      authors,
      channel: row.channel_id,
      at: row.kept_at ?? row.written_at,
      // Nobody is asked yet whether it was of use.
      liked: 0,
    }));
  },
  draw: async (view, { id }, drawing) => {
    const lesson = await loadLesson(view, id, drawing.now);
    // Back with those who saw its cards: these may be here, and were not told of it by a digest.
    if (lesson?.state !== 'kept') return null;
    const words = wordsOf(drawing);
    return {
      blocks: wordBlocks(words, lesson),
      text: join(wordLines(words, lesson)),
      reason:
        lesson.row.from_public === 1
          ? words.mrkdwn('digest.elsewhere', { channel: channelLink(lesson.row.channel_id) })
          : words.mrkdwn('digest.elsewhereUnnamed'),
      buttons: [],
    };
  },
};
