/** What a person asked, for them alone. */
import { pageOf } from '#core/kit/pages.ts';
import type { Reading, Reply } from '#core/listener.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { copy } from '../copy.ts';
import { ownQuestions, withAnswers } from '../rows.ts';
import { inList, renderMine } from './screens.ts';

/** @param page counted from 0 @param show opens it, or changes it in place */
export async function openMine(
  interaction: Reading,
  page: number,
  show: (modal: RenderedModal) => Reply,
): Promise<Reply> {
  const list = pageOf(await ownQuestions(interaction.scope), inList, page);
  const shown = await withAnswers(interaction.scope, list.shown);
  return show(renderMine(copy.for(interaction), { ...list, shown }));
}
