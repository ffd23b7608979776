/** What people wrote where their name stands, so that others can find who knows about something: read with the access of the person who looks. */
import type { Instant } from './clock.ts';
import type { RowId, UserId } from './ids.ts';
import type { ReadScope } from './scope.ts';

export interface Wrote {
  readonly id: RowId;
  readonly by: UserId;
  /** Its first words. */
  readonly called: string;
  /** Separated by commas, or empty. */
  readonly topics: string;
  /** All that it says. */
  readonly text: string;
  readonly at: Instant;
}

/** @param by of this person alone; `null`: of anybody @returns what the viewer may read, the newest first; at most 500 */
export type WroteThings = (read: ReadScope, by: UserId | null) => Promise<readonly Wrote[]>;
