/** App Home's part: an answer that waits, and how to ask. At most one item. */
import type { HomeSection } from '#core/feature.ts';
import { homeBlocks } from './answers/screens.ts';
import { copy } from './copy.ts';
import { ownExpertise } from './experts/rows.ts';
import { knowsInHome } from './experts/screens.ts';
import { leftAlone } from './people/operations.ts';
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
    const left = await leftAlone(read, renderContext.now);
    const t = copy.for(renderContext);
    const isMember = (await read.person(read.viewer.userId))?.memberType === 'member';
    return [
      ...homeBlocks(t, first ?? null, rest.length, all.length > 0),
      ...(isMember ? knowsInHome(t, await ownExpertise(read), left !== null) : []),
    ];
  },
};
