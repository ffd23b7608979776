/** In a message's menu, since commands do not work in threads. */
import type { Shortcut } from '../../core/listener.ts';
import { learnedCopy } from './copy.ts';
import { nothingTyped } from './domain.ts';
import { saveAsShare } from './ids.ts';
import { openHere } from './service/open.ts';

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: saveAsShare,
    type: 'message',
    name: (locale) => learnedCopy.in(locale, 'UTC').plain('shortcut.name'),
    summary: (locale) => learnedCopy.in(locale, 'UTC').plain('shortcut.summary'),
    run: (interaction, message) => {
      if (message === null) return openHere(interaction, nothingTyped);
      if (message.author === interaction.person.userId)
        return openHere(interaction, { ...nothingTyped, what: message.text });
      // Somebody else's words are theirs: only where they stand is kept, and they are told.
      return openHere(
        interaction,
        { ...nothingTyped, link: message.link ?? '' },
        message.link === null ? undefined : (message.author ?? undefined),
      );
    },
  },
];
