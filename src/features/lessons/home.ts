/** App Home's part on lessons: questions to the person, lessons they can write, and their own. */
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header } from '#core/kit/blocks.ts';
import { openAdd } from './adding/ids.ts';
import { askedForWords as renderAskedForWords, askedInHome } from './adding/screens.ts';
import { askInHome } from './consent/screens.ts';
import { lessonsCopy } from './copy.ts';
import { listLessons } from './ids.ts';
import { askedForWords, hasLessons, isAsked, listed, usedCandidates } from './read.ts';
import { isAskedAgain } from './review/rules.ts';
import { reviewInHome } from './review/screens.ts';
import { openSearch } from './search/ids.ts';
import { openOrigins, type Sources } from './sources.ts';
import { homeProposal } from './writing/screens.ts';

/** Blocks each: four, two and one, so that everything fits within a section's twenty. */
const mostAsked = 2;
const mostDue = 1;
const mostProposals = 2;

export const homeSectionWith = (sources: Sources): HomeSection => ({
  order: 15,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const t = lessonsCopy.for(renderContext);
    const all = await listed(read, read.viewer.userId, renderContext.now);
    const asked = all.filter(({ lesson, own }) => isAsked(lesson, own));
    const due = all.filter((one) => isAskedAgain(one, renderContext.now));
    const proposals = [];
    for (const origin of await openOrigins(sources, read, renderContext.now)) {
      const used = await usedCandidates(read, origin.id);
      const left = origin.candidates.filter(({ id }) => !used.has(id)).length;
      if (left > 0) proposals.push(homeProposal(t, origin, left));
    }
    const words = await askedForWords(read, read.viewer.userId, renderContext.now);
    const canSearch = await hasLessons(read);
    if (all.length === 0 && proposals.length === 0 && words.length === 0 && !canSearch) return [];
    const more = asked.length - mostAsked;
    const buttons = [
      ...(canSearch
        ? [button(openSearch, t.plain('home.search'), {}), button(openAdd, t.plain('search.add'), {})]
        : []),
      ...(all.length === 0 ? [] : [button(listLessons, t.plain('home.all', { count: all.length }), {})]),
    ];
    return [
      header(t.plain('home.title')),
      ...asked.slice(0, mostAsked).flatMap(({ lesson }) => askInHome(t, lesson)),
      ...(more > 0 ? [context(t.mrkdwn('home.moreAsked', { count: more }))] : []),
      ...renderAskedForWords(t, words.slice(0, askedInHome)),
      ...due.slice(0, mostDue).flatMap(({ lesson }) => reviewInHome(t, lesson)),
      ...proposals.slice(0, mostProposals),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ];
  },
});
