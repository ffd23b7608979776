/** The lessons of other teams that a retrospective begins with. */
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

export const offers = sharedTable<OfferRow>('retro_offer');
