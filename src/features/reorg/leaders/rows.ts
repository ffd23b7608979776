/** Which of what they were handed a new leader keeps. Only ids stand here: what they mean is read where it is kept. */
import { flag, partOf, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { reorgs } from '../rows.ts';

export const kept = sharedTable(
  'reorg_kept',
  {
    reorg_id: partOf(reorgs).internal,
    change_id: reference.internal,
    /** `Schedule.name` of a ritual, or the id of an action, an experiment or an agreement. */
    about: text.internal,
    is_kept: flag,
  },
  {},
);
export type KeptRow = RowOf<typeof kept>;

export const keptOf = (read: ReadScope, change: RowId): Promise<KeptRow[]> =>
  findRows(read.from(kept), { change_id: change }, 'about');
