/** When the time of a topic is up, where everybody is there. */

import { defineJob } from '../../../core/job.ts';
import { titled } from '../blocks/titles.ts';
import { talkJob } from '../ids/discuss.ts';
import { loadRetro } from '../repository.ts';
import { turnTopics } from '../service/talk.ts';

/** With the channel's eyes; where these see nothing any more, the phase ends as a whole. */
export const talk = defineJob(talkJob, 'transition', {
  title: titled('title.talk'),
  run: async (context, { retro }) => {
    const loaded = await loadRetro(context.scope, retro);
    if (loaded !== null) await turnTopics(context, loaded);
  },
});
