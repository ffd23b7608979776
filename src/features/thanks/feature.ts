/** Thanks, and the evidence packs that people make for themselves. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { acts } from './acts.ts';
import { copy } from './copy.ts';
import { digestItems } from './digest.ts';
import { evidence } from './evidence/evidence.ts';
import { evidencePack } from './evidence/handlers.ts';
import type { Practices } from './evidence/operations.ts';
import { packItems, packs, packThanks } from './evidence/rows.ts';
import { actions, commandsWith, posts, shortcuts, views } from './handlers.ts';
import { records, thanks as table } from './rows.ts';
import { homeSection } from './screens.ts';

/** @param practices those in which people do something for others' learning */
export const thanksAmong = (practices: Practices): Feature => ({
  name: 'thanks',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [table, packs, packItems, packThanks],
  records,
  ...joinParts([
    { commands: commandsWith(practices), shortcuts, views, actions, posts },
    evidencePack(practices),
  ]),
  homeSection,
  digestItems,
  evidence,
  acts,
});

/** Alone: an evidence pack holds thanks, and nothing else. */
export const thanks: Feature = thanksAmong(() => [thanks]);
