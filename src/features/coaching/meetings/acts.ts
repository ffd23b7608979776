/** Meetings, for the indicators of learning of the channel whose round put a pair together: how many, and never whose. */
import { type Act, type Acts, inOrder } from '#core/acts.ts';
import { day } from '#core/clock.ts';
import { rowId } from '#core/ids.ts';
import { dues, notes } from './rows.ts';

/** What took place within this time of when it was planned was kept. */
const near = 7 * day;

/** A channel counts what its people said, and sees no row of it. A pair of a mentor came from no channel, so there is nothing to count. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const found: Act[] = [];
  const here = { channel_id: channel };
  for (const pair of (await read.countBy(dues, 'pair_id', here)).keys())
    for (const at of (await read.countBy(dues, 'at', { ...here, pair_id: pair })).keys()) {
      if (at < from || at >= to) continue;
      const met = await read.countBy(notes, 'at', { ...here, pair_id: pair });
      const doneAt = [...met.keys()].find((one) => Math.abs(one - at) <= near) ?? null;
      const id = rowId(`${pair}.${at}`);
      found.push({ id, kind: 'meeting', by: null, channel, at, confirmedAt: null, dueAt: at, doneAt });
    }
  const days = await read.countBy(notes, 'at', here);
  for (const at of [...days.keys()].filter((one) => one >= from && one < to))
    for (const id of (await read.countBy(notes, 'meeting_id', { ...here, at })).keys()) {
      const [people = 0] = (await read.countBy(notes, 'people', { meeting_id: id })).keys();
      const said = await read.countBy(notes, 'said_at', { meeting_id: id });
      const count = [...said.values()].reduce((sum, one) => sum + one, 0);
      const confirmedAt = count < people ? null : Math.max(...said.keys());
      found.push({ id, kind: 'meeting', by: null, channel, at, confirmedAt });
    }
  return inOrder(found);
};
