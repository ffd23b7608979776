/** The rows. Their types, the export, how long they are kept and what an erasure does follow from the columns. */
import { channel, instant, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import type { Week } from '#core/week.ts';

export const entries = sharedTable(
  'pebble',
  { channel_id: channel, words: text, kept_at: instant },
  { kept: { name: 'pebble.pebbles', days: 100, since: 'kept_at' }, exported: { as: 'pebbles' } },
);

export type Entry = RowOf<typeof entries>;

/** @returns `null` when it is gone, or not for this viewer: the two look alike on purpose */
export const loadEntry = (read: ReadScope, id: RowId): Promise<Entry | null> =>
  findRow(read.from(entries), { id });

/** What the viewer wrote, the newest first. */
export function newestOf(read: ReadScope, most: number): Promise<Entry[]> {
  const query = read.mine(entries).selectAll().orderBy('it.kept_at', 'desc').orderBy('it.id', 'desc');
  return query.limit(most).execute();
}

/** What was kept in a channel within a week, the oldest first. */
export const keptIn = (
  read: ReadScope,
  { channel: here, from, to }: Week,
  most: number,
): Promise<Entry[]> => {
  const within = read.from(entries).where('it.kept_at', '>', from).where('it.kept_at', '<=', to);
  return findRows(within.limit(most), { channel_id: here }, 'kept_at', 'id');
};
