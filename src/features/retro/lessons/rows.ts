/** The lessons of other teams that a retrospective begins with, and those for a project that is planned. */
import { choice, number, partOf, reference } from '#core/columns.ts';
import { ownTable, sharedTable } from '#core/tables.ts';
import { projects } from '../plan/rows.ts';
import { retro_id, retros } from '../session/rows.ts';

const lesson_id = reference;

/** 1: what fits best. */
const place = number;

/** Chosen once, when it began, with its channel's eyes: ids only, since whether somebody may read one is asked when it is drawn. */
export const offers = sharedTable('retro_offer', { retro_id: partOf(retros), lesson_id, place });

/** The same for a project, chosen when it was planned. */
export const projectOffers = sharedTable('retro_project_offer', {
  project_id: partOf(projects),
  lesson_id,
  place,
});

/** What a person says of a lesson that was shown when the retrospective began. */
export const lessonUses = ownTable(
  'retro_lesson_use',
  ['retro_id', 'lesson_id'],
  { retro_id, lesson_id: reference.internal, use: choice(['applied', 'adapted', 'unfit']) },
  { exported: { as: 'lessonsUsed' } },
);
