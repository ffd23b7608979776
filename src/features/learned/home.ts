/** What stands in a person's App Home: what they shared, whom it helped, and who asks for words of theirs. */
import type { HomeSection } from '#core/feature.ts';
import { learnedCopy } from './copy.ts';
import { askedBlocks, askedInHome } from './quotes/screens.ts';
import { askedOf, ownShares, withOthers } from './read.ts';
import { homeBlocks, inHome } from './shares/screens.ts';

export const homeSection: HomeSection = {
  order: 20,
  build: async (view, drawing) => {
    if (view.viewer.kind !== 'person') return [];
    const rows = await ownShares(view);
    const shown = await withOthers(view, rows.slice(0, inHome));
    const asked = await askedOf(view, view.viewer.userId, askedInHome);
    const t = learnedCopy.for(drawing);
    return [...askedBlocks(t, asked), ...homeBlocks(t, shown, rows.length)];
  },
};
