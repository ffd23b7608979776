/** The weekly question. */
import type { Ritual } from '../../core/ritual.ts';
import { learnedCopy } from './copy.ts';
import { weekly } from './ids.ts';
import { askChannel } from './service/ask.ts';

export const rituals: readonly Ritual[] = [
  {
    name: weekly,
    title: (locale) => learnedCopy.in(locale, 'UTC').plain('ritual.title'),
    what: (locale) => learnedCopy.in(locale, 'UTC').plain('ritual.what'),
    // Thursday after lunch: the week is fresh, and nowhere in the world is it the weekend.
    usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
    offered: 'start',
    asks: true,
    occur: askChannel,
  },
];
