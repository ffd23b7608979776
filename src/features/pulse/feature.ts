/** The safety pulse: a tree of teams, windows in which each is asked once, and what comes of them. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { results, resultTables } from './results/part.ts';
import { places, setups, windowPlaces, windows } from './rows.ts';

export const pulse: Feature = {
  name: 'pulse',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [setups, places, windows, windowPlaces, ...resultTables],
  ...joinParts([{ commands }, results]),
};
