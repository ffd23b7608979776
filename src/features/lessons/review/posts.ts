import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { definePost } from '#core/post.ts';
import { lessonsCopy } from '../copy.ts';
import { versionsOf } from '../history/operations.ts';
import { jobNames, postNames, reviewPost } from '../ids.ts';
import { loadLesson, withOwn } from '../read.ts';
import { lastAsked, noteAsked } from './operations.ts';
import { isAskedAgain, mayAskFrom } from './rules.ts';
import { reviewMessage } from './screens.ts';

const post = definePost(postNames.review, {
  title: lessonsCopy.titled('title.review'),
  build: async (read, { lesson: id, due }, renderContext) => {
    const lesson = await loadLesson(read, id, renderContext.now);
    if (lesson?.state !== 'kept') return null;
    const last = (await versionsOf(read, id)).findLast(({ change }) =>
      ['confirmed', 'retired', 'back'].includes(change),
    );
    return reviewMessage(lessonsCopy.for(renderContext), lesson, due, last);
  },
  over: lessonsCopy.says('review.gone'),
});

/** Asks this person, if it is still due and theirs; later, if they were asked about another one lately. In App Home it waits from its day on. */
const due = defineJob(jobNames.review, 'transition', {
  title: lessonsCopy.titled('title.reviewJob'),
  run: async (context, { lesson: id, person }) => {
    const { scope, now } = context;
    const author = await scope.person(person);
    if (author === null) return;
    const theirs = await withOwn({ scope, person: author, now }, id);
    if (theirs === null || !isAskedAgain(theirs, now)) return;
    const from = mayAskFrom(await lastAsked(scope), author.awayUntil, now);
    if (from > now) {
      const again = jobNames.review.ref({ lesson: id, person });
      await scope.runAt(again, from, { kind: 'person', userId: person });
      return;
    }
    await noteAsked(scope, id, now);
    await scope.publish(reviewPost(theirs.lesson.row, person));
    await scope.refreshHome(person);
  },
});

export const review: FeaturePart = { posts: [post], jobs: [due] };
