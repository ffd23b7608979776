/** What a channel's people shared, for the indicators of learning; confirmed by the first who said how they used it. */
import { type Acts, doersOf, mostActs } from '#core/acts.ts';
import { chunks } from '#core/chunks.ts';
import { findRows } from '#core/rows.ts';
import { sharedBetween } from './read.ts';
import { shares, type UseRow, uses } from './rows.ts';

export const acts: Acts = async (read, { channel, from, to }) => {
  const rows = await sharedBetween(read, channel, { from, to }, mostActs);
  const used: UseRow[] = [];
  for (const some of chunks(rows.map(({ id }) => id)))
    used.push(...(await findRows(read.from(uses), { share_id: some }, '-used_at', 'id')));
  // The first overwrites those after it.
  const first = new Map(used.map((row) => [row.share_id, row]));
  const by = await doersOf(read, shares, rows);
  const usedBy = await doersOf(read, uses, [...first.values()]);
  return rows.map((row) => {
    const use = first.get(row.id);
    const confirmedBy = use === undefined ? null : usedBy(use);
    return {
      id: row.id,
      kind: 'share',
      by: by(row),
      channel,
      at: row.shared_at,
      confirmedAt: use?.used_at ?? null,
      ...(confirmedBy === null ? {} : { confirmedBy }),
    };
  });
};
