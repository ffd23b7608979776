/** `/learned`. */
import { helpWords } from '../../core/help-words.ts';
import { context, section } from '../../core/kit/blocks.ts';
import type { Command } from '../../core/listener.ts';
import { join } from '../../core/text.ts';
import { learnedCopy } from './copy.ts';
import { nothingTyped } from './domain.ts';
import { openHere } from './service/open.ts';

export const commands: readonly Command[] = [
  {
    name: '/learned',
    summary: (locale) => learnedCopy.in(locale, 'UTC').plain('command.summary'),
    usage: (locale) => learnedCopy.in(locale, 'UTC').plain('command.usage'),
    inWords: ({ locale, tz }, text) => {
      if (!helpWords.includes(text.toLowerCase())) return null;
      const words = learnedCopy.in(locale, tz);
      const paragraphs = [words.mrkdwn('help.what'), words.mrkdwn('help.reach')];
      const shortcut = words.mrkdwn('help.shortcut');
      return {
        text: join([...paragraphs, shortcut]),
        blocks: [...paragraphs.map((sentence) => section(sentence)), context(shortcut)],
      };
    },
    run: (interaction, text) => openHere(interaction, { ...nothingTyped, what: text }),
  },
];
