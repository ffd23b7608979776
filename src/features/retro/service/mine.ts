/** What is one person's own. */
import type { UserId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { Mine } from '../blocks/home.ts';
import { hasAnswered, openRetrosOf } from '../repository.ts';

/** The retrospectives that are open for a person, with whether they have answered. */
export async function retrosOf(view: ReadScope, person: UserId): Promise<Mine['retros']> {
  const open = await openRetrosOf(view, person);
  const mine = [];
  for (const loaded of open) mine.push({ ...loaded, hasAnswered: await hasAnswered(view, loaded.row.id) });
  return mine;
}
