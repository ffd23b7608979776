/** All of one lesson, for a reader of another team or of its own. */
import type { RowId } from '#core/ids.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import type { Reading } from '#core/listener.ts';
import { lessonsCopy } from './copy.ts';
import { effectBlocks } from './effect/opened.ts';
import { withOwn } from './read.ts';
import { toldWith } from './joining/operations.ts';
import { toldBlocks } from './joining/screens.ts';
import { renderOpened } from './screens.ts';

/** @returns `null` if it is gone, or has not reached the viewer */
export async function openedLesson(interaction: Reading, id: RowId): Promise<RenderedModal | null> {
  const theirs = await withOwn(interaction, id);
  if (theirs?.lesson.state !== 'kept') return null;
  const t = lessonsCopy.for(interaction);
  const told = toldBlocks(t, await toldWith(interaction.scope, theirs.lesson, interaction.now));
  return renderOpened(t, theirs.lesson, [...(await effectBlocks(t, interaction, theirs)), ...told]);
}
