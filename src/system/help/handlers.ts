/** `/lore`: help, the settings of a channel, and the answer to a word that is no command. The practices' commands after it are theirs. */
import { systemCommand, type SystemFeature } from '#core/feature.ts';
import { helpWords } from '#core/help-words.ts';
import type { SystemPort } from '../port.ts';
import { showOverview } from '../schedules/handlers.ts';
import { helpMessage, unknownMessage } from './screens.ts';

/** How somebody may ask for the settings of a channel, in their own language. In lower case. */
const settingsWords: readonly string[] = ['settings', 'einstellungen'];

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
        run: (who) => showOverview(port, who, who.channel?.channelId ?? null),
      },
    ],
  };
}
