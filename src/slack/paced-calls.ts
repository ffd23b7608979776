/** What Lore asks Slack about people, channels and user groups, at the pace of Slack's tiers: what would be too much is not called. */
import type { Clock } from '../core/clock.ts';
import type { TeamId } from '../core/ids.ts';
import { createPace, rates, type Paced } from '../jobs/pace.ts';
import { failureOf, HeldBack } from './call-outcome.ts';

/**
 * Makes one call. @throws HeldBack when it would be one too many, or while Slack has asked for quiet (429); whatever the call throws
 */
export type PacedCall = <Answer>(
  what: 'personRead' | 'channelRead' | 'membersRead' | 'groupsRead',
  team: TeamId,
  call: () => Promise<Answer>,
) => Promise<Answer>;

export function pacedCalls(clock: Clock): PacedCall {
  const pace = createPace();
  return async (what, team, call) => {
    const paced: Paced[] = [[rates[what], what, team]];
    const now = clock.now();
    const free = pace.notBefore(paced, now);
    if (free > now) throw new HeldBack(free - now);
    pace.took(paced, now);
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'later') pace.hold(paced, clock.now() + failure.afterMs);
      throw error;
    }
  };
}
