/** The workspaces that installed Lore. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema, WorkspaceTable } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { encryptToken, type TokenKeys, decryptToken } from './encrypt-token.ts';

export interface Installation {
  readonly teamId: TeamId;
  readonly enterpriseId: string | null;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** The bot token, or `null` where the environment holds it. */
  readonly token: string | null;
  readonly installedAt: Instant;
  /** Uninstalled or revoked. */
  readonly removedAt: Instant | null;
}

export interface Workspaces {
  /** Installed or reinstalled. @throws if there is a token to store and no key to encrypt it with */
  save(installation: Omit<Installation, 'removedAt'>): Promise<void>;
  /** Records the web address of an installed workspace: `https://lindgrove.slack.com/`. */
  isAt(team: TeamId, url: string): Promise<void>;
  /** @throws if its token cannot be decrypted */
  find(team: TeamId): Promise<Installation | null>;
  /** Every workspace in which Lore is installed, the oldest first, without tokens. */
  installed(): Promise<readonly Omit<Installation, 'token'>[]>;
  /** Every workspace about which something is stored, even if Lore was uninstalled. */
  known(): Promise<readonly TeamId[]>;
  /** Lore was uninstalled, or its token revoked: the token goes, everything else stays until it is erased. */
  removed(team: TeamId, at: Instant): Promise<void>;
}

/** @param keys `undefined` if no token is ever stored */
export function workspacesIn(
  system: Kysely<Schema>,
  inside: Inside,
  keys: TokenKeys | undefined,
): Workspaces {
  const neededKeys = (): TokenKeys => {
    if (keys === undefined) throw new Error('a token can be kept only with a key to seal it');
    return keys;
  };
  return {
    save: (installation) =>
      inside.write(
        async (db) => {
          const { teamId: team, token } = installation;
          const row = {
            enterprise_id: installation.enterpriseId,
            app_id: installation.appId,
            bot_user_id: installation.botUserId,
            scopes: installation.scopes.join(','),
            token: token === null ? null : encryptToken(token, team, neededKeys()),
            installed_at: installation.installedAt,
            removed_at: null,
          };
          await db
            .insertInto('workspace')
            .values({ team_id: team, ...row })
            .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
            .execute();
        },
        [`workspace ${installation.teamId}`],
      ),
    isAt: (team, url) =>
      inside.write(async (db) => {
        await db.updateTable('workspace').set({ url }).where('team_id', '=', team).execute();
      }),
    find: async (team) => {
      const row = await system
        .selectFrom('workspace')
        .selectAll()
        .where('team_id', '=', team)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        ...withoutToken(row),
        token: row.token === null ? null : decryptToken(row.token, team, neededKeys()),
      };
    },
    installed: async () => {
      const query = system.selectFrom('workspace').selectAll().where('removed_at', 'is', null);
      const rows = await query.orderBy('installed_at').orderBy('team_id').execute();
      return rows.map(withoutToken);
    },
    known: async () => {
      const rows = await system.selectFrom('workspace').select('team_id').orderBy('team_id').execute();
      return rows.map((row) => row.team_id);
    },
    removed: (team, at) =>
      inside.write(
        async (db) => {
          const query = db.updateTable('workspace').set({ removed_at: at, token: null });
          await query.where('team_id', '=', team).execute();
        },
        [`workspace ${team}`],
      ),
  };
}

function withoutToken(row: WorkspaceTable): Omit<Installation, 'token'> {
  return {
    // Only this file writes it, with workspaces' ids.
    teamId: row.team_id,
    enterpriseId: row.enterprise_id,
    appId: row.app_id,
    botUserId: row.bot_user_id,
    scopes: row.scopes === '' ? [] : row.scopes.split(','),
    installedAt: row.installed_at,
    removedAt: row.removed_at,
  };
}
