/** That a topic comes back: in the summary, and where the topic is read. */
import type { Mrkdwn } from '../../../core/text.ts';
import type { Theme } from '../service/themes.ts';
import type { Words } from './words.ts';

/** So many earlier ones are named, the last first. */
const mostNamed = 3;

/** @param key in the summary it is named by its number */
export function themeLine(
  { say }: Words,
  { place, abouts }: Theme,
  key: 'themes.topic' | 'themes.summary',
): Mrkdwn {
  const names = abouts.slice(0, mostNamed).map((about) => say.plain('themes.name', { about }));
  return say.mrkdwn(key, { place, retros: names.join(', ') });
}
