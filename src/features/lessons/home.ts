/** What stands in a person's App Home: what they are asked, what they can write down, and their lessons. */
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header } from '#core/kit/blocks.ts';
import { askInHome } from './consent/screens.ts';
import { lessonsCopy } from './copy.ts';
import { listLessons } from './ids.ts';
import { isAsked, listed, usedSeeds } from './read.ts';
import { openGatherings, type Sources } from './sources.ts';
import { homeProposal } from './writing/screens.ts';

/** Of four blocks each, so that all of it is within the twenty of a section. */
const mostAsked = 3;

const mostProposals = 4;

export const homeSectionWith = (sources: Sources): HomeSection => ({
  order: 15,
  build: async (view, drawing) => {
    if (view.viewer.kind !== 'person') return [];
    const t = lessonsCopy.for(drawing);
    const all = await listed(view, view.viewer.userId, drawing.now);
    const asked = all.filter(({ lesson, own }) => isAsked(lesson, own));
    const proposals = [];
    for (const gathering of await openGatherings(sources, view, drawing.now)) {
      const used = await usedSeeds(view, gathering.id);
      const left = gathering.seeds.filter(({ id }) => !used.has(id)).length;
      if (left > 0) proposals.push(homeProposal(t, gathering, left));
    }
    if (all.length === 0 && proposals.length === 0) return [];
    const more = asked.length - mostAsked;
    return [
      header(t.plain('home.title')),
      ...asked.slice(0, mostAsked).flatMap(({ lesson }) => askInHome(t, lesson)),
      ...(more > 0 ? [context(t.mrkdwn('home.moreAsked', { count: more }))] : []),
      ...proposals.slice(0, mostProposals),
      ...(all.length === 0
        ? []
        : [actions([button(listLessons, t.plain('home.all', { count: all.length }), {})])]),
    ];
  },
});
