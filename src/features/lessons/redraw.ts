import type { UserId } from '#core/ids.ts';
import type { Work } from '#core/work.ts';
import type { LessonRow } from './rows.ts';

/** Redraws everything that shows it, the questions to its authors included; and the Homes of everyone known to be in it. */
export async function redraw({ scope }: Work, row: LessonRow, person: UserId): Promise<void> {
  await scope.refreshShowing(row.id);
  await scope.refreshHome(person, ...(row.writer_id === null ? [] : [row.writer_id]));
}
