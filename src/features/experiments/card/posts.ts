/** The posts in the channel, each drawn as its readers see the experiment. */
import { gone } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { loadExperiment } from '../rows.ts';
import { byWhom } from '../changing/handlers.ts';
import * as screens from './screens.ts';

export const about = postsAbout(copy, (read, { experiment }: ids.OfExperiment) =>
  loadExperiment(read, experiment),
);

export const posts = [
  about.post(ids.posts.card, 'title.card', (t, one, _of, _read, { now }) => screens.cardMessage(t, one, now)),
  about.post(ids.posts.started, 'title.started', (t, one) => screens.startedMessage(t, one)),
  about.post(ids.posts.changed, 'title.changed', async (t, one, { version }, read) =>
    screens.changedMessage(t, one, version, await byWhom(read, one)),
  ),
  about.post(ids.posts.orphan, 'title.orphan', (t, one) => screens.orphanMessage(t, one), gone, {
    asks: true,
  }),
];
