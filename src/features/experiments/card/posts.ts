/** The posts in the channel, each drawn as its readers see the experiment. */
import { postsAbout } from '#core/kit/posts-about.ts';
import { lessonEntries } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import type { Instant } from '#core/clock.ts';
import type { ReadScope } from '#core/scope.ts';
import { copy, type T } from '../copy.ts';
import { holdingOf } from '../ending/operations.ts';
import { overBlocks } from '../ending/screens.ts';
import * as ids from '../ids.ts';
import { type Experiment, loadExperiment, writersOf } from '../rows.ts';
import * as screens from './screens.ts';

export const about = postsAbout(copy, (read, { experiment }: ids.OfExperiment) =>
  loadExperiment(read, experiment),
);

/** The card as its reader sees it, in its channel or alone. */
export async function drawCard(t: T, one: Experiment, read: ReadScope, now: Instant): Promise<Message> {
  const mayAct = (await read.channel(one.row.channel_id)) !== null;
  if (one.row.state !== 'decided') return screens.cardMessage(t, one, now, mayAct);
  const lesson = one.now.get('lesson');
  const keep = lesson === undefined || lesson.words === '' ? [] : await lessonEntries(read, t, lesson.id);
  const more = overBlocks(t, one, await holdingOf(read, one.row), keep, mayAct);
  return screens.cardMessage(t, one, now, mayAct, more);
}

export const posts = [
  about.post(ids.posts.card, 'title.card', (t, one, _of, read, { now }) => drawCard(t, one, read, now)),
  about.post(ids.posts.started, 'title.started', screens.startedMessage),
  about.post(ids.posts.changed, 'title.changed', async (t, one, { version }, read) =>
    screens.changedMessage(t, one, version, await writersOf(read, one.all)),
  ),
  about.post(ids.posts.orphan, 'title.orphan', (t, one, _of, _read, { now }) =>
    screens.orphanMessage(t, one, now),
  ),
];
