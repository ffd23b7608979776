/** What runs later. A question that comes too late is not asked; what follows it is planned all the same. */

import { defineJob, type JobDefinition } from '../../core/job.ts';
import type { Title } from '../../core/post.ts';
import { wordsOf } from './blocks/words.ts';
import { jobNames } from './ids.ts';
import { firstIsOver } from './service/first.ts';
import { ask, goOn, planAnew } from './service/keep.ts';

const titled =
  (key: 'title.ask' | 'title.plan' | 'title.first'): Title =>
  async (_view, _params, drawing) =>
    wordsOf(drawing).say.plain(key);

const asks = defineJob(jobNames.ask, 'prompt', {
  title: titled('title.ask'),
  run: async (context, { person, nth }) => {
    const became = await ask(context, person, nth);
    if (became === 'away') context.note({ did: 'held', why: 'away' });
  },
});

const next = defineJob(jobNames.next, 'transition', {
  title: titled('title.plan'),
  run: (context, { person }) => goOn(context, person),
});

const retime = defineJob(jobNames.retime, 'transition', {
  title: titled('title.plan'),
  run: (context, { person }) => planAnew(context, person),
});

const firstEnd = defineJob(jobNames.firstEnd, 'transition', {
  title: titled('title.first'),
  run: async (context, { first }) => {
    await firstIsOver(context, first);
    context.note({ did: 'done', why: 'time_up' });
  },
});

export const jobs: readonly JobDefinition[] = [asks, next, retime, firstEnd];
