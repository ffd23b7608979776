/** What readers say of a lesson: that they used it, or find it useful. Nobody else learns who; it is only counted. */
import type { Instant } from '../../../core/clock.ts';
import type { Scope } from '../../../core/scope.ts';
import { opinions, type LessonRow, type OpinionRow } from '../tables.ts';

export type Said = OpinionRow['said'];

/** Says it, or takes it back. @returns which of both */
export async function toggleSaid(
  { scope, now }: { readonly scope: Scope; readonly now: Instant },
  row: LessonRow,
  said: Said,
): Promise<'said' | 'back'> {
  if ((await scope.take(opinions, { lesson_id: row.id, said })) > 0) return 'back';
  await scope.put(opinions, { lesson_id: row.id, said, said_at: now }, { audience: row.wide_id });
  return 'said';
}
