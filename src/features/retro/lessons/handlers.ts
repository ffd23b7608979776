/** Participants say whether a lesson shown at the start was of use. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import { type Reply, say as sayTo } from '#core/listener.ts';
import { definePost, type RenderContext, type PostDefinition } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { join } from '#core/text.ts';
import { actionOf, earlierActions } from '../action-items/operations.ts';
import { projectTitled } from '../plan/handlers.ts';
import { loadProject, planPosts } from '../plan/project.ts';
import { type Acting, onRetro, refused, tell } from '../session/answers.ts';
import { postNames } from '../session/ids.ts';
import { loadRetro } from '../session/load.ts';
import { isOpen } from '../session/phases.ts';
import { keptNow, promiseNow } from '../session/promises.ts';
import { retroCopy, titled, wordsFor } from '../session/words.ts';
import {
  choose,
  chooseForProject,
  offersOf,
  type Others,
  projectOffersOf,
  propose,
  sayUsed,
  shelvesOf,
} from './operations.ts';
import { type LessonAnswer, lessonAnswers, lessonJobs, type OfRetro, usedAs } from './rows.ts';
import { type Offered, prepareMessage } from './screens.ts';

const say =
  (use: LessonAnswer) =>
  async (here: Acting, { retro: id, lesson }: OfRetro & { lesson: RowId }): Promise<Reply> => {
    const { t, loaded, scope } = here;
    if (!isOpen(loaded.retro.phase)) return refused(here, 'closed');
    if (!loaded.retro.participants.includes(here.by)) return refused(here, 'notParticipant');
    if (!(await offersOf(scope, id)).includes(lesson)) return tell(here, 'refused.lessonGone');
    await sayUsed(scope, loaded.row, lesson, use);
    const noted = t.mrkdwn(`prepare.noted.${use}`);
    return sayTo(messageOf(join([noted, promiseNow(t, 'ownLessonUse', loaded)], ' ')));
  };

export const prepareWith = (others: Others): PostDefinition =>
  definePost(postNames.prepare, {
    title: titled('title.prepare'),
    build: async (read, { retro }, renderContext) => {
      const loaded = await loadRetro(read, retro);
      if (loaded === null) return null;
      const earlier = await earlierActions(read, loaded.row);
      const chosen = await offersOf(read, retro);
      const offered = (await readable(others, read, chosen, renderContext)).map((one) => ({ retro, ...one }));
      const t = wordsFor(renderContext);
      if (earlier.length + offered.length === 0) return null;
      return prepareMessage(t, earlier.map(actionOf), renderContext.now, {
        offered,
        kept: isOpen(loaded.retro.phase) ? keptNow(loaded, renderContext.now) : null,
      });
    },
    over: async (read, { retro }, renderContext) =>
      (await offersOf(read, retro)).length === 0
        ? gone(read, {}, renderContext)
        : wordsFor(renderContext).mrkdwn('prepare.lessonsGone'),
  });

/** The same for a planned project, in the thread of its plan. */
export const projectLessonsWith = (others: Others): PostDefinition =>
  definePost(planPosts.lessons, {
    title: projectTitled('title.projectLessons'),
    build: async (read, { project }, renderContext) => {
      const t = wordsFor(renderContext);
      const offered = await readable(others, read, await projectOffersOf(read, project), renderContext);
      if (offered.length === 0) return null;
      return messageOf(t.mrkdwn('project.lessons'), ...offered.flatMap(({ drawn }) => drawn.blocks));
    },
    over: retroCopy.says('project.lessonsGone'),
  });

/** Those that still exist and that the reader may see. */
async function readable(
  others: Others,
  read: ReadScope,
  chosen: readonly RowId[],
  renderContext: RenderContext,
): Promise<Omit<Offered, 'retro'>[]> {
  const all = [];
  for (const lesson of chosen) {
    const drawn = await draw(others, read, lesson, renderContext);
    if (drawn !== null) all.push({ lesson, drawn });
  }
  return all;
}

async function draw(
  others: Others,
  read: ReadScope,
  lesson: RowId,
  renderContext: RenderContext,
): Promise<RenderedLesson | null> {
  for (const library of shelvesOf(others)) {
    const drawn = await library.draw(read, lesson, renderContext);
    if (drawn !== null) return drawn;
  }
  return null;
}

export const lessonJobsWith = (others: Others): readonly JobDefinition[] => [
  defineJob(lessonJobs.offer, 'transition', {
    title: titled('title.offer'),
    run: async (context, { retro }) => {
      const loaded = await loadRetro(context.scope, retro);
      if (loaded !== null && isOpen(loaded.retro.phase)) await choose(context, others, loaded);
    },
  }),
  defineJob(lessonJobs.offerProject, 'transition', {
    title: projectTitled('title.projectLessons'),
    run: async (context, { project }) => {
      const row = await loadProject(context.scope, project);
      if (row?.state === 'planned') await chooseForProject(context, others, row);
    },
  }),
  defineJob(lessonJobs.propose, 'transition', {
    title: titled('title.propose'),
    run: (context, { retro }) => propose(context, others, retro),
  }),
];

/** @param others the practices that keep lessons */
export const lessonsPart = (others: Others): FeaturePart => ({
  actions: lessonAnswers.map((use) => onRetro(usedAs[use], null, say(use))),
  posts: [prepareWith(others), projectLessonsWith(others)],
  jobs: lessonJobsWith(others),
});
