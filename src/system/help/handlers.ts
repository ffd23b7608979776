/** `/lore`: help, a channel's settings, calendars, and the answer to an unknown word. After it, the practices handle their own commands. */
import { systemCommand, type SystemFeature } from '#core/feature.ts';
import { calendarWords, connectWords, helpWords, settingsWords } from '#core/help-words.ts';
import { showCalendar } from '../calendar/handlers.ts';
import { showConnections } from '../connections/handlers.ts';
import type { SystemPort } from '../port.ts';
import { showSetUp } from '../schedules/handlers.ts';
import { helpMessage, unknownMessage } from './screens.ts';

export function help(
  port: Pick<
    SystemPort,
    'features' | 'store' | 'directory' | 'address' | 'newSecret' | 'ids' | 'toolHosts' | 'wake'
  >,
): SystemFeature {
  return {
    name: 'help',
    commands: [
      {
        name: systemCommand,
        ownTransactions: true,
        words: [...helpWords, ...settingsWords, ...calendarWords, ...connectWords],
        inWords: (reader, text, off) => {
          const [typed = ''] = text.split(/\s+/, 1);
          const word = wordIn(text);
          if ([...settingsWords, ...calendarWords, ...connectWords].includes(word)) return null;
          const on = port.features.filter(({ name }) => !off.has(name));
          return word === '' || helpWords.includes(word)
            ? helpMessage(on, reader)
            : unknownMessage(port.features, on, reader, typed);
        },
        run: (who, text) => {
          if (connectWords.includes(wordIn(text))) return showConnections(port, who);
          const show = calendarWords.includes(wordIn(text)) ? showCalendar : showSetUp;
          return show(port, who, who.channel?.channelId ?? null);
        },
      },
    ],
  };
}

/** The first word, however it is typed. */
const wordIn = (text: string): string => (text.split(/\s+/, 1)[0] ?? '').replace(/^\//, '').toLowerCase();
