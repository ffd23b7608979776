/** Retrospectives, as one value. The rules are in `domain.ts`. */
import type { Feature } from '../../core/feature.ts';
import { actions } from './actions.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { events } from './events.ts';
import { exportData, forget } from './export.ts';
import { homeSection } from './home.ts';
import { jobs } from './jobs.ts';
import { posts } from './posts.ts';
import { kinds } from './retention.ts';
import {
  actionItems,
  cards,
  discussions,
  drafts,
  grouped,
  groupings,
  lessonUses,
  marks,
  ratings,
  retros,
  turns,
  votes,
} from './tables.ts';
import { projects } from './tables/project.ts';
import { shortcuts } from './shortcuts.ts';
import { views } from './views.ts';
import { digestItems } from './week.ts';

export const retro: Feature = {
  name: 'retro',
  title: (locale) => copy.in(locale, 'UTC').plain('practice.title'),
  copy,
  tables: [
    retros,
    cards,
    marks,
    groupings,
    grouped,
    votes,
    discussions,
    actionItems,
    turns,
    drafts,
    ratings,
    lessonUses,
    projects,
  ],
  kinds,
  commands,
  shortcuts,
  actions,
  views,
  events,
  posts,
  jobs,
  homeSection,
  digestItems,
  exportData,
  forget,
};
