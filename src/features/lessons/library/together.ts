/** Which lessons are told together: stories that joined another, and that one. */
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type LessonRow, lessons } from '../rows.ts';

type Joining = Pick<LessonRow, 'id' | 'joins_id' | 'state'>;

/**
 * The lesson under which each of `rows` stands where it is opened, or itself. Two stories of one that the viewer may not see have nothing in common
 * for them.
 */
export async function toldUnder(
  read: ReadScope,
  rows: readonly Joining[],
): Promise<(one: { readonly id: RowId }) => RowId> {
  const firsts = await visibleFirsts(read, rows);
  const under = new Map(
    rows.flatMap(({ id, joins_id: first, state }) =>
      first !== null && state === 'kept' && firsts.has(first) ? [[id, first] as const] : [],
    ),
  );
  return ({ id }) => under.get(id) ?? id;
}

async function visibleFirsts(read: ReadScope, rows: readonly Joining[]): Promise<ReadonlySet<RowId>> {
  const ids = [...new Set(rows.flatMap(({ joins_id: first }) => first ?? []))];
  if (ids.length === 0) return new Set();
  return new Set((await findRows(read.from(lessons), { id: ids, state: 'kept' })).map(({ id }) => id));
}
