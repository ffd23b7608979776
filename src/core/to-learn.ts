/**
 * Where somebody can learn what they want to learn: found by what they wrote for themselves alone, with their access, and shown to them alone. What is
 * asked is kept nowhere.
 */
import type { KnownBlock } from '@slack/types';
import type { RowId } from './ids.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';

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
