/** App Home's part: an answer that waits, and how to ask. At most one item. */
import type { HomeSection } from '#core/feature.ts';
import { homeBlocks } from './answers/screens.ts';
import { copy } from './copy.ts';
import { ownQuestions, withAnswers } from './rows.ts';

/** More open questions of one person are not looked through for answers. */
const mostLooked = 20;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const all = await ownQuestions(read);
    const open = all.filter(({ state }) => state === 'open').slice(0, mostLooked);
    const waiting = (await withAnswers(read, open)).filter(({ answers }) => answers.length > 0);
    const [first, ...rest] = waiting;
    return homeBlocks(copy.for(renderContext), first ?? null, rest.length, all.length > 0);
  },
};
