/** The lessons of other teams that a retrospective begins with, and those for a project that is planned. */
import type { RowId } from '../../../core/ids.ts';
import { sharedTable, type SharedRow } from '../../../core/tables.ts';

/** Chosen once, when it began, with its channel's eyes: ids only, since whether somebody may read one is asked when it is drawn. */
export interface OfferRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly lesson_id: RowId;
  /** 1: what fits best. */
  readonly place: number;
}

/** The same for a project, chosen when it was planned. */
export interface ProjectOfferRow extends SharedRow {
  readonly id: RowId;
  readonly project_id: RowId;
  readonly lesson_id: RowId;
  readonly place: number;
}

export const offers = sharedTable<OfferRow>('retro_offer');
export const projectOffers = sharedTable<ProjectOfferRow>('retro_project_offer');
