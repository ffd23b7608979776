/** A person says whether it was worth the time. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { onAction, say } from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { refused, withRetro } from '../session/answers.ts';
import { mainPost } from '../session/ids.ts';
import { loadRetro } from '../session/load.ts';
import { promiseNow } from '../session/promises.ts';
import { titled } from '../session/words.ts';
import { rate, ratedUntil, ratingJob, saveRating, writeWorth } from './rows.ts';

const give = onAction(rate, (interaction, { r: id, w: worth }) =>
  withRetro(interaction, id, null, async (here) => {
    const { t, loaded, now } = here;
    const until = ratedUntil(loaded.retro);
    if (until === null) return refused(here, 'notYet');
    if (!loaded.retro.participants.includes(here.by)) return refused(here, 'notParticipant');
    const value = { until: atMoment(until) };
    if (now >= until) return say(messageOf(t.mrkdwn('rating.over', value)));
    await saveRating(here.scope, loaded, worth);
    const noted = t.mrkdwn('rating.noted', { ...value, worth });
    return say(messageOf(join([noted, promiseNow(t, 'rating', loaded)], ' ')));
  }),
);

const ratingEnd = defineJob(ratingJob, 'transition', {
  title: titled('title.rating'),
  run: async ({ scope }, { retro }) => {
    const loaded = await loadRetro(scope, retro);
    if (loaded === null) return;
    await writeWorth(scope, loaded.row);
    await scope.refresh(mainPost(loaded.row));
  },
});

export const ratingPart: FeaturePart = {
  actions: [give],
  jobs: [ratingEnd],
};
