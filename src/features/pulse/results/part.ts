/** What comes of a window: its figures, its report, and the duty to answer. */
import type { KnownBlock } from '@slack/types';
import { type FeaturePart, joinParts } from '#core/feature.ts';
import { isAdmin } from '#core/people.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { AnyTable } from '#core/tables.ts';
import { copy } from '../copy.ts';
import { duty } from '../duty/handlers.ts';
import { answers, duties, openDuties } from '../duty/rows.ts';
import { closable, owedBlocks } from '../duty/screens.ts';
import { windowsOf } from '../rows.ts';
import { reading } from './handlers.ts';
import { latestWindow, resultsOf } from './read.ts';
import { figures } from './rows.ts';
import { latestBlocks } from './screens.ts';

export { publishWindow } from './operations.ts';

export const resultTables: readonly AnyTable[] = [figures, duties, answers];

export const results: FeaturePart = joinParts([reading, duty]);

/** How many answers of leaders are owed, before which no window opens. @param read of a person or of the channel */
export const owedIn = async (read: ReadScope): Promise<number> => (await openDuties(read)).length;

/** What was published to the viewer, newest first, for `/pulse`. At most 30 blocks. */
export async function resultBlocks(
  read: ReadScope,
  renderContext: RenderContext,
): Promise<readonly KnownBlock[]> {
  const latest = await latestWindow(read);
  const found = latest === null ? null : await resultsOf(read, latest.id);
  const toClose = await closableBlocks(read, renderContext, true);
  return found === null ? toClose : [...latestBlocks(found, renderContext), ...toClose].slice(0, 30);
}

/** What nobody answered in time, for an admin. @param canClose the page alone is redrawn by the press */
async function closableBlocks(
  read: ReadScope,
  renderContext: RenderContext,
  canClose: boolean,
): Promise<readonly KnownBlock[]> {
  const { viewer } = read;
  const person = viewer.kind === 'person' ? await read.person(viewer.userId) : null;
  if (person === null || !isAdmin(person)) return [];
  const blocks: KnownBlock[] = [];
  for (const { id } of await windowsOf(read)) {
    const found = await resultsOf(read, id);
    if (found !== null) blocks.push(...closable(copy.for(renderContext), found, renderContext.now, canClose));
  }
  return blocks;
}

/** The same for App Home: what waits for the viewer, at most 8 blocks, without a heading. */
export async function resultsInHome(
  read: ReadScope,
  renderContext: RenderContext,
): Promise<readonly KnownBlock[]> {
  const latest = await latestWindow(read);
  const found = latest === null ? null : await resultsOf(read, latest.id);
  if (read.viewer.kind !== 'person') return [];
  const toClose = await closableBlocks(read, renderContext, false);
  if (found === null) return toClose.slice(0, 4);
  const { userId } = read.viewer;
  const waits = found.duties.flatMap((one) =>
    owedBlocks(copy.for(renderContext), found, one, userId, { isFirst: false, now: renderContext.now }).slice(
      1,
    ),
  );
  return [...[...waits, ...toClose].slice(0, 4), ...latestBlocks(found, renderContext)].slice(0, 8);
}
