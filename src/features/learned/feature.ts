/** "What I learned", as one value. The rules are in `domain.ts`. */
import type { Feature } from '../../core/feature.ts';
import { actions } from './actions.ts';
import { commands } from './commands.ts';
import { learnedCopy } from './copy.ts';
import { events } from './events.ts';
import { records } from './export.ts';
import { homeSection } from './home.ts';
import { jobs } from './jobs.ts';
import { posts } from './posts.ts';
import { countShared } from './repository.ts';
import { rituals } from './rituals.ts';
import { shortcuts } from './shortcuts.ts';
import { drafts, prompts, quotes, shares, sources, useful, uses } from './tables.ts';
import { views } from './views.ts';
import { agendaItems, digestItems } from './week.ts';

export const learned: Feature = {
  name: 'learned',
  title: (locale) => learnedCopy.in(locale, 'UTC').plain('practice.title'),
  copy: learnedCopy,
  tables: [drafts, shares, uses, quotes, useful, sources, prompts],
  records,
  commands,
  shortcuts,
  actions,
  views,
  events,
  posts,
  jobs,
  rituals,
  sharedIn: countShared,
  homeSection,
  digestItems,
  agendaItems,
};
