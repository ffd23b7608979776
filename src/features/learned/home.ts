/** What stands in a person's App Home: what they shared, and whom it helped. */
import type { HomeSection } from '../../core/feature.ts';
import { homeBlocks, inHome } from './blocks/home.ts';
import { wordsOf } from './blocks/words.ts';
import { ownShares, withOthers } from './repository.ts';

export const homeSection: HomeSection = {
  order: 20,
  build: async (view, drawing) => {
    if (view.viewer.kind !== 'person') return [];
    const rows = await ownShares(view);
    const shown = await withOthers(view, rows.slice(0, inHome));
    return homeBlocks(wordsOf(drawing), shown, rows.length);
  },
};
