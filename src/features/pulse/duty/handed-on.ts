/** What was promised after a pulse to the people of a channel, for who leads them from now on: as far as that person may read it. */
import type { FindsHandedOn } from '#core/handed-on.ts';
import { findRows } from '#core/rows.ts';
import { places } from '../rows.ts';
import { answers } from './rows.ts';

/** So many of the last are looked at. */
const most = 12;

export const handedOn: FindsHandedOn = async (read, channel) => {
  if ((await read.channel(channel)) === null) return [];
  const teams = await findRows(read.from(places), { people_channel_id: channel, removed_at: null });
  const said = await findRows(
    read.from(answers).limit(most),
    { place_id: teams.map(({ id }) => id) },
    '-said_at',
    'id',
  );
  return said.flatMap(({ id, change: what, said_by: owner, follow_on: on, helped }) =>
    what === null || what === '' || helped === 'no'
      ? []
      : [{ id, kind: 'agreement', what, owner, dueOn: on }],
  );
};
