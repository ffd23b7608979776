/** Lessons from elsewhere on what a channel meets about. */
import { button } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import type { LessonLibrary } from '#core/lessons.ts';
import type { OnSubject } from '#core/subject.ts';
import { lessonsCopy } from './copy.ts';
import { openLesson } from './ids.ts';

/** The fitting ones, each as one line that opens it. */
export const onSubjectFrom =
  ({ find, draw }: Pick<LessonLibrary, 'find' | 'draw'>): OnSubject =>
  async (read, occasion, renderContext) => {
    const t = lessonsCopy.for(renderContext);
    const drawn = await Promise.all(
      (await find(read, occasion, renderContext.now)).map(async (id) => {
        const lesson = await draw(read, id, renderContext);
        if (lesson === null) return [];
        const { title } = lesson;
        const open = button(
          openLesson,
          t.plain('subject.open'),
          { lesson: id },
          { label: t.plain('subject.openIt', { title }) },
        );
        return [{ id, block: section(t.mrkdwn('subject.line', { title }), open) }];
      }),
    );
    return drawn.flat();
  };
