/** The summary's menu, and the replies that say what became of an action. */
import { minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { onAction, open } from '#core/listener.ts';
import { altOf } from '#core/picture.ts';
import { definePost, stays } from '#core/post.ts';
import { localTime } from '#core/time/zone.ts';
import { actionOf, loadAction } from '../action-items/operations.ts';
import { readCards } from '../group/handlers.ts';
import { renderSee } from '../group/reading.ts';
import { tell, tellUnread, withRetro } from '../session/answers.ts';
import { retroPost } from '../session/retro-post.ts';
import { titled, wordsFor } from '../session/words.ts';
import { renderExport } from '../export/screens.ts';
import { imagePost, imagePostId, outcomes, summaryMenu, toldPostId } from './ids.ts';
import { votesToShare } from './operations.ts';
import { chartOf, toldMessage } from './screens.ts';

const menu = onAction(summaryMenu, (interaction, { r: id, do: what }) =>
  withRetro(interaction, id, null, async (here) => {
    if (what === 'export') return open(renderExport(here.t, here.loaded));
    if (what === 'image') {
      // A second press within the same minute requests the same file.
      await here.scope.publish(imagePost(id, here.by, Math.floor(here.now / minute)));
      return tell(here, 'page.sent');
    }
    const cards = await readCards(here, 0);
    return cards.ok ? open(renderSee(here.t, here.loaded, cards.value)) : tellUnread(here);
  }),
);

const told = definePost(toldPostId, {
  title: titled('title.told'),
  build: async (read, { action: id, what }, renderContext) => {
    const row = await loadAction(read, id);
    const outcome = outcomes[what];
    if (row === null || outcome === undefined) return null;
    return toldMessage(wordsFor(renderContext), actionOf(row), outcome);
  },
  over: gone,
});

const image = retroPost(
  imagePostId,
  'title.file',
  async (t, { row: { id, phase, about, ended_at: endedAt } }, _params, read) => {
    const [chart] = chartOf(t, { topics: await votesToShare(read, { id, phase }) });
    if (chart === undefined) return null;
    const { date } = localTime(endedAt ?? t.now, t.tz);
    const file = { name: `votes-${date}.png`, title: t.plain('summary.chart'), content: chart };
    return { ...messageOf(t.mrkdwn('share.text', { about, votes: altOf(chart) })), file };
  },
  // The file belongs to them.
  stays,
  { hasFile: true },
);

export const summarising: FeaturePart = { actions: [menu], posts: [told, image] };
