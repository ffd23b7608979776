/** All of one lesson, for a reader of another team or of its own. */
import type { Button } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { actions, context } from '#core/kit/blocks.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import type { Reading } from '#core/listener.ts';
import { lessonsCopy } from './copy.ts';
import { effectBlocks } from './effect/opened.ts';
import { withOwn } from './read.ts';
import { toldWith } from './joining/operations.ts';
import { toldBlocks } from './joining/screens.ts';
import { renderOpened, stateOf } from './screens.ts';

/**
 * Of one that is still for the people who saw its cards, they read that.
 * @param thanks buttons to thank whose it is, after it was of use
 * @returns `null` if it is gone, or has not reached the viewer
 */
export async function openedLesson(
  interaction: Reading,
  id: RowId,
  thanks: readonly Button[] = [],
): Promise<RenderedModal | null> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return null;
  const t = lessonsCopy.for(interaction);
  const { lesson } = theirs;
  const whose = lesson.state === 'kept' ? [] : [context(stateOf(t, lesson))];
  const told = toldBlocks(t, await toldWith(interaction.scope, lesson, interaction.now));
  const thanking = thanks.length === 0 ? [] : [actions([...thanks])];
  const effect = await effectBlocks(t, interaction, theirs);
  return renderOpened(t, lesson, [...whose, ...effect, ...thanking, ...told]);
}
