/** Coaching: people of a channel who like to talk are put together. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { copy } from './copy.ts';
import { homeSection } from './home.ts';
import { joining } from './joining/handlers.ts';
import { meeting } from './meetings/begin.ts';
import { pairing } from './pairs/handlers.ts';
import { answers, blocks, joins, met, pairs, places } from './rows.ts';

export const coaching: Feature = {
  name: 'coaching',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [pairs, answers, joins, blocks, met, places],
  ...joinParts([joining(), pairing, meeting]),
  homeSection,
};
