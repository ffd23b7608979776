/** The summary's menu, and the replies that say what became of an action. */
import type { FeaturePart } from '#core/feature.ts';
import { gone } from '#core/kit/message.ts';
import { onAction, open } from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import { actionOf, loadAction } from '../action-items/operations.ts';
import { readCards } from '../group/handlers.ts';
import { renderSee } from '../group/screens.ts';
import { tellUnread, withRetro } from '../session/answers.ts';
import { titled, wordsFor } from '../session/words.ts';
import { renderExport } from '../export/screens.ts';
import { outcomes, summaryMenu, toldPostId } from './ids.ts';
import { toldMessage } from './screens.ts';

const menu = onAction(summaryMenu, (interaction, { r: id, do: what }) =>
  withRetro(interaction, id, null, async (here) => {
    if (what === 'export') return open(renderExport(here.t, here.loaded));
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

export const summarising: FeaturePart = { actions: [menu], posts: [told] };
