/** Offers to reflect on what happened: what is pressed, posted and done later. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { type Interaction, onAction, onReading, open, type Reply, say } from '#core/listener.ts';
import { ifMayStart, tell } from '../session/answers.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import { startViewOf } from '../start/handlers.ts';
import { renderStart } from '../start/screens.ts';
import * as ids from './ids.ts';
import { answerOffer, endOffer, offer } from './operations.ts';
import { loadOffer } from './rows.ts';
import { offerEnded, offerMessage, offerOver } from './screens.ts';

/** The form that starts a short one, with what happened as its subject. The offer is taken up once it is submitted. */
const reflect = onReading(ids.reflectNow, async (it, { reflection }) => {
  const row = await loadOffer(it.scope, reflection);
  if (row?.state !== 'offered') return say(offerEnded(wordsFor(it), row));
  return ifMayStart(it, await it.scope.channel(row.channel_id), async (channel) => {
    const of = { kind: 'reflection', reflection } as const;
    return open(renderStart(wordsFor(it), await startViewOf(it, channel, row.what, of)));
  });
});

async function decline(it: Interaction, reflection: RowId, isForGood: boolean): Promise<Reply> {
  const t = wordsFor(it);
  const row = await loadOffer(it.scope, reflection);
  if (row?.state !== 'offered') return say(offerEnded(t, row));
  if (isForGood) {
    const changed = await it.scope.schedules.setOffers(row.channel_id, false);
    if (!changed.ok) return tell(it, `refused.${changed.code}`);
  }
  await answerOffer(it, reflection, it.person.userId, isForGood ? 'off' : 'declined');
  return say(messageOf(t.mrkdwn(isForGood ? 'reflect.noted.off' : 'reflect.noted')));
}

const { post, over } = postsAbout({ ...retroCopy, for: wordsFor }, (read, { reflection }: ids.OfOffer) =>
  loadOffer(read, reflection),
);

export const reflecting: FeaturePart = {
  actions: [
    reflect,
    onAction(ids.notNow, (it, { reflection }) => decline(it, reflection, false)),
    onAction(ids.notHere, (it, { reflection }) => decline(it, reflection, true)),
  ],
  posts: [post(ids.offerPostId, 'title.reflection', offerMessage, over(offerOver))],
  jobs: [
    defineJob(ids.offerJobs.offer, 'prompt', {
      title: retroCopy.titled('title.reflection'),
      run: (context, { reflection }) => offer(context, reflection),
    }),
    defineJob(ids.offerJobs.over, 'transition', {
      title: retroCopy.titled('title.reflection'),
      run: (context, { reflection }) => endOffer(context, reflection),
    }),
  ],
};
