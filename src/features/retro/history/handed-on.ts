/** What a channel’s team goes on with, for its new leader: open actions, and what changed because of earlier ones and still holds. */
import { type FindsHandedOn, type HandedOn } from '#core/handed-on.ts';
import { findRows } from '#core/rows.ts';
import { standardKinds } from '#core/standard.ts';
import { actionItems, openActionsIn } from '../action-items/operations.ts';

/** So many of each. */
const most = 15;

export const handedOn: FindsHandedOn = async (read, channel) => {
  if ((await read.channel(channel)) === null) return [];
  const open = (await openActionsIn(read, channel)).slice(0, most);
  const agreed = await findRows(
    read.from(actionItems).limit(most),
    { channel_id: channel, state: 'done', standard_kind: standardKinds },
    '-standard_at',
    'id',
  );
  return [
    ...open.map(({ id, what, owner_id: owner, due_on: on }): HandedOn => {
      return { id, kind: 'action', what, owner, dueOn: on };
    }),
    ...agreed.map(({ id, what, standard_name: name }): HandedOn => {
      return { id, kind: 'agreement', what: name === '' ? what : name, owner: null, dueOn: null };
    }),
  ];
};
