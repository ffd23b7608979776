/** The practice, as one value: what is listed here is all that Lore knows of it. */
import type { Feature } from '#core/feature.ts';
import { copy } from './copy.ts';
import { digestItems } from './digest.ts';
import { actions, commands, posts, shortcuts, views } from './handlers.ts';
import { records, thanks as table } from './rows.ts';
import { homeSection } from './screens.ts';

export const thanks: Feature = {
  name: 'thanks',
  title: copy.named('practice.title'),
  copy,
  tables: [table],
  records,
  commands,
  shortcuts,
  views,
  actions,
  posts,
  homeSection,
  digestItems,
};
