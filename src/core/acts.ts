/**
 * What was done in Lore, for the indicators of learning: only what people did or saved here, never what they say in channels. A practice that has
 * such acts gives them (`Feature.acts`), with the access of the channel whose indicators they are, and knows nothing of what becomes of them.
 */
import type { Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { Week } from './week.ts';
import type { ReadScope } from './scope.ts';

/** As learning-science.md 2.2 names them, of those that a practice can feed. */
export const actKinds = ['question', 'answer', 'thanks', 'meeting', 'forum', 'artefact'] as const;
export type ActKind = (typeof actKinds)[number];

export interface Act {
  readonly id: RowId;
  readonly kind: ActKind;
  /** `null`: erased, hidden, or of no one person. */
  readonly by: UserId | null;
  /** Where it was done: the team at that time, which a later change of teams does not rewrite. */
  readonly channel: ChannelId;
  readonly at: Instant;
  /** When somebody whom it served said so: an accepted answer, a meeting that both kept. `null`: not (yet). */
  readonly confirmedAt: Instant | null;
}

/** @returns what was done in a stretch of a channel's time, the oldest first */
export type Acts = (read: ReadScope, week: Week) => Promise<readonly Act[]>;
