/** `/experiment`: begins one, lists them, and what is protected. */
import { helpWords } from '#core/help-words.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, open, type Reading, type Reply, say } from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { listOf, openNew } from './changing/handlers.ts';
import { copy, type T } from './copy.ts';
import { openProtected } from './protected/handlers.ts';

const help = (t: T): Message =>
  messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.how'), t.mrkdwn('help.list'), t.mrkdwn('help.protected'));

/** After the command, in each language. */
const listWords = ['list', 'liste'];
const protectedWords = ['protected', 'geschützt'];

async function showList(it: Reading): Promise<Reply> {
  const may = mayPostIn(it.channel);
  if (!may.ok) return say(messageOf(copy.for(it).mrkdwn(`begin.${may.code}`, { command: '/experiment' })));
  return open(await listOf(it, may.value.channelId, 0));
}

export const commands: readonly Command[] = [
  {
    name: '/experiment',
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    isReader: true,
    inWords: (reader, text) =>
      helpWords.includes(text.toLowerCase()) ? help(copy.in(reader.locale, reader.tz)) : null,
    run: async (it, text): Promise<Reply> => {
      const word = text.toLowerCase();
      if (listWords.includes(word)) return showList(it);
      if (protectedWords.includes(word)) return openProtected(it);
      return openNew(it, it.channel, text);
    },
  },
];
