/** When it is asked no more whether a retrospective was worth the time. */

import { defineJob } from '../../../core/job.ts';
import { titled } from '../blocks/titles.ts';
import { ratingJob } from '../ids/rating.ts';
import { mainPost } from '../posts.ts';
import { loadRetro } from '../repository.ts';
import { writeWorth } from '../service/rating.ts';

export const ratingEnd = defineJob(ratingJob, 'transition', {
  title: titled('title.rating'),
  run: async ({ scope }, { retro }) => {
    const loaded = await loadRetro(scope, retro);
    if (loaded === null) return;
    await writeWorth(scope, loaded.row);
    await scope.refresh(mainPost(loaded.row));
  },
});
