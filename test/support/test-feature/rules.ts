/** What this practice decides. Pure: everything comes in as an argument, so that a unit test needs no database. */
import { day, type Instant } from '#core/clock.ts';

/** In characters; with a sentence around them they fit a section of Slack’s, which takes 3,000. */
export const mostCharacters = 2_500;

/** Why these words are not kept; `null`: they are. */
export function refusalOf(words: string): 'empty' | 'long' | null {
  if (words === '') return 'empty';
  return words.length > mostCharacters ? 'long' : null;
}

/** When whoever showed something is reminded of it. */
export const looksBackAt = (shownAt: Instant): Instant => shownAt + 7 * day;
