/** What became of a channel’s rituals in a reorganisation, for the indicators of learning: nothing of a person. */
import { type Act, type Acts, inOrder } from '#core/acts.ts';
import { findRows } from '#core/rows.ts';
import { notices } from '../rows.ts';
import { tasksOf } from './rows.ts';

export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(notices).where('it.effect_at', '>=', from).where('it.effect_at', '<', to);
  const found: Act[] = [];
  for (const notice of await findRows(within, { channel_id: channel, ended_at: null }, 'effect_at', 'id'))
    for (const task of await tasksOf(read, notice.reorg_id, channel))
      if (task.state !== 'off')
        found.push({
          id: task.id,
          kind: 'ritual',
          by: null,
          channel,
          at: notice.effect_at,
          confirmedAt: null,
          doneAt: task.state === 'retire' ? null : task.alive_at,
          droppedAt: task.state === 'retire' ? task.decided_at : null,
        });
  return inOrder(found);
};
