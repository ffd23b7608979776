/** `/learned`. */
import { helpWords } from '../../core/help-words.ts';
import { context, section } from '../../core/kit/blocks.ts';
import { say, type Command } from '../../core/listener.ts';
import { join } from '../../core/text.ts';
import { learnedCopy } from './copy.ts';
import { nothingTyped } from './domain.ts';
import { openHere } from './service/open.ts';

export const commands: readonly Command[] = [
  {
    name: '/learned',
    summary: (locale) => learnedCopy.in(locale, 'UTC').plain('command.summary'),
    usage: (locale) => learnedCopy.in(locale, 'UTC').plain('command.usage'),
    run: async (interaction, text) => {
      if (!helpWords.includes(text.toLowerCase()))
        return openHere(interaction, { ...nothingTyped, what: text });
      const words = learnedCopy.for(interaction);
      const paragraphs = [words.mrkdwn('help.what'), words.mrkdwn('help.reach')];
      const shortcut = words.mrkdwn('help.shortcut');
      return say({
        text: join([...paragraphs, shortcut]),
        blocks: [...paragraphs.map((text) => section(text)), context(shortcut)],
      });
    },
  },
];
