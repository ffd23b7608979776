/** Learning journeys. The rules are in `rules.ts`. */
import type { Feature } from '#core/feature.ts';
import type { LessonKeepers } from '#core/lessons.ts';
import { acts } from './acts.ts';
import { comesFirst } from './asking/first.ts';
import { leads, named } from './asking/operations.ts';
import { commands, shortcuts } from './commands.ts';
import { journeyCopy } from './copy.ts';
import { digestItemsAmong } from './digest.ts';
import { documents } from './entries/document.ts';
import { type Leading, replyAmong } from './entries/reply.ts';
import { lessonSeeds } from './entries/rows.ts';
import { actions, viewsWith } from './handlers.ts';
import { homeAmong } from './home.ts';
import { practice } from './ids.ts';
import { events, jobs, posts } from './posts.ts';
import { draftRows, entries, firsts, keepings, records } from './rows.ts';
import type { Sponsoring } from './sponsored.ts';

/** @param practices those that may keep lessons of an entry, invite people to lead, or name who stands for learning in a channel */
export const journeyAmong = (practices: LessonKeepers & Leading & Sponsoring): Feature => ({
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
  documents,
  comesFirst,
  leads,
  named,
  homeSection: homeAmong(practices),
  digestItems: digestItemsAmong(practices),
  acts,
});
