/** What runs later. Whether a card is somebody's is found out with their own eyes: nobody else's can. */

import { defineJob, type JobDefinition } from '../../core/job.ts';
import { isAsked } from './blocks/ask.ts';
import { jobNames } from './ids.ts';
import { askPost } from './ids/posts.ts';
import { titled } from './posts.ts';
import { lessonRow, loadLesson, ownIn } from './repository.ts';
import { goOn } from './service/answer.ts';

/** Asks this person, if a card of theirs is in it. */
const ask = defineJob(jobNames.ask, 'transition', {
  title: titled('title.askJob'),
  run: async ({ scope, now }, { lesson: id, person }) => {
    const lesson = await loadLesson(scope, id, now);
    const own = lesson === null ? undefined : (await ownIn(scope, [lesson.row])).get(id);
    if (lesson === null || own === undefined || !isAsked(lesson, own)) return;
    await scope.publish(askPost(id, person));
    await scope.refreshHome(person);
  },
});

/** It goes further, if all agreed and this person wrote a card of it. */
const further = defineJob(jobNames.further, 'transition', {
  title: titled('title.furtherJob'),
  run: async (context, { lesson, person }) => {
    const row = await lessonRow(context.scope, lesson);
    if (row !== null) await goOn(context, person, row);
  },
});

/** The time to choose is over: everything that shows it says so. */
const over = defineJob(jobNames.over, 'transition', {
  title: titled('title.overJob'),
  run: ({ scope }, { lesson }) => scope.refreshShowing(lesson),
});

export const jobs: readonly JobDefinition[] = [ask, further, over];
