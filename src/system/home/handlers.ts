/** App Home's own buttons: its further pages, and what could not be shown elsewhere. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SystemFeature } from '#core/feature.ts';
import { type Action, button } from '#core/kit/action.ts';
import { actions, section } from '#core/kit/blocks.ts';
import { defineModal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { nothing, open, type SystemInteraction, update } from '#core/listener.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { homeCopy } from './copy.ts';
import { homePages } from './home.ts';
import { seenNotShown, showMore, turnMore } from './ids.ts';

const moreModal = defineModal('lore.more', z.null(), {});

export function home(port: SystemPort): SystemFeature {
  const onPage = (action: Action<{ page: number }>, shown: typeof open) =>
    onSystemAction(action, async (who, { page }) =>
      shown(renderMore(who, await homePages(port, who.teamId, who.person), page)),
    );
  return {
    name: 'home',
    actions: [
      onPage(showMore, open),
      onPage(turnMore, update),
      onSystemAction(seenNotShown, async ({ teamId, person }, { id }) => {
        await port.store.notShown.seen(teamId, person.userId, id);
        return nothing;
      }),
    ],
  };
}

function renderMore(
  who: SystemInteraction,
  pages: readonly (readonly KnownBlock[])[],
  wanted: number,
): RenderedModal {
  const t = homeCopy.for(who);
  const page = Math.min(wanted, pages.length - 1);
  const blocks = pages[page] ?? [section(t.mrkdwn('empty'))];
  return renderModal(moreModal, null, t.modal('title'), [
    ...blocks,
    ...(page + 1 < pages.length ? [actions([button(turnMore, t.plain('more'), { page: page + 1 })])] : []),
  ]);
}
