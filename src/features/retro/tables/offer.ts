/** The lessons of other teams that a retrospective begins with, and those for a project that is planned. */
import { number, partOf, reference } from '../../../core/columns.ts';
import { sharedTable } from '../../../core/tables.ts';
import { retros } from '../tables.ts';
import { projects } from './project.ts';

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
