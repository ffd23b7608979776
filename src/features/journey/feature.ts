/** Learning journeys. The rules are in `rules.ts`. */
import type { Feature } from '#core/feature.ts';
import type { LessonKeepers } from '#core/lessons.ts';
import { acts } from './acts.ts';
import { comesFirst } from './asking/first.ts';
import { leads, named } from './asking/operations.ts';
import { commands, shortcuts } from './commands.ts';
import { journeyCopy } from './copy.ts';
import { digestItems } from './digest.ts';
import { type Leading, replyAmong } from './entries/reply.ts';
import { lessonSeeds } from './entries/rows.ts';
import { actions, viewsWith } from './handlers.ts';
import { homeSection } from './home.ts';
import { practice } from './ids.ts';
import { events, jobs, posts } from './posts.ts';
import { draftRows, entries, firsts, keepings, records } from './rows.ts';

/** @param practices those that may keep lessons of an entry, or invite people to lead */
export const journeyAmong = (practices: LessonKeepers & Leading): Feature => ({
  name: practice,
  title: journeyCopy.named('practice.title'),
  copy: journeyCopy,
  tables: [entries, firsts, draftRows, keepings],
  records,
  commands,
  shortcuts,
  actions: [...actions, replyAmong(practices)],
  views: viewsWith(practices),
  events,
  posts,
  jobs,
  lessonSeeds,
  comesFirst,
  leads,
  named,
  homeSection,
  digestItems,
  acts,
});
