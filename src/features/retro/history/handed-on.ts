/** What a channel’s team goes on with, for its new leader: open actions, and what changed because of earlier ones and still holds. */
import { type FindsHandedOn, type HandedOn } from '#core/handed-on.ts';
import { findRows } from '#core/rows.ts';
import { standardKinds } from '#core/standard.ts';
import { instantOf } from '#core/time/zone.ts';
import { actionItems, openActionsIn } from '../action-items/operations.ts';

/** So many of each. */
const most = 15;
const noon = 12 * 60;

export const handedOn: FindsHandedOn = async (read, channel) => {
  const here = await read.channel(channel);
  if (here === null) return [];
  const open = (await openActionsIn(read, channel)).slice(0, most);
  const agreed = await findRows(
    read.from(actionItems).limit(most),
    { channel_id: channel, state: 'done', standard_kind: standardKinds },
    '-standard_at',
    'id',
  );
  return [
    ...open.map(({ id, what, owner_id: owner, due_on: on }): HandedOn => {
      return { id, kind: 'action', what, owner, dueAt: instantOf(on, noon, here.tz) };
    }),
    ...agreed.map(({ id, what, standard_name: name }): HandedOn => {
      return { id, kind: 'agreement', what: name === '' ? what : name, owner: null, dueAt: null };
    }),
  ];
};
