/** Who was to present at a channel's meetings and did, for the indicators of learning: what its people read anyway. */
import { type Acts, mostActs } from '#core/acts.ts';
import { findRows } from '#core/rows.ts';
import { presentersOf } from './dates.ts';
import { slots } from './rows.ts';

/** A meeting that fell out was planned and not held. One without a presenter says nothing. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(slots).where('it.meets_at', '>=', from).where('it.meets_at', '<', to);
  const met = { channel_id: channel, state: ['over', 'fell_out'] } as const;
  const rows = (await findRows(within.limit(mostActs), met, '-meets_at', '-id')).toReversed();
  return rows.flatMap((row) =>
    presentersOf(row).map((by) => ({
      id: row.id,
      kind: 'present' as const,
      by,
      channel,
      at: row.meets_at,
      confirmedAt: null,
      dueAt: row.meets_at,
      doneAt: row.state === 'over' ? row.meets_at : null,
    })),
  );
};
