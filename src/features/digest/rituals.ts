/** The digest of a channel. */
import type { Ritual } from '../../core/ritual.ts';
import { digestCopy } from './copy.ts';
import { weekly } from './ids.ts';
import type { Giver } from './posts.ts';
import { tell } from './service.ts';

/** @param givers the practices that have something for a digest */
export const ritualsWith = (givers: readonly Giver[]): readonly Ritual[] => [
  {
    name: weekly,
    title: (locale) => digestCopy.in(locale, 'UTC').plain('ritual.title'),
    what: (locale) => digestCopy.in(locale, 'UTC').plain('ritual.what'),
    // Tuesday morning: whoever is asked on Thursday has had a working day, and nowhere in the world is it the weekend.
    usual: { every: 'week', weekday: 2, minutes: 10 * 60 },
    offered: { whenShared: 3 },
    occur: (context) => tell(context, givers),
  },
];
