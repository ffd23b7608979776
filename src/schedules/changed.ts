/** The line that tells a channel who changed what in its rituals; `src/system/schedules` renders it. */
import type { RowId } from '#core/ids.ts';
import { postId } from '#core/post-ref.ts';

interface Params extends Readonly<Record<string, RowId>> {
  /** Of `ritual_change`. */
  readonly change: RowId;
}

export const changed = postId<Params>('lore.ritual_changed');
