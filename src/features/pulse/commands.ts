/** `/pulse`: what concerns the person who typed it, and for an admin the tree and the windows. */
import { helpWords } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, say } from '#core/listener.ts';
import { copy, type T } from './copy.ts';

const help = (t: T) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.stored'));

export const commands: readonly Command[] = [
  {
    name: '/pulse',
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    inWords: (reader, text) =>
      helpWords.includes(text.toLowerCase()) ? help(copy.in(reader.locale, reader.tz)) : null,
    isReader: true,
    run: async (interaction) => say(help(copy.for(interaction))),
  },
];
