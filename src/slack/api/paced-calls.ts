/**
 * Lore's questions to Slack about people, channels and user groups, paced within Slack's rate tiers: excess calls are not made. Part of each tier is
 * kept for people who wait, so background reading never slows them down.
 */
import type { Clock } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { createPace, type Pace, type Paced, rates } from '../../jobs/pace.ts';
import { failureOf, HeldBack } from './call-outcome.ts';

/**
 * For whom Slack is asked. `person`: someone acted and waits for the answer. `work`: an event, a job, a post, or the other members of the channel
 * that someone acts in. `walk`: reading a whole workspace, which nobody waits for.
 */
export type For = 'person' | 'work' | 'walk';

/** The share of Slack's limit that each may use, together with those after it. */
const shares = [
  ['person', 1],
  ['work', 0.9],
  ['walk', 0.75],
] as const satisfies readonly (readonly [For, number])[];

export type What = 'peopleList' | 'channelList' | 'personRead' | 'channelRead' | 'membersRead' | 'groupsRead';

/** Makes one call. @throws HeldBack if it would exceed the rate, or while Slack asks us to wait (429); whatever the call throws */
export type PacedCall = <Answer>(
  what: What,
  team: TeamId,
  whom: For,
  call: () => Promise<Answer>,
) => Promise<Answer>;

/** @param inTurn the paces of turns that read a workspace. They go from one process to the next, and count what was read there, too. */
export function pacedCalls(clock: Clock, inTurn: ReadonlyMap<TeamId, Pace> = new Map()): PacedCall {
  const pace = createPace();
  const parts = new Map<string, Paced[0]>();
  const partOf = (what: What, share: number): Paced[0] => {
    const key = `${what} ${share}`;
    const { calls, per } = rates[what];
    // The pacer identifies a rate by object identity.
    const part = parts.get(key) ?? { calls: Math.floor(calls * share), per };
    parts.set(key, part);
    return part;
  };
  return async (what, team, whom, call) => {
    const until = shares.findIndex(([name]) => name === whom);
    const paced = shares
      .slice(0, until + 1)
      .map(([name, share]): Paced => [partOf(what, share), what, name, team]);
    const now = clock.now();
    const turn = whom === 'walk' ? inTurn.get(team) : undefined;
    const whole: Paced[] = [[rates[what], team]];
    const free = Math.max(pace.notBefore(paced, now), turn?.notBefore(whole, now) ?? now);
    if (free > now) throw new HeldBack(free - now);
    pace.took(paced, now);
    turn?.took(whole, now);
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      // Slack's limit applies to all callers.
      if (failure.kind === 'later')
        pace.hold(
          shares.map(([name, share]): Paced => [partOf(what, share), what, name, team]),
          clock.now(),
          failure.afterMs,
        );
      throw error;
    }
  };
}
