/** What comes of a window: its figures, its report, and the duty to answer. */
import type { KnownBlock } from '@slack/types';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { AnyTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';

export const resultTables: readonly AnyTable[] = [];

export const results: FeaturePart = {};

/**
 * Publishes a window that is closed, with the access of its channel, in one transaction: figures from `scope.ballots.counted`, frozen; then
 * `discard`, `published_at` and the state, and a message to each who was asked and each leader.
 */
export async function publishWindow(_work: Work, _window: RowId): Promise<void> {
  // Nothing is published yet.
}

/** How many answers of leaders are owed, before which no window opens. @param scope of a person or of the channel */
export async function owedIn(_scope: ReadScope | Scope): Promise<number> {
  return 0;
}

/** What was published to the viewer, newest first, for `/pulse`. At most 30 blocks. */
export async function resultBlocks(
  _read: ReadScope,
  _renderContext: RenderContext,
): Promise<readonly KnownBlock[]> {
  return [];
}

/** The same for App Home: what waits for the viewer, at most 8 blocks, without a heading. */
export async function resultsInHome(
  _read: ReadScope,
  _renderContext: RenderContext,
): Promise<readonly KnownBlock[]> {
  return [];
}
