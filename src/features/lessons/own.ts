/** A person's own lessons, page by page. */
import { pageOf } from '#core/kit/pages.ts';
import type { Reading, Reply, open, update } from '#core/listener.ts';
import { lessonsCopy } from './copy.ts';
import { listed } from './read.ts';
import { inList, renderList } from './screens.ts';

export async function showOwn(
  interaction: Reading,
  page: number,
  show: typeof open | typeof update,
): Promise<Reply> {
  const all = await listed(interaction.scope, interaction.person.userId, interaction.now);
  return show(renderList(lessonsCopy.for(interaction), pageOf(all, inList, page)));
}
