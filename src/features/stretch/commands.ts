/** `/stretch`: what there is to take on, and what is one's own. */
import { helpWords } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, say } from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { copy, type T } from './copy.ts';

const help = (t: T): Message =>
  messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.offer'), t.mrkdwn('help.unseen'));

export const commands: readonly Command[] = [
  {
    name: '/stretch',
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    isReader: true,
    inWords: (reader, text) =>
      helpWords.includes(text.toLowerCase()) ? help(copy.in(reader.locale, reader.tz)) : null,
    run: async (it, text) => {
      const t = copy.for(it);
      return say(text === '' ? help(t) : messageOf(t.mrkdwn('help.unknown', { typed: text })));
    },
  },
];
