/** What runs later. */
import { learnedCopy } from './copy.ts';
import { defineJob, type JobDefinition } from '../../core/job.ts';
import { jobNames } from './ids.ts';
import { quotes } from './tables.ts';

/** What this person gave beside a share that is gone, or links elsewhere now. Nothing schedules it any more; one may wait since before. */
const eraseWords = defineJob(jobNames.eraseWords, 'erasure', {
  title: async (_view, _params, drawing) => learnedCopy.for(drawing).plain('title.eraseWords'),
  run: async ({ scope }, { share }) => {
    const own = await scope.mine(quotes).select('it.id').where('it.share_id', '=', share).execute();
    for (const { id } of own) await scope.delete(quotes, id);
  },
});

export const jobs: readonly JobDefinition[] = [eraseWords];
