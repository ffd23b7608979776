/** "What I learned". The rules are in `rules.ts`. */
import type { Feature } from '#core/feature.ts';
import type { LessonKeepers } from '#core/lessons.ts';
import { acts } from './acts.ts';
import { learnedCopy } from './copy.ts';
import { agendaItems, digestItems } from './digest.ts';
import { evidence } from './evidence.ts';
import { records } from './export.ts';
import { actions } from './handlers.ts';
import { homeSection } from './home.ts';
import { jobs, posts } from './posts.ts';
import { events, schedules } from './prompts/handlers.ts';
import { view as quarterView } from './quarter/handlers.ts';
import { threadsIn } from './read.ts';
import { drafts, prompts, quotes, shares, sources, useful, uses } from './rows.ts';
import { lessonSeeds, wrote } from './shares/rows.ts';
import { commands, shortcuts, viewsWith } from './shares/handlers.ts';

/** @param practices those that may keep lessons of a share */
export const learnedAmong = (practices: LessonKeepers): Feature => ({
  name: 'learned',
  title: learnedCopy.named('practice.title'),
  copy: learnedCopy,
  tables: [drafts, shares, uses, quotes, useful, sources, prompts],
  records,
  commands,
  shortcuts,
  actions,
  views: [...viewsWith(practices), quarterView],
  events,
  posts,
  jobs,
  schedules: schedules,
  lessonSeeds,
  wrote,
  sharedIn: threadsIn,
  homeSection,
  digestItems,
  agendaItems,
  evidence,
  acts,
});
