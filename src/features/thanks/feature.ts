/** Thanks. Lore knows only what is listed here. */
import type { Feature } from '#core/feature.ts';
import { copy } from './copy.ts';
import { digestItems } from './digest.ts';
import { actions, commands, posts, shortcuts, views } from './handlers.ts';
import { records, thanks as table } from './rows.ts';
import { homeSection } from './screens.ts';

export const thanks: Feature = {
  name: 'thanks',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
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
