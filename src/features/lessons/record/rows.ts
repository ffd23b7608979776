import { instant, partOf, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { type LessonRow, lessons } from '../rows.ts';
import type { Said } from './said.ts';

/** Of a lesson that came from another installation: what its file said there that is in no other row here. Its authors are those whom it names. */
export const records = sharedTable(
  'lesson_record',
  {
    lesson_id: partOf(lessons),
    /** Its id in files. */
    known_as: reference.internal,
    /** When it was written there; here it is kept from when it came. */
    written_at: instant.internal,
    /** `Said`, as JSON. */
    said: text.internal,
  },
  // It cannot be said without one of them.
  { isJoint: true },
);

export const saidFrom = ({ said }: Pick<RowOf<typeof records>, 'said'>): Said => JSON.parse(said) as Said;

/** What the files of those of these lessons said that came with one. */
export async function saidOfEach(
  read: ReadScope,
  rows: readonly LessonRow[],
): Promise<ReadonlyMap<RowId, Said>> {
  const ids = rows.filter(({ source }) => source === 'import').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await findRows(read.from(records), { lesson_id: ids });
  return new Map(found.map((row) => [row.lesson_id, saidFrom(row)]));
}
