/** The practice, as one value: what is listed here is all that Lore knows of it. */
import type { Feature } from '#core/feature.ts';
import { copy } from './copy.ts';
import { actions, commands, jobs, posts, views } from './handlers.ts';
import { entries } from './rows.ts';
import { homeSection } from './screens.ts';
import { agendaItems, digestItems } from './week.ts';

export const pebble: Feature = {
  name: 'pebble',
  title: copy.named('practice.title'),
  copy,
  tables: [entries],
  commands,
  views,
  actions,
  posts,
  jobs,
  homeSection,
  digestItems,
  agendaItems,
};
