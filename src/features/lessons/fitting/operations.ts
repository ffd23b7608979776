/** What is stored of lessons that were shown where something began. */
import type { RowId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import { lessonRow } from '../read.ts';
import { lessons } from '../rows.ts';

/** Two projects may be over at the same moment. */
const mostTries = 5;

/** One more project applied it. @throws when others keep changing it, so that it is tried again later */
export async function countApplied(scope: Scope, id: RowId): Promise<void> {
  for (let tried = 0; tried < mostTries; tried += 1) {
    const row = await lessonRow(scope, id);
    if (row === null) return;
    const before = { applied_in: row.applied_in };
    if (await scope.update(lessons, id, { applied_in: row.applied_in + 1 }, { where: before })) return;
  }
  throw new Error('the lesson was changed each time');
}
