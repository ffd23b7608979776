/** In App Home: what one takes on or gives feedback on, what one offers, and what there is to take on. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, header } from '#core/kit/blocks.ts';
import { copy } from './copy.ts';
import { openList } from './ids.ts';
import { allOffered, ownStandings } from './offering/operations.ts';
import { offerButton, offeredLine, ownLine } from './offering/screens.ts';
import { standingsOf } from './taking/standing.ts';

/** Of each of one's own offers, and of those of others. The rest stands in the list. */
const most = 3;
/** Some are one's own, or of somebody who has left. */
const mostLooked = 20;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const { userId: self } = read.viewer;
    if ((await read.person(self))?.memberType !== 'member') return [];
    const t = copy.for(renderContext);
    const { now } = renderContext;
    const own = (await ownStandings(read, now)).filter(({ is }) => is !== 'running');
    const offered = await allOffered(read, self, now, mostLooked);
    const blocks: readonly KnownBlock[] = [
      ...(await standingsOf(read, t)),
      ...own.slice(0, most).flatMap((one) => ownLine(t, one)),
      ...offered.slice(0, most).map((one) => offeredLine(t, one)),
    ];
    return [
      header(t.plain('practice.title')),
      ...blocks,
      actions(
        [
          offerButton(t),
          ...(offered.length > most || own.length > most ? [button(openList, t.plain('home.all'), {})] : []),
        ],
        'stretch.home',
      ),
    ];
  },
};
