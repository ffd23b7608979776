/** In App Home: whom one plans with and what waits there, without a word of what anybody wrote. */
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { header, section } from '#core/kit/blocks.ts';
import { copy } from './copy.ts';
import * as ids from './ids.ts';
import { pairBlock, pairLines } from './page.ts';
import { ownSheet } from './rows.ts';

/** People; the page has all. */
const most = 6;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const self = read.viewer.userId;
    if ((await read.person(self))?.memberType !== 'member') return [];
    const t = copy.for(renderContext);
    const hasSheet = (await ownSheet(read)) !== null;
    const lines = await pairLines(read, self, renderContext.now);
    return [
      header(t.plain('page.title')),
      section(
        t.mrkdwn(hasSheet ? 'home.sheet' : 'home.none'),
        button(ids.openPage, t.plain('home.open'), {}),
      ),
      ...lines.slice(0, most).map((line) => pairBlock(t, line)),
    ];
  },
};
