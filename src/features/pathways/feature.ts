/** Pathways: from a role to its skills to what one can do to learn them. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { copy } from './copy.ts';
import { homeSection } from './home.ts';
import { editing } from './making/editors.ts';
import { making } from './making/handlers.ts';
import { acts, development, practised, toLearn } from './others.ts';
import { posting } from './posts.ts';
import { reading } from './reading.ts';
import { activities, changes, editors, pathways as all, skills } from './rows.ts';
import { walking } from './walking/handlers.ts';
import { counted, dones, follows, settings, shown } from './walking/rows.ts';

export const pathways: Feature = {
  name: 'pathways',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [all, skills, activities, editors, changes, follows, dones, settings, counted, shown],
  ...joinParts([reading, making, editing, walking, posting]),
  homeSection,
  toLearn,
  development,
  practised,
  acts,
};
