/** Coaching: people of a channel who like to talk are put together. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { copy } from './copy.ts';
import { homeSection } from './home.ts';
import { joining } from './joining/handlers.ts';
import { acts } from './meetings/acts.ts';
import { meeting } from './meetings/handlers.ts';
import { checks, dues, meetings, notes, talks } from './meetings/rows.ts';
import { mentoring, openFind } from './mentors/handlers.ts';
import { toLearn } from './mentors/learn.ts';
import { asks, offers, seeks } from './mentors/rows.ts';
import { pairing } from './pairs/handlers.ts';
import { coming, schedules } from './rounds/handlers.ts';
import { answers, blocks, joins, met, pairs, places } from './rows.ts';

export const coaching: Feature = {
  name: 'coaching',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [
    ...[pairs, answers, joins, blocks, met, places, offers],
    ...[seeks, asks, talks, meetings, notes, dues, checks],
  ],
  ...joinParts([joining({ mentor: openFind }), pairing, mentoring, meeting, coming]),
  schedules,
  acts,
  homeSection,
  toLearn,
};
