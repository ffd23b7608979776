import { findRows, findRow } from '#core/rows.ts';
import { instant, number, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { retro_id } from '../session/rows.ts';

/** A discussed topic, as the channel may know it, and its outcome. */
export const discussions = sharedTable(
  'retro_discussion',
  {
    retro_id,
    topic_id: reference.internal,
    /** 1: discussed first. */
    place: number,
    /** When its own time is up; `null` if it has the phase's time. */
    ends_at: instant.orNull.internal,
    /** One line, or empty. */
    outcome: text,
  },
  { exported: { as: 'discussed', only: 'channel', withId: true } },
);

export type DiscussionRow = RowOf<typeof discussions>;

/** The topics that are or were discussed, in order. */
export async function discussionsOf(read: ReadScope, retro: RowId): Promise<DiscussionRow[]> {
  return findRows(read.from(discussions), { retro_id: retro }, 'place', 'id');
}

export async function loadDiscussion(read: ReadScope, id: RowId): Promise<DiscussionRow | null> {
  return findRow(read.from(discussions), { id });
}
