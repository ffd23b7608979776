/** What stands first in the thread of a retrospective: what earlier ones of its channel agreed on, and lessons of other teams that fit; those in the thread of a plan too. */
import { messageOf } from '../../../core/kit/message.ts';
import type { RowId } from '../../../core/ids.ts';
import { section } from '../../../core/kit/blocks.ts';
import type { LessonDrawing } from '../../../core/lessons.ts';
import { definePost, type Drawing, type PostDefinition } from '../../../core/post.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { join } from '../../../core/text.ts';
import { prepareMessage, type Offered } from '../blocks/prepare.ts';
import { titled } from '../blocks/titles.ts';
import { wordsOf } from '../blocks/words.ts';
import { isOpen } from '../domain/flow.ts';
import { keptNow } from '../domain/secrecy.ts';
import { postNames } from '../ids.ts';
import { planPosts } from '../ids/plan.ts';
import { actionOf, loadRetro } from '../repository.ts';
import { earlierActions } from '../repository/actions.ts';
import { projectTitled } from './plan.ts';
import { offersOf, projectOffersOf, shelvesOf, type Others } from '../service/lessons.ts';

export const prepareWith = (others: Others): PostDefinition =>
  definePost(postNames.prepare, {
    title: titled('title.prepare'),
    build: async (view, { retro }, drawing) => {
      const loaded = await loadRetro(view, retro);
      if (loaded === null) return null;
      const earlier = await earlierActions(view, loaded.row);
      const chosen = await offersOf(view, retro);
      const offered = (await readable(others, view, chosen, drawing)).map((one) => ({ retro, ...one }));
      const words = wordsOf(drawing);
      if (earlier.length + offered.length === 0)
        // Drawn anew without them, since a message with nothing to say would stay as it is.
        return chosen.length === 0 ? null : messageOf(words.say.mrkdwn('prepare.lessonsGone'));
      return prepareMessage(words, earlier.map(actionOf), drawing.now, {
        offered,
        kept: isOpen(loaded.retro.phase) ? keptNow(loaded, drawing.now) : null,
      });
    },
  });

/** The same of a project that is planned, in the thread of its plan. */
export const projectLessonsWith = (others: Others): PostDefinition =>
  definePost(planPosts.lessons, {
    title: projectTitled('title.projectLessons'),
    build: async (view, { project }, drawing) => {
      const { say } = wordsOf(drawing);
      const offered = await readable(others, view, await projectOffersOf(view, project), drawing);
      if (offered.length === 0) return messageOf(say.mrkdwn('project.lessonsGone'));
      const intro = say.mrkdwn('project.lessons');
      return {
        text: join([intro, ...offered.map(({ drawn }) => drawn.text)]),
        blocks: [section(intro), ...offered.flatMap(({ drawn }) => drawn.blocks)],
      };
    },
  });

/** Those that are there still, and for these eyes. */
async function readable(
  others: Others,
  view: ReadScope,
  chosen: readonly RowId[],
  drawing: Drawing,
): Promise<Omit<Offered, 'retro'>[]> {
  const all = [];
  for (const lesson of chosen) {
    const drawn = await draw(others, view, lesson, drawing);
    if (drawn !== null) all.push({ lesson, drawn });
  }
  return all;
}

async function draw(
  others: Others,
  view: ReadScope,
  lesson: RowId,
  drawing: Drawing,
): Promise<LessonDrawing | null> {
  for (const shelf of shelvesOf(others)) {
    const drawn = await shelf.draw(view, lesson, drawing);
    if (drawn !== null) return drawn;
  }
  return null;
}
