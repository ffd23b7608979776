/** In App Home: the pathways that one follows, what one is asked, and what others show to one. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, header } from '#core/kit/blocks.ts';
import { sentencesFor } from './page.ts';
import { openList } from './ids.ts';
import { followedBy } from './walking/handlers.ts';
import { openMine } from './walking/ids.ts';
import { asOfNow, shownTo } from './walking/operations.ts';
import { ownDones, ownSetting } from './walking/rows.ts';
import { didBlocks, followedBlocks, shownBlocks } from './walking/screens.ts';

/** So many of each. */
const most = { followed: 3, asked: 2, shown: 4 } as const;
/** With the heading and the buttons. What has no room stands in “My learning”. */
const mostBlocks = 19;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const self = read.viewer.userId;
    const here = { ...sentencesFor(renderContext), tz: renderContext.tz };
    const blocks: KnownBlock[] = [];
    const add = (some: readonly KnownBlock[]): void => {
      if (blocks.length + some.length < mostBlocks) blocks.push(...some);
    };
    const isQuiet = (await ownSetting(read))?.is_quiet === 1;
    const asked = (await ownDones(read)).filter(
      (row) => row.asked_at !== null && row.did === null && !isQuiet,
    );
    for (const row of asked.slice(0, most.asked)) add(didBlocks(here.walkT, row));
    for (const one of (await followedBy(read, self)).slice(0, most.followed)) add(followedBlocks(here, one));
    for (const row of (await shownTo(read, self)).slice(0, most.shown))
      add(shownBlocks(here, await asOfNow(read, row)));
    if (blocks.length === 0) return [];
    const buttons = [
      button(openMine, here.walkT.plain('mine.button'), {}),
      button(openList, here.t.plain('list.all'), { page: 0 }),
    ];
    return [header(here.walkT.plain('home.title')), ...blocks, actions(buttons, 'pathways.home')];
  },
};
