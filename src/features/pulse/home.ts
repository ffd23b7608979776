/** What of the pulse waits for a person: an open one, what they are asked to lead, and what came of it. */
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, header } from '#core/kit/blocks.ts';
import { askedBlocks } from './answers/screens.ts';
import { copy } from './copy.ts';
import * as ids from './ids.ts';
import { leadBlocks } from './leaders/handlers.ts';
import { resultsInHome } from './results/part.ts';
import { openFor, ownPlace } from './window/operations.ts';

const mostLed = 3;

export const homeSection: HomeSection = {
  order: 10,
  build: async (read, renderContext) => {
    const t = copy.for(renderContext);
    const own = await openFor(read);
    const place = own === null ? null : await ownPlace(read, own.id);
    const blocks = [
      ...(own === null || place === null || renderContext.now >= own.closes_at
        ? []
        : askedBlocks(t, own, place)),
      ...(await leadBlocks(read, t, mostLed)),
      ...(await resultsInHome(read, renderContext)),
    ];
    if (blocks.length === 0) return [];
    return [
      header(t.plain('practice.title')),
      ...blocks,
      actions([button(ids.openPage, t.plain('home.page'), null)]),
    ];
  },
};
