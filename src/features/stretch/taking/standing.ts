/** How everything of one person's stands, for Home and the list. */
import type { KnownBlock } from '@slack/types';
import type { ReadScope } from '#core/scope.ts';
import type { T } from '../copy.ts';
import { openAssignments } from '../rows.ts';
import { standingBlocks } from './screens.ts';
import { partsIn, seenOf } from './seen.ts';

/** So many stand in Home; in each, at most two blocks. */
const most = 4;

export async function standingsOf(read: ReadScope, t: T): Promise<readonly KnownBlock[]> {
  if (read.viewer.kind !== 'person') return [];
  const { userId: self } = read.viewer;
  const blocks: KnownBlock[] = [];
  for (const row of (await openAssignments(read)).slice(0, most)) {
    const seen = await seenOf(read, row, partsIn(row, self));
    if (seen !== null) blocks.push(...standingBlocks(t, seen));
  }
  return blocks;
}
