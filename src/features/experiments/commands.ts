/** `/experiment`: begins one, lists them, and what is protected. */
import { helpWords } from '#core/help-words.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, open, type Reading, type Reply, say } from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { suggest } from '#core/suggest.ts';
import { listOf, openNew } from './changing/handlers.ts';
import { copy, type T } from './copy.ts';
import { openProtected } from './protected/handlers.ts';

/** @param slip what nobody knows here, and what may have been meant */
const help = (t: T, slip?: { readonly word: string; readonly guess: string }): Message =>
  messageOf(
    ...(slip === undefined ? [] : [t.mrkdwn('help.guess', slip)]),
    t.mrkdwn('help.what'),
    t.mrkdwn('help.how'),
    t.mrkdwn('help.list'),
    t.mrkdwn('help.protected'),
  );

/** After the command, in each language. */
const listWords = ['list', 'liste'];
const protectedWords = ['protected', 'geschützt'];

/** One word that is nearly one of these; what is believed has more words. */
function slipOf(text: string): { readonly word: string; readonly guess: string } | undefined {
  const known = [...helpWords, ...listWords, ...protectedWords];
  const isOther = known.includes(text.toLowerCase()) || /\s/u.test(text);
  // “?” is near to each letter.
  const guess = isOther
    ? null
    : suggest(
        text,
        known.filter((word) => word.length > 1),
      );
  return guess === null ? undefined : { word: text, guess };
}

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
    inWords: (reader, text) => {
      const slip = slipOf(text);
      const isHelp = slip !== undefined || helpWords.includes(text.toLowerCase());
      return isHelp ? help(copy.in(reader.locale, reader.tz), slip) : null;
    },
    run: async (it, text): Promise<Reply> => {
      const word = text.toLowerCase();
      if (listWords.includes(word)) return showList(it);
      if (protectedWords.includes(word)) return openProtected(it);
      return openNew(it, it.channel, text);
    },
  },
];
