/** Retrospectives, as one value. The rules are in `domain.ts`. */
import type { Feature } from '../../core/feature.ts';
import { actions } from './actions.ts';
import { pageActionsWith } from './actions/history.ts';
import { lessonActions } from './actions/lessons.ts';
import { commands } from './commands.ts';
import { retroCopy } from './copy.ts';
import { events } from './events.ts';
import { records } from './export.ts';
import { homeSection } from './home.ts';
import { jobs } from './jobs.ts';
import { lessonJobsWith } from './jobs/lessons.ts';
import { posts } from './posts.ts';
import { fileWith } from './posts/file.ts';
import { prepareWith, projectLessonsWith } from './posts/prepare.ts';
import {
  actionItems,
  ballots,
  cards,
  discussions,
  drafts,
  grouped,
  groupings,
  lessonUses,
  marks,
  ratings,
  retros,
  standings,
  turns,
  votes,
} from './tables.ts';
import { lessonSource, type Others } from './service/lessons.ts';
import { offers, projectOffers } from './tables/offer.ts';
import { projects } from './tables/project.ts';
import { shortcuts } from './shortcuts.ts';
import { views } from './views.ts';
import { digestItems } from './week.ts';

/** @param others the practices that keep lessons; none is known here */
export const retroAmong = (others: Others): Feature => ({
  name: 'retro',
  title: (locale) => retroCopy.in(locale, 'UTC').plain('practice.title'),
  copy: retroCopy,
  tables: [
    retros,
    turns,
    votes,
    ratings,
    lessonUses,
    cards,
    drafts,
    discussions,
    actionItems,
    projects,
    marks,
    groupings,
    grouped,
    ballots,
    standings,
    offers,
    projectOffers,
  ],
  records,
  commands,
  shortcuts,
  actions: [...actions, ...pageActionsWith(others), ...lessonActions],
  views,
  events,
  posts: [...posts, prepareWith(others), projectLessonsWith(others), fileWith(others)],
  jobs: [...jobs, ...lessonJobsWith(others)],
  homeSection,
  digestItems,
  lessonSource,
});

/** Alone: no lessons are made of it, and it begins with none. */
export const retro = retroAmong(() => []);
