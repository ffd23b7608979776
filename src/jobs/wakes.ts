/** When a workspace has work. What it is stands in our tables: a wake-up that is lost is found again in them. */
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';

/**
 * Does one turn of what is due in a workspace.
 * @param isHeld whether nobody else may be at work there yet; from when it is false nothing may be sent any more
 * @returns when the next thing is due there; `more`: now; `null`: nothing waits
 */
export type Work = (team: TeamId, isHeld: () => boolean) => Promise<Instant | 'more' | null>;

export interface Wakes {
  /** Runs `work` for each workspace that was woken or is due, never twice at once for one, in whatever process. */
  start(work: Work): Promise<void>;
  /** From now on, or at an instant of Lore's clock. Also for what was not woken in a transaction. */
  wake(team: TeamId, at?: Instant): Promise<void>;
  /** Ends after what is going on. */
  stop(): Promise<void>;
}
