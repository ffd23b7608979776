/** Offers lessons to a channel's digest: those of other channels, and its own that return; read with the channel's own access. */
import { day } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import { type Mrkdwn } from '#core/text.ts';
import { type DigestItem, type DigestItems, recallWindows, sharedKinds, type Week } from '#core/week.ts';
import { lessonsCopy, type Translator } from './copy.ts';
import { findUseful, useLesson } from './ids.ts';
import { keptBetween, keptElsewhere, loadLesson, withAuthors } from './read.ts';
import { type LessonRow, opinions } from './rows.ts';
import { wordBlocks } from './screens.ts';

/** A digest takes 50 items of one practice. */
const most = { elsewhere: 40, recalled: 2 };

/** How long a lesson from another channel is news. */
const isNews = 28 * day;

/** Other practices have both kinds, too. */
type Kind = keyof typeof sharedKinds;

export const digestItems: DigestItems<Kind> = {
  kinds: sharedKinds,
  find: async (read, week) => {
    const { channel, to } = week;
    const elsewhere = await keptElsewhere(read, channel, most.elsewhere, to - isNews);
    const rows = [...elsewhere, ...(await returning(read, week))];
    const liked = await read.countBy(opinions, 'lesson_id', {});
    return (await withAuthors(read, rows, to)).map(({ row, authors }): DigestItem<Kind> => ({
      id: row.id,
      kind: row.channel_id === channel ? 'recall' : 'elsewhere',
      authors,
      channel: row.channel_id,
      at: row.kept_at ?? row.written_at,
      liked: row.reach === 'workspace' ? (liked.get(row.id) ?? 0) : 0,
    }));
  },
  draw: async (read, { id, kind }, renderContext) => {
    const lesson = await loadLesson(read, id, renderContext.now);
    // It went back to those who saw its cards; the reader may be one of them, but not through a digest.
    if (lesson?.state !== 'kept') return null;
    const t = lessonsCopy.for(renderContext);
    return {
      blocks: wordBlocks(t, lesson),
      reason: whyOf(t, lesson.row, kind),
      buttons: [
        button(useLesson, t.plain('use.used'), { lesson: id }),
        button(findUseful, t.plain('use.useful'), { lesson: id }),
      ],
    };
  },
};

/** Old lessons of the channel that return this week. */
async function returning(read: ReadScope, week: Week): Promise<LessonRow[]> {
  const found: LessonRow[] = [];
  for (const stretch of recallWindows(week))
    found.push(...(await keptBetween(read, week.channel, stretch, most.recalled)));
  return found;
}

function whyOf(t: Translator, row: LessonRow, kind: Kind): Mrkdwn {
  if (kind === 'recall') return t.mrkdwn('digest.recalled', { day: onDay(row.kept_at ?? row.written_at) });
  return row.from_public === 1
    ? t.mrkdwn('digest.elsewhere', { channel: channelLink(row.channel_id) })
    : t.mrkdwn('digest.elsewhereUnnamed');
}
