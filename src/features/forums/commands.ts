/** `/forum`: what there is in this channel, and how to begin one. */
import { helped } from '#core/help-words.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, type Reading, type Reply, say } from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { join } from '#core/text.ts';
import { copy, type T } from './copy.ts';
import { forumPage } from './page.ts';
import { openNew } from './setup/handlers.ts';

const help = (t: T): Message =>
  messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.new'), t.mrkdwn('help.hours'));

async function show(it: Reading): Promise<Reply> {
  const may = mayPostIn(it.channel);
  const t = copy.for(it);
  if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/forum' })));
  return say(await forumPage(it, may.value));
}

export const commands: readonly Command[] = [
  {
    name: '/forum',
    ...helped(copy, help),
    isReader: true,
    run: async (it, text): Promise<Reply> => {
      const word = text.toLowerCase();
      if (word === '') return show(it);
      if (['new', 'neu'].includes(word)) return openNew(it, it.channel);
      const t = copy.for(it);
      const unknown = messageOf(t.mrkdwn('help.unknown', { typed: text }));
      const known = help(t);
      return say({
        text: join([unknown.text, known.text]),
        blocks: [...unknown.blocks, ...known.blocks],
      });
    },
  },
];
