/** Posts, rendered when sent from current data, with their readers' access. */
import { defineJob, type JobDefinition } from '#core/job.ts';
import { definePost, type PostDefinition } from '#core/post.ts';
import { goOn } from './consent/operations.ts';
import { askMessage } from './consent/screens.ts';
import { lessonsCopy } from './copy.ts';
import { askPost, jobNames, postNames } from './ids.ts';
import { isAsked, lessonRow, lessonsOf, loadLesson, ownIn, withAuthors } from './read.ts';
import { loadOrigin, type Sources } from './sources.ts';
import { proposalMessage } from './writing/screens.ts';

export function postsWith(sources: Sources): readonly PostDefinition[] {
  const proposal = definePost(postNames.proposal, {
    // One person is to write them down.
    asks: true,
    title: lessonsCopy.titled('title.proposal'),
    build: async (read, { of }, renderContext) => {
      const found = await loadOrigin(sources, read, of, renderContext.now);
      const written = await withAuthors(read, await lessonsOf(read, of), renderContext.now);
      return proposalMessage(lessonsCopy.for(renderContext), found?.origin ?? null, written);
    },
    over: lessonsCopy.says('proposal.none'),
  });
  const ask = definePost(postNames.ask, {
    title: lessonsCopy.titled('title.ask'),
    build: async (read, { lesson: id }, renderContext) => {
      const lesson = await loadLesson(read, id, renderContext.now);
      if (lesson === null) return null;
      const own = (await ownIn(read, [lesson.row])).get(id);
      return own === undefined ? null : askMessage(lessonsCopy.for(renderContext), lesson, own);
    },
    over: async (read, { lesson }, renderContext) =>
      lessonsCopy
        .for(renderContext)
        .mrkdwn((await lessonRow(read, lesson)) === null ? 'ask.gone' : 'ask.past'),
  });
  return [proposal, ask];
}

/** Asks this person, if a card of theirs is in it. */
const ask = defineJob(jobNames.ask, 'transition', {
  title: lessonsCopy.titled('title.askJob'),
  run: async ({ scope, now }, { lesson: id, person }) => {
    const lesson = await loadLesson(scope, id, now);
    const own = lesson === null ? undefined : (await ownIn(scope, [lesson.row])).get(id);
    if (lesson === null || own === undefined || !isAsked(lesson, own)) return;
    await scope.publish(askPost(id, person));
    await scope.refreshHome(person);
  },
});

/** Widens its visibility, if all agreed and this person wrote a card of it. */
const further = defineJob(jobNames.further, 'transition', {
  title: lessonsCopy.titled('title.furtherJob'),
  run: async (context, { lesson, person }) => {
    const row = await lessonRow(context.scope, lesson);
    if (row !== null) await goOn(context, person, row);
  },
});

/** The time to choose is over: everything that shows it is redrawn to say so. */
const over = defineJob(jobNames.over, 'transition', {
  title: lessonsCopy.titled('title.overJob'),
  run: ({ scope }, { lesson }) => scope.refreshShowing(lesson),
});

/** The time to write lessons is over: their button goes. */
const proposalOver = defineJob(jobNames.proposalOver, 'transition', {
  title: lessonsCopy.titled('title.proposalOver'),
  run: ({ scope }, { of }) => scope.refreshShowing(of),
});

export const jobs: readonly JobDefinition[] = [ask, further, over, proposalOver];
