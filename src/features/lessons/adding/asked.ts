/** What the author of a message decides that a lesson leads to, and the question to them. */
import { linkedHandlers, type LinkedRow, linkedState } from '#core/kit/linked-ask.ts';
import { definePost } from '#core/post.ts';
import { channelLink } from '#core/sentence.ts';
import { lessonsCopy } from '../copy.ts';
import type { OfLesson } from '../ids.ts';
import { type Lesson, loadLesson } from '../read.ts';
import { linkedIds, sourcePosts } from './ids.ts';
import { linked } from './rows.ts';
import { sourceMessage } from './screens.ts';

interface LinkedLesson extends LinkedRow {
  readonly lesson: Lesson;
}

export const asked = linkedHandlers<OfLesson, LinkedLesson>({
  ids: linkedIds,
  words: linked,
  load: async ({ scope, now }, { lesson: id }) => {
    const lesson = await loadLesson(scope, id, now);
    return lesson === null ? null : { ...lesson.linked, id, channel: lesson.row.channel_id, lesson };
  },
  redraw: async ({ scope }, { id, lesson }) => {
    await scope.refreshShowing(id);
    const people = [lesson.row.writer_id, lesson.linked.source?.author_id ?? null];
    await scope.refreshHome(...people.filter((one) => one !== null));
  },
  how: (reading, channel) => lessonsCopy.for(reading).mrkdwn('words.how', { channel: channelLink(channel) }),
});

export const sourcePost = definePost(sourcePosts, {
  title: lessonsCopy.titled('title.source'),
  build: async (read, { lesson: id }, renderContext) => {
    const lesson = await loadLesson(read, id, renderContext.now);
    const t = lessonsCopy.for(renderContext);
    return lesson === null ? null : sourceMessage(t, lesson, linkedState(read, lesson.linked));
  },
  over: lessonsCopy.says('linked.gone'),
});
