/**
 * Where somebody can learn what they want to learn: found by what they wrote for themselves alone, with their access, and shown to them alone. What is
 * asked is kept nowhere.
 */
import type { KnownBlock } from '@slack/types';
import type { RowId } from './ids.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import { wordsOf } from './search/fitting.ts';
import { termsOf } from './search/rank.ts';

/** In the order in which they are shown. */
export const toLearnKinds = ['pathway', 'mentor', 'stretch', 'forum'] as const;

export interface ToLearn {
  readonly id: RowId;
  readonly kind: (typeof toLearnKinds)[number];
  /** One section: what it is, why it fits, and at most one button of the practice. */
  readonly block: KnownBlock;
}

/** @param words what the person wants to learn, as typed @returns the best first; at most 3 */
export type FindsToLearn = (
  read: ReadScope,
  words: string,
  renderContext: RenderContext,
) => Promise<readonly ToLearn[]>;

/**
 * How much of a short subject, such as a topic, stands in what somebody wants to learn: of its words that say something, in any of their forms.
 * @returns 0 to 1; 0 if it is less than half, which is chance
 */
export function shareIn(words: string, subject: string): number {
  const said = new Set(wordsOf({ name: words, about: '' }).flatMap(termsOf));
  const telling = wordsOf({ name: subject, about: '' });
  const found = telling.filter((word) => termsOf(word).some((term) => said.has(term)));
  const share = telling.length === 0 ? 0 : found.length / telling.length;
  return share < 0.5 ? 0 : share;
}
