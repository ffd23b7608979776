/** Stretch assignments: work that somebody grows with, and a person who gives feedback. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { along } from './along/handlers.ts';
import { copy } from './copy.ts';
import { homeSection } from './home.ts';
import { development, toLearn } from './learn.ts';
import { offering } from './offering/handlers.ts';
import { practised, projects } from './projects/handlers.ts';
import { assignments, checks, choices, declines, growth, ideas, offers, ratings } from './rows.ts';
import { taking } from './taking/handlers.ts';

export const stretch: Feature = {
  name: 'stretch',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [offers, assignments, checks, ratings, declines, growth, ideas, choices],
  ...joinParts([offering, taking, along, projects]),
  homeSection,
  practised,
  toLearn,
  development,
};
