/** Stretch assignments: work that somebody grows with, and a person who gives feedback. Lore knows only what is listed here. */
import type { Feature } from '#core/feature.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { assignments, checks, choices, declines, growth, ideas, offers, ratings } from './rows.ts';

export const stretch: Feature = {
  name: 'stretch',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [offers, assignments, checks, ratings, declines, growth, ideas, choices],
  commands,
};
