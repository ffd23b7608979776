/** The tools of a workspace, as far as issues need them. */
import type { ConnectionId, IssueTracker } from '#core/connector.ts';
import type { TeamId } from '#core/ids.ts';

export interface Trackers {
  /**
   * @returns `refused`: its tool refused the connection, which waits for who connected it, and is not called meanwhile; `null`: there is no such
   * connection any more, or it keeps no issues
   */
  readonly of: (team: TeamId, connection: ConnectionId) => Promise<IssueTracker | 'refused' | null>;
  /** Its tool has just refused the connection. */
  readonly revoked: (team: TeamId, connection: ConnectionId) => Promise<void>;
}

/** Where nothing can be connected. */
export const noTrackers: Trackers = { of: async () => null, revoked: async () => undefined };

const notNow = { kind: 'wait', ms: 1000 } as const;

/** For one turn in a workspace: once another process may be at work there, nothing of this turn reaches a tool any more. */
export function heldTrackers(trackers: Trackers, isHeld: () => boolean): Trackers {
  const held =
    <Args extends unknown[], Done>(call: (...args: Args) => Promise<Done>) =>
    async (...args: Args): Promise<Done | typeof notNow> =>
      isHeld() ? call(...args) : notNow;
  return {
    ...trackers,
    of: async (team, connection) => {
      const tracker = await trackers.of(team, connection);
      if (tracker === null || tracker === 'refused') return tracker;
      return {
        audienceOf: held(tracker.audienceOf),
        create: held(tracker.create),
        findByKey: held(tracker.findByKey),
        stateOf: held(tracker.stateOf),
        accountOf: held(tracker.accountOf),
      };
    },
  };
}
