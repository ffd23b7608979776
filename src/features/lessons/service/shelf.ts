/** What other practices can do with lessons. */
import { lessonsCopy } from '../copy.ts';
import type { LessonShelf } from '../../../core/lessons.ts';
import { lessonDrawing, storyOf } from '../blocks/lesson.ts';
import {} from '../blocks/words.ts';
import { fitting } from '../domain.ts';
import { proposalPost } from '../ids/posts.ts';
import { keptElsewhere, lessonsOf, loadLesson } from '../repository.ts';

/** So many of the newest are looked at. */
const most = 300;

export const lessonShelf: LessonShelf = {
  propose: async ({ scope }, gathering) => {
    if (gathering.seeds.length === 0) return;
    await scope.publish(proposalPost(gathering));
    if (gathering.writer !== null) await scope.refreshHome(gathering.writer);
  },
  find: async (view, { channel, about }) => {
    const rows = await keptElsewhere(view, channel, most);
    return fitting(
      about,
      rows.map(({ id, title, use_when: useWhen, topics }) => ({ id, title, useWhen, topics })),
    );
  },
  draw: async (view, id, drawing) => {
    const lesson = await loadLesson(view, id, drawing.now);
    return lesson?.state === 'kept' ? lessonDrawing(lessonsCopy.for(drawing), lesson) : null;
  },
  madeOf: async (view, gathering) =>
    (await lessonsOf(view, gathering)).map((row) => ({
      id: row.id,
      title: row.title,
      happened: storyOf(row),
      useWhen: row.use_when,
    })),
};
