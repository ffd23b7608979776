/** `/lore`: help, a channel's settings, and the answer to an unknown word. After it, the practices handle their own commands. */
import { systemCommand, type SystemFeature } from '#core/feature.ts';
import { helpWords, settingsWords } from '#core/help-words.ts';
import type { SystemPort } from '../port.ts';
import { showSetUp } from '../schedules/handlers.ts';
import { helpMessage, unknownMessage } from './screens.ts';

export function help(port: Pick<SystemPort, 'features' | 'store'>): SystemFeature {
  return {
    name: 'help',
    commands: [
      {
        name: systemCommand,
        ownTransactions: true,
        words: [...helpWords, ...settingsWords],
        inWords: (reader, text, off) => {
          const [typed = ''] = text.split(/\s+/, 1);
          const word = typed.replace(/^\//, '').toLowerCase();
          if (settingsWords.includes(word)) return null;
          const on = port.features.filter(({ name }) => !off.has(name));
          return word === '' || helpWords.includes(word)
            ? helpMessage(on, reader)
            : unknownMessage(port.features, on, reader, typed);
        },
        run: (who) => showSetUp(port, who, who.channel?.channelId ?? null),
      },
    ],
  };
}
