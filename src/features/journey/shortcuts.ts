/** In Slack's own menu, since commands do not work in threads. */
import { open, type Shortcut } from '../../core/listener.ts';
import { journeyCopy } from './copy.ts';
import { writeShortcut } from './ids.ts';
import { writeForm } from './service/read.ts';

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: writeShortcut,
    type: 'global',
    name: (locale) => journeyCopy.in(locale, 'UTC').plain('shortcut.name'),
    summary: (locale) => journeyCopy.in(locale, 'UTC').plain('shortcut.summary'),
    run: async (interaction) => open(await writeForm(interaction)),
  },
];
