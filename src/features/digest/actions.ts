/** Buttons. Each is decided from what is stored when it is pressed, never from what it carries. */
import { onAction, say, type ActionListener } from '../../core/listener.ts';
import { messageOf, wordsFor } from './blocks.ts';
import { dismiss } from './ids.ts';
import { loadItem } from './repository.ts';
import { toggleNotForMe } from './service.ts';

export const actions: readonly ActionListener[] = [
  onAction(dismiss, async (interaction, { item }) => {
    const words = wordsFor(interaction);
    const row = await loadItem(interaction.scope, item);
    if (row === null) return say(messageOf(words.mrkdwn('refused.gone')));
    return say(messageOf(words.mrkdwn(`told.${await toggleNotForMe(interaction, row)}`)));
  }),
];
