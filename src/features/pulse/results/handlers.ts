/** What is pressed and sent of what came of a window. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { onAction, onReading, open, push, say } from '#core/listener.ts';
import { copy } from '../copy.ts';
import { openGroup, openResults, type OfWindow, resultPosts, sendPicture } from './ids.ts';
import { groupsSeen, isSame, resultsOf } from './read.ts';
import * as screens from './screens.ts';

const kinds = ['team', 'others', 'total'] as const;

const readAll = onReading(openResults, async (it, { window }) => {
  const t = copy.for(it);
  const results = await resultsOf(it.scope, window);
  if (results === null) return say(messageOf(t.mrkdwn('result.gone')));
  const [only, ...others] = groupsSeen(results);
  // A list of one is a press too many.
  if (only !== undefined && others.length === 0)
    return open(screens.renderGroup(t, results, only, { locale: it.locale, tz: it.person.tz }));
  return open(screens.renderResults(t, results));
});

const readGroup = onReading(openGroup, async (it, { window, place: node, kind }) => {
  const t = copy.for(it);
  const results = await resultsOf(it.scope, window);
  const group = { kind, node };
  // A forged press finds nothing: what the viewer may not see was not read.
  if (!results?.figures.some((one) => isSame(one, group))) return say(messageOf(t.mrkdwn('result.gone')));
  return push(screens.renderGroup(t, results, group, { locale: it.locale, tz: it.person.tz }));
});

const picture = onAction(sendPicture, async (it, { window, place, kind }) => {
  const t = copy.for(it);
  const user = it.person.userId;
  const results = await resultsOf(it.scope, window);
  if (!results?.figures.some((one) => isSame(one, { kind, node: place })))
    return say(messageOf(t.mrkdwn('result.gone')));
  const to = { kind: 'person', user, urgency: 'answer' } as const;
  await it.scope.publish(resultPosts.picture.ref({ window, place, kind: kinds.indexOf(kind) }, to));
  return say(messageOf(t.mrkdwn('result.sent')));
});

const about = postsAbout(copy, (read, { window }: OfWindow) => resultsOf(read, window));

export const reading: FeaturePart = {
  actions: [readAll, readGroup, picture],
  posts: [
    about.post(resultPosts.results, 'result.post', (t, results, _params, read, reader) =>
      read.viewer.kind === 'person' ? screens.resultsMessage(t, results, reader, read.viewer.userId) : null,
    ),
    about.post(resultPosts.picture, 'result.post', (t, results, { place: node, kind }, _read, reader) =>
      screens.pictureMessage(t, results, { kind: kinds[kind] ?? 'team', node }, reader),
    ),
  ],
};
