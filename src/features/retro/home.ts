/** What stands in a person's App Home: the retrospectives they take part in, and their actions. */
import type { HomeSection } from '../../core/feature.ts';
import { homeBlocks } from './blocks/home.ts';
import { wordsOf } from './blocks/words.ts';
import { openRetrosOf } from './repository/open.ts';
import { ownActions } from './service/own-actions.ts';
import { ownProjects } from './service/project-list.ts';

export const homeSection: HomeSection = {
  order: 10,
  build: async (view, drawing) => {
    if (view.viewer.kind !== 'person') return [];
    const { userId } = view.viewer;
    const person = await view.person(userId);
    return homeBlocks(wordsOf(drawing), {
      retros: await openRetrosOf(view),
      actions: person === null ? [] : await ownActions(view, person, drawing.now),
      // Guests cannot look after one.
      projects: person?.standing === 'member' ? await ownProjects(view, userId) : [],
    });
  },
};
