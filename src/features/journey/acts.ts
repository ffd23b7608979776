/** What leaders showed in a channel of what they learn, for the indicators of learning. Who was invited to lead is not said. */
import { type Acts, doersOf, mostActs } from '#core/acts.ts';
import { findRows } from '#core/rows.ts';
import { entries } from './rows.ts';

export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(entries).where('it.told_at', '>=', from).where('it.told_at', '<', to);
  const standing = { channel_id: channel, withdrawn_at: null };
  const rows = (await findRows(within.limit(mostActs), standing, '-told_at', '-id')).toReversed();
  const by = await doersOf(read, entries, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: 'journey',
    by: by(row),
    channel,
    at: row.told_at,
    confirmedAt: null,
    about: row.question,
  }));
};
