import type { Locale } from './languages.ts';
import type { Command, Wording } from './listener.ts';
import type { Reader } from './people.ts';
import type { Message } from './post.ts';

/** Words with which people ask for help in their own language, in lower case. */
export const helpWords: readonly string[] = ['help', 'hilfe', 'ajuda', 'ayuda', 'aide', '?'];

/** Words after `/lore` that open a channel's settings, in each language. In lower case. */
export const settingsWords: readonly string[] = ['settings', 'einstellungen'];

/** Words after `/lore` that open one's calendars. In lower case. */
export const calendarWords: readonly string[] = ['calendar', 'kalender'];

/** Words after `/lore` with which admins connect tools. In lower case. */
export const connectWords: readonly string[] = ['connect', 'verbinden'];

/** The sentences of a practice, with those that every command has. */
interface CommandCopy<T> {
  named(key: 'command.summary' | 'command.usage'): Wording;
  in(locale: Locale, tz: string): T;
}

/** What a command says of itself, and to who asks for help. */
export const helped = <T>(
  copy: CommandCopy<T>,
  help: (t: T, reader: Reader) => Message,
): Required<Pick<Command, 'summary' | 'usage' | 'inWords'>> => ({
  summary: copy.named('command.summary'),
  usage: copy.named('command.usage'),
  inWords: (reader, text) =>
    helpWords.includes(text.toLowerCase()) ? help(copy.in(reader.locale, reader.tz), reader) : null,
});
