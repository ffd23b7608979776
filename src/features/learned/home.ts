/** App Home's part on a person's shares, whom they helped, and requests for their words. */
import type { HomeSection } from '#core/feature.ts';
import { learnedCopy } from './copy.ts';
import { askedBlocks, askedInHome } from './quotes/screens.ts';
import { askedOf, ownShares, withOthers } from './read.ts';
import { homeBlocks, inHome } from './shares/screens.ts';

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const rows = await ownShares(read);
    const shown = await withOthers(read, rows.slice(0, inHome));
    const asked = await askedOf(read, read.viewer.userId, askedInHome);
    const t = learnedCopy.for(renderContext);
    return [...askedBlocks(t, asked), ...homeBlocks(t, shown, rows.length)];
  },
};
