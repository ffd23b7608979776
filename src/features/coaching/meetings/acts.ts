/** Meetings, for the indicators of learning of the channel whose round put a pair together: how many, and never whose. */
import type { Act, Acts } from '#core/acts.ts';
import { notes } from './rows.ts';

/** A channel counts what its people said, and sees no row of it. A pair of a mentor came from no channel, so there is nothing to count. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const found: Act[] = [];
  const days = await read.countBy(notes, 'at', { channel_id: channel });
  for (const at of [...days.keys()].filter((one) => one >= from && one < to).toSorted((a, b) => a - b))
    for (const id of (await read.countBy(notes, 'meeting_id', { channel_id: channel, at })).keys()) {
      const [people = 0] = (await read.countBy(notes, 'people', { meeting_id: id })).keys();
      const said = await read.countBy(notes, 'said_at', { meeting_id: id });
      const count = [...said.values()].reduce((sum, one) => sum + one, 0);
      const confirmedAt = count < people ? null : Math.max(...said.keys());
      found.push({ id, kind: 'meeting', by: null, channel, at, confirmedAt });
    }
  return found;
};
