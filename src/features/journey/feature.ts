/** Learning journeys, as one value. The rules are in `domain.ts`. */
import type { Feature } from '../../core/feature.ts';
import { actions } from './actions.ts';
import { commands } from './commands.ts';
import { journeyCopy } from './copy.ts';
import { events } from './events.ts';
import { records } from './export.ts';
import { homeSection } from './home.ts';
import { practice } from './ids.ts';
import { jobs } from './jobs.ts';
import { posts } from './posts.ts';
import { named } from './service/named.ts';
import { comesFirst } from './service/first.ts';
import { shortcuts } from './shortcuts.ts';
import { drafts, entries, firsts, keepings } from './tables.ts';
import { views } from './views.ts';
import { digestItems } from './week.ts';

export const journey: Feature = {
  name: practice,
  title: (locale) => journeyCopy.in(locale, 'UTC').plain('practice.title'),
  copy: journeyCopy,
  tables: [entries, firsts, drafts, keepings],
  records,
  commands,
  shortcuts,
  actions,
  views,
  events,
  posts,
  jobs,
  comesFirst,
  named,
  homeSection,
  digestItems,
};
