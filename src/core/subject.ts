/**
 * What practices have on a subject, for a channel that meets about it: found and drawn with that channel's access. Who asks does not know who gives,
 * nor the giver what becomes of it.
 */
import type { Instant } from './clock.ts';
import type { RowId, UserId } from './ids.ts';
import type { Occasion } from './lessons.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import type { AgendaItem } from './week.ts';

/** @param occasion the channel, and what it meets about @returns the best first; at most 3 */
export type OnSubject = (
  read: ReadScope,
  occasion: Occasion,
  renderContext: RenderContext,
) => Promise<readonly AgendaItem[]>;

/** Work that is over, which its team could present elsewhere. */
export interface Finished {
  readonly id: RowId;
  readonly called: string;
  readonly at: Instant;
  /** Whom to ask: who owned or led it. */
  readonly who: UserId;
}

/** @returns what the viewer, a person, knows to be over since then, the newest first; at most 50 */
export type FinishedWork = (read: ReadScope, since: Instant) => Promise<readonly Finished[]>;
