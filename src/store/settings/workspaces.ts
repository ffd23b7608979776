/** The workspaces that installed Lore. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema, WorkspaceTable } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { forgetTokensIn } from './access-tokens.ts';
import { closeConnections } from '../connections/erase.ts';
import { encryptToken, type TokenKeys, decryptToken } from './encrypt-token.ts';
import { keysOfTexts, sealAgain, type SealedAgain } from './seals.ts';

export interface Installation {
  readonly teamId: TeamId;
  readonly enterpriseId: string | null;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly installedAt: Instant;
  /** Uninstalled or revoked. */
  readonly removedAt: Instant | null;
}

/** The texts that are stored sealed, in all workspaces. */
export interface SealedTexts {
  /** Seals each again with the current one of these keys. One that none of them opens stays as it is. */
  sealAgain(keys: TokenKeys): Promise<SealedAgain>;
  /** The ids of the keys with which they are sealed. */
  keyIds(): Promise<ReadonlySet<string>>;
}

export interface Workspaces {
  /** Installed or reinstalled. @param token to be kept sealed; usually none is, and an earlier one goes @throws KeyFileError */
  save(installation: Omit<Installation, 'removedAt'>, token?: string | null): Promise<void>;
  /** Records the web address of an installed workspace: `https://lindgrove.slack.com/`. */
  isAt(team: TeamId, url: string): Promise<void>;
  find(team: TeamId): Promise<Installation | null>;
  /** The stored bot token; `null`: none is. @throws NotOpened, KeyFileError */
  token(team: TeamId): Promise<string | null>;
  /** The workspaces whose token is stored and that have not removed Lore. */
  withToken(): Promise<readonly TeamId[]>;
  /**
   * Changes stored tokens in one transaction, during which nobody else stores one, or seals a text: those of workspaces, and of organisations, by their
   * ids. @param change gets them as they are stored, and returns those that are stored instead, `null` for one that goes. It may be called again.
   */
  changeTokens(
    change: (
      stored: ReadonlyMap<TeamId, string>,
      texts: SealedTexts,
    ) => Promise<ReadonlyMap<TeamId, string | null>>,
  ): Promise<void>;
  /** Every workspace in which Lore is installed, the oldest first. */
  installed(): Promise<readonly Installation[]>;
  /** Every workspace about which something is stored, even if Lore was uninstalled. */
  known(): Promise<readonly TeamId[]>;
  /**
   * Lore was uninstalled, or its token revoked: the token goes, everything else stays until it is erased. @param which the installation that is meant, by
   * when it was made: one that was made since stays; left out, whichever there is @returns whether it is gone now
   */
  removed(team: TeamId, at: Instant, which?: Pick<Installation, 'installedAt'>): Promise<boolean>;
}

/** @param keys reads them as they are now; left out if no token is ever stored */
export function workspacesIn(
  system: Kysely<Schema>,
  inside: Inside,
  keys: () => TokenKeys = () => {
    throw new Error('a token can be kept only with a key to seal it');
  },
): Workspaces {
  const stored = (db: Kysely<Schema>) =>
    db.selectFrom('workspace').select(['team_id', 'token']).where('token', 'is not', null);
  const setToken = async (db: Kysely<Schema>, team: TeamId, token: string | null): Promise<void> => {
    await db
      .updateTable('workspace')
      .set({ token })
      .where('team_id', '=', team)
      .where('token', 'is not', null)
      .execute();
    if (token === null) await forgetInstallation(db, team);
    else await db.updateTable('installation').set({ tokens: token }).where('team_id', '=', team).execute();
  };
  return {
    save: (installation, token = null) =>
      inside.write(
        async (db) => {
          const { teamId: team } = installation;
          const row = {
            enterprise_id: installation.enterpriseId,
            app_id: installation.appId,
            bot_user_id: installation.botUserId,
            scopes: installation.scopes.join(','),
            token: null,
            installed_at: installation.installedAt,
            removed_at: null,
          };
          await db
            .insertInto('workspace')
            .values({ team_id: team, ...row })
            .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
            .execute();
          const query = db.updateTable('workspace').set({ erasure_key: inside.ids.next() });
          await query.where('team_id', '=', team).where('erasure_key', 'is', null).execute();
          if (token === null) return;
          // One token serves this workspace from now on.
          await forgetInstallation(db, team);
          // Only now: from here on a change of all tokens has to wait, so that none is sealed with a key that goes.
          const sealed = encryptToken(token, team, keys());
          await db.updateTable('workspace').set({ token: sealed }).where('team_id', '=', team).execute();
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
      return row === undefined ? null : installationIn(row);
    },
    token: async (team) => {
      const row = await stored(system).where('team_id', '=', team).executeTakeFirst();
      return row?.token == null ? null : decryptToken(row.token, team, keys());
    },
    withToken: async () => {
      const rows = await stored(system).where('removed_at', 'is', null).orderBy('team_id').execute();
      return rows.map((row) => row.team_id);
    },
    changeTokens: (change) =>
      inside.write(async (db) => {
        await inside.waitForHeld(db);
        const rows = await stored(db).execute();
        const installations = await db.selectFrom('installation').select(['team_id', 'tokens']).execute();
        const found = new Map([
          ...rows.map((row) => [row.team_id, row.token ?? ''] as const),
          ...installations.map((row) => [row.team_id, row.tokens] as const),
        ]);
        const texts: SealedTexts = {
          sealAgain: (all) => sealAgain(db, inside.tables, all),
          keyIds: () => keysOfTexts(db, inside.tables),
        };
        for (const [team, token] of await change(found, texts)) await setToken(db, team, token);
      }),
    installed: async () => {
      const query = system.selectFrom('workspace').selectAll().where('removed_at', 'is', null);
      const rows = await query.orderBy('installed_at').orderBy('team_id').execute();
      return rows.map(installationIn);
    },
    known: async () => {
      const rows = await system.selectFrom('workspace').select('team_id').orderBy('team_id').execute();
      return rows.map((row) => row.team_id);
    },
    removed: (team, at, which) =>
      inside.write(
        async (db) => {
          const query = db
            .updateTable('workspace')
            .set({ removed_at: at, token: null })
            .where('team_id', '=', team);
          const { numUpdatedRows } = await (
            which === undefined ? query : query.where('installed_at', '=', which.installedAt)
          ).executeTakeFirstOrThrow();
          if (numUpdatedRows === 0n) return false;
          await forgetInstallation(db, team);
          await closeConnections(db, team);
          await forgetTokensIn(db, team);
          return true;
        },
        [`workspace ${team}`],
      ),
  };
}

async function forgetInstallation(db: Kysely<Schema>, team: TeamId): Promise<void> {
  await db.deleteFrom('installation').where('team_id', '=', team).execute();
}

function installationIn(row: WorkspaceTable): Installation {
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
