/** The tokens with which programs read as a person. Of a token only a hash is stored, so nobody can read one here. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { type RowId, rowId, type TeamId, type UserId } from '#core/ids.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

/** So many a person has at once. */
export const mostTokens = 5;

/** A token, without what it is recognised by. */
export interface AccessToken {
  readonly id: RowId;
  /** What its person calls it. */
  readonly name: string;
  readonly madeAt: Instant;
  /** The last day (UTC) on which something was read with it. */
  readonly usedOn: LocalDate | null;
}

/** Whose a token is. */
export interface TokenOf {
  readonly team: TeamId;
  readonly user: UserId;
  readonly id: RowId;
}

export interface AccessTokens {
  /** A person's, the oldest first. */
  of(team: TeamId, user: UserId): Promise<readonly AccessToken[]>;
  /** From now on it is this one, whatever it was before. @returns false, and nothing was stored: they have as many as one may have. @throws NotInstalled if the workspace was erased */
  make(of: TokenOf, name: string, secret: string): Promise<boolean>;
  /** Nothing is read with it any more. Somebody else's stays. */
  revoke(of: TokenOf): Promise<void>;
  /** @returns `null` alike for a token that was guessed, revoked or erased, or whose workspace removed Lore */
  behind(secret: string): Promise<TokenOf | null>;
  /** Something was read with it on this day (UTC). */
  used(of: TokenOf, on: LocalDate): Promise<void>;
}

/** It has 256 random bits, so its hash needs neither salt nor time. */
const hashed = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Those of a store. */
export function accessTokensIn(system: Kysely<Schema>, inside: Inside): AccessTokens {
  const rowsOf = (db: Kysely<Schema>, team: TeamId, user: UserId) =>
    db
      .selectFrom('access_token')
      .select(['id', 'name', 'made_at', 'used_on'])
      .where('team_id', '=', team)
      .where('user_id', '=', user)
      .orderBy('made_at')
      .orderBy('id')
      .execute();
  const revokeIn = async (db: Kysely<Schema>, { team, user, id }: TokenOf): Promise<void> => {
    const query = db.deleteFrom('access_token').where('team_id', '=', team).where('id', '=', id);
    await query.where('user_id', '=', user).execute();
  };
  return {
    of: async (team, user) =>
      (await rowsOf(system, team, user)).map(({ id, name, made_at: madeAt, used_on: usedOn }) => ({
        ...{ id: rowId(id), name, madeAt, usedOn },
      })),
    make: ({ team, user, id }, name, secret) =>
      inside.writeIn(team, async (db) => {
        await revokeIn(db, { team, user, id });
        if ((await rowsOf(db, team, user)).length >= mostTokens) return false;
        const row = { team_id: team, id, secret_hash: hashed(secret), user_id: user, name };
        await db
          .insertInto('access_token')
          .values({ ...row, made_at: inside.clock.now(), used_on: null })
          .execute();
        return true;
      }),
    revoke: (of) => inside.writeIn(of.team, (db) => revokeIn(db, of)),
    behind: async (secret) => {
      const row = await system
        .selectFrom('access_token as token')
        .innerJoin('workspace', 'workspace.team_id', 'token.team_id')
        .select(['token.team_id', 'token.user_id', 'token.id'])
        .where('token.secret_hash', '=', hashed(secret))
        .where('workspace.removed_at', 'is', null)
        .executeTakeFirst();
      return row === undefined ? null : { team: row.team_id, user: row.user_id, id: rowId(row.id) };
    },
    used: async ({ team, id }, on) => {
      const query = system.selectFrom('access_token').select('used_on').where('team_id', '=', team);
      const row = await query.where('id', '=', id).executeTakeFirst();
      // Once a day, so that reading hardly ever writes.
      if (row === undefined || row.used_on === on) return;
      await inside.writeIn(team, async (db) => {
        const change = db.updateTable('access_token').set({ used_on: on }).where('team_id', '=', team);
        await change.where('id', '=', id).execute();
      });
    },
  };
}

/** Those of people who have left go: coming back, they make new ones. */
export async function forgetTokensOfLeft(db: Kysely<Schema>, team: TeamId): Promise<void> {
  const left = db.selectFrom('person').select('user_id').where('team_id', '=', team);
  await db
    .deleteFrom('access_token')
    .where('team_id', '=', team)
    .where('user_id', 'in', left.where('standing', '=', 'deactivated'))
    .execute();
}

/** Those of a workspace that removed Lore go: installing it again brings none back. */
export async function forgetTokensIn(db: Kysely<Schema>, team: TeamId): Promise<void> {
  await db.deleteFrom('access_token').where('team_id', '=', team).execute();
}
