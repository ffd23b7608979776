/** What runs later: somebody is asked; and the meeting itself: however late it is noticed, who presented and who was there is counted. */
import { rotationCopy } from './copy.ts';
import { defineJob, type JobDefinition } from '../../core/job.ts';
import { asks, meets } from './ids.ts';
import { askThem } from './service/answer.ts';
import { meet } from './service/slots.ts';

export const jobs: readonly JobDefinition[] = [
  defineJob(meets, 'transition', {
    title: async (_view, _params, drawing) => rotationCopy.for(drawing).plain('title.meets'),
    run: (context, { slot }) => meet(context, slot),
  }),
  defineJob(asks, 'transition', {
    title: async (_view, _params, drawing) => rotationCopy.for(drawing).plain('title.ask'),
    run: (context, { slot }) => askThem(context, slot),
  }),
];
