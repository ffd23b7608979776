/** Two people, as the one of them who reads sees them: every post is to one of the two. */
import type { RowId, UserId } from '#core/ids.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import type { ReadScope } from '#core/scope.ts';
import { copy } from './copy.ts';
import type { OfShare } from './ids.ts';
import { loadShare, type ShareRow } from './rows.ts';

export interface Pair {
  readonly row: ShareRow;
  readonly self: UserId;
}

/** @returns `null` if it is gone, or not for this viewer */
export async function loadPair(read: ReadScope, id: RowId): Promise<Pair | null> {
  const row = await loadShare(read, id);
  return row === null || read.viewer.kind !== 'person' ? null : { row, self: read.viewer.userId };
}

export const aboutPair = postsAbout(copy, (read, { share }: OfShare) => loadPair(read, share));
