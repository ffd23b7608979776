/** Something could not be shown to the person who acted: App Home says so until they have seen it. Only the last time is kept for each person. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { invalidateHomes } from './invalidate-homes.ts';

export interface NotShown {
  readonly at: Instant;
  /** By which the operator finds the cause in the log. */
  readonly reference: string;
}

export interface NotShownStore {
  /** Shows it in App Home, now or when they open it. */
  add(team: TeamId, user: UserId, reference: string): Promise<void>;
  /** @returns `null` when there is nothing */
  of(team: TeamId, user: UserId): Promise<NotShown | null>;
  /** They have read it. @param reference of what they read; anything later stays */
  seen(team: TeamId, user: UserId, reference: string): Promise<void>;
}

/** That of a store. */
export function notShownIn(system: Kysely<Schema>, inside: Inside): NotShownStore {
  const change = async (
    team: TeamId,
    user: UserId,
    work: (db: Kysely<Schema>) => Promise<unknown>,
  ): Promise<void> => {
    await inside.writeIn(team, async (db) => {
      await work(db);
      await invalidateHomes(db, team, inside.clock.now()).where('user_id', '=', user).execute();
    });
    inside.wake(team);
  };
  return {
    add: (team, user, reference) => {
      const row = { at: inside.clock.now(), reference };
      return change(team, user, (db) =>
        db
          .insertInto('not_shown')
          .values({ team_id: team, user_id: user, ...row })
          .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doUpdateSet(row))
          .execute(),
      );
    },
    of: async (team, user) => {
      const query = system.selectFrom('not_shown').select(['at', 'reference']).where('team_id', '=', team);
      return (await query.where('user_id', '=', user).executeTakeFirst()) ?? null;
    },
    seen: (team, user, reference) =>
      change(team, user, (db) =>
        db
          .deleteFrom('not_shown')
          .where('team_id', '=', team)
          .where('user_id', '=', user)
          .where('reference', '=', reference)
          .execute(),
      ),
  };
}
