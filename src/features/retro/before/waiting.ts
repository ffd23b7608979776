/** What of the reviews before the work waits for a person, in their App Home. Nobody is reminded of it. */
import type { UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { loadProject } from '../plan/rows.ts';
import { type BeforeRow, befores } from './rows.ts';
import type { WaitingBefore } from './screens.ts';
import { hasAnswered } from './writing.ts';

/** The first to be joined comes first. @param person the viewer, a full member of the workspace */
export async function waitingBefores(read: ReadScope, person: UserId): Promise<readonly WaitingBefore[]> {
  const rows = await findRows(read.from(befores), { state: ['open', 'joined'] }, 'until', 'id');
  const waiting: WaitingBefore[] = [];
  for (const row of rows) {
    if (row.state === 'open' && !(await hasAnswered(read, row))) waiting.push({ row, waits: 'answer' });
    else if (row.measure === '' && (await ownerOf(read, row)) === person)
      waiting.push({ row, waits: 'measure' });
  }
  return waiting;
}

/** Whose review it is: its project's owner, or else who began it. */
export async function ownerOf(
  read: ReadScope,
  { project_id: project, began_by: by }: Pick<BeforeRow, 'project_id' | 'began_by'>,
): Promise<UserId | null> {
  const of = project === null ? null : await loadProject(read, project);
  return of?.owner_id ?? by;
}
