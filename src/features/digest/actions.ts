/** Buttons. Each is decided from what is stored when it is pressed, never from what it carries. */
import { digestCopy } from './copy.ts';
import { messageOf } from '../../core/kit/message.ts';
import type { RowId } from '../../core/ids.ts';
import {
  nothing,
  onAction,
  say,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../core/listener.ts';
import { dismiss, stillHolds, untrue } from './ids.ts';
import { loadItem } from './repository.ts';
import { giveVerdict, toggleNotForMe } from './service.ts';
import type { ItemRow } from './tables.ts';

/** Something in a digest that the person reads. */
async function withItem(
  interaction: Interaction,
  id: RowId,
  then: (item: ItemRow) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadItem(interaction.scope, id);
  return row === null ? say(messageOf(digestCopy.for(interaction).mrkdwn('refused.gone'))) : then(row);
}

const verdict = (interaction: Interaction, id: RowId, holds: boolean): Promise<Reply> =>
  withItem(interaction, id, async (row) => {
    await giveVerdict(interaction, row, holds);
    return nothing;
  });

export const actions: readonly ActionListener[] = [
  onAction(dismiss, (interaction, { item }) =>
    withItem(interaction, item, async (row) =>
      say(messageOf(digestCopy.for(interaction).mrkdwn(`told.${await toggleNotForMe(interaction, row)}`))),
    ),
  ),
  onAction(untrue, (interaction, { item }) => verdict(interaction, item, false)),
  onAction(stillHolds, (interaction, { item }) => verdict(interaction, item, true)),
];
