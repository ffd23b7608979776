/** The line that tells a channel who turned a practice on or off there; `src/system/practices` renders it. */
import type { AnyId, RowId, UserId } from '#core/ids.ts';
import { postId } from '#core/post-ref.ts';

interface Params extends Readonly<Record<string, AnyId | number>> {
  /** Tells one change from the next. */
  readonly change: RowId;
  readonly by: UserId;
  /** `Feature.name`. */
  readonly practice: AnyId;
  /** 0 or 1. */
  readonly on: number;
}

export const chosen = postId<Params>('lore.practice_chosen');
