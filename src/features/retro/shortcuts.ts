/** In a message's menu, since commands do not work in threads. */
import type { Shortcut } from '../../core/listener.ts';
import { openStart } from './commands.ts';
import { retroCopy } from './copy.ts';
import { startHere } from './ids.ts';

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: startHere,
    type: 'message',
    isForMembers: true,
    name: (locale) => retroCopy.in(locale, 'UTC').plain('shortcut.name'),
    summary: (locale) => retroCopy.in(locale, 'UTC').plain('shortcut.summary'),
    run: (interaction) => openStart(interaction, ''),
  },
];
