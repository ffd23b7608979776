/** What may be said about ballots without counting them: to the person who was asked, and to the operator. */
import type { Kysely } from 'kysely';
import type { Ballot } from '#core/ballots.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import type { BallotKeys } from './keys.ts';

export interface BallotsAbout {
  /** Those in which a person was asked, the latest first. Whether they cast is not said. */
  of(team: TeamId, user: UserId): Promise<readonly Pick<Ballot, 'openedAt' | 'closedAt'>[]>;
  /** Whether any is kept in a workspace. */
  any(team: TeamId): Promise<boolean>;
  /** The workspaces with an open one whose key is not where this process looks. */
  withoutKey(): Promise<readonly TeamId[]>;
}

export const ballotsAbout = (system: Kysely<Schema>, keys: BallotKeys): BallotsAbout => ({
  of: async (team, user) => {
    const rows = await system
      .selectFrom('ballot_asked')
      .innerJoin('ballot', (on) =>
        on
          .onRef('ballot.team_id', '=', 'ballot_asked.team_id')
          .onRef('ballot.id', '=', 'ballot_asked.ballot_id'),
      )
      .select(['ballot.opened_at', 'ballot.closed_at'])
      .where('ballot_asked.team_id', '=', team)
      .where('ballot_asked.user_id', '=', user)
      .orderBy('ballot.opened_at', 'desc')
      .execute();
    return rows.map((row) => ({ openedAt: row.opened_at, closedAt: row.closed_at }));
  },
  any: async (team) => {
    const query = system.selectFrom('ballot').select('id').where('team_id', '=', team).limit(1);
    return (await query.executeTakeFirst()) !== undefined;
  },
  withoutKey: async () => {
    const rows = await system
      .selectFrom('ballot')
      .select(['team_id', 'id'])
      .where('closed_at', 'is', null)
      .execute();
    return rows.filter((row) => keys.read(row.team_id, row.id) === null).map((row) => row.team_id);
  },
});
