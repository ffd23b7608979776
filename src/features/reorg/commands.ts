/** `/lore reorg`: the page of reorganisations. */
import { helpWords } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, say } from '#core/listener.ts';
import { copy, type T } from './copy.ts';

const help = (t: T) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.people'), t.mrkdwn('help.sponsor'));

export const commands: readonly Command[] = [
  {
    name: '/reorg',
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    inWords: (reader, text) =>
      helpWords.includes(text.toLowerCase()) ? help(copy.in(reader.locale, reader.tz)) : null,
    isReader: true,
    run: (it) => Promise.resolve(say(help(copy.for(it)))),
  },
];
