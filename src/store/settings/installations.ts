/** What Slack gave to an app that serves many workspaces: the tokens of each workspace, or of an organisation for all of its workspaces. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { forgetTokensIn } from './access-tokens.ts';
import { decryptToken, encryptToken, type TokenKeys } from './encrypt-token.ts';

/** Instants are wall time. */
export interface Tokens {
  readonly access: string;
  /** Renews it, once; `null`: it does not expire. */
  readonly refresh: string | null;
  readonly expiresAt: Instant | null;
}

/** The installation that serves a workspace. */
export interface Held extends Tokens {
  /** The workspace itself, or its organisation. */
  readonly holder: TeamId;
  readonly isOrganisation: boolean;
  /** As it is stored: an answer that comes late is taken only while this is still so. */
  readonly sealed: string;
}

/** What an installation brought. */
export interface Granted {
  readonly holder: TeamId;
  readonly isOrganisation: boolean;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly tokens: Tokens;
  /** Wall time. */
  readonly installedAt: Instant;
  /** For a workspace: its organisation, if it is in one; for an organisation: its workspaces in which Lore may work. */
  readonly enterpriseId: string | null;
  readonly workspaces: readonly TeamId[];
}

export interface Installations {
  /**
   * Installed, or installed again: everything that is stored about a workspace stays. Of two installations within a minute the later one stays. @param once what this installation came with, once and not
   * again @returns whether it was the first time; if not, nothing was stored @throws KeyFileError
   */
  save(granted: Granted, once: string): Promise<boolean>;
  /** Whether a workspace or an organisation installed Lore at its pages, and did not remove it. */
  any(): Promise<boolean>;
  /** The tokens for a workspace, or of an organisation; `null`: Lore is not installed there. @throws NotOpened, KeyFileError */
  heldFor(team: TeamId): Promise<Held | null>;
  /** Stores renewed tokens. @returns whether it did: not if the installation was removed, renewed or made again meanwhile */
  renewed(from: Pick<Held, 'holder' | 'sealed'>, tokens: Tokens): Promise<boolean>;
  /** When an organisation installed Lore, in wall time; `null`: it did not. */
  organisationSince(organisation: TeamId): Promise<Instant | null>;
  /** An organisation lets Lore into some of its workspaces. @returns those that are new, or back @param at wall time */
  granted(organisation: TeamId, workspaces: readonly TeamId[], at: Instant): Promise<readonly TeamId[]>;
  /**
   * An installation is over. @param which the one that is meant: one that was made since stays, and by `sealed` also one that was renewed @param at as
   * `Workspaces.removed` @returns the workspaces from which Lore is gone
   */
  over(
    holder: TeamId,
    which: Pick<Held, 'sealed'> | { readonly installedAt: Instant },
    at: Instant,
  ): Promise<readonly TeamId[]>;
  /** The workspaces of an organisation in which Lore is at work through its installation. */
  workspacesOf(organisation: TeamId): Promise<readonly TeamId[]>;
  /** The workspaces whose Lore is in this channel: more than one, if they share it. One that left it hears nothing more of it, not even its name. */
  whoAreIn(channel: ChannelId): Promise<readonly TeamId[]>;
}

const stored = z.object({ access: z.string(), refresh: z.string().nullable() });

/** @param keys reads them as they are now */
export function installationsIn(
  system: Kysely<Schema>,
  inside: Inside,
  keys: () => TokenKeys = () => {
    throw new Error('tokens can be kept only with a key to seal them');
  },
): Installations {
  const seal = ({ access, refresh }: Tokens, holder: TeamId): string =>
    encryptToken(JSON.stringify({ access, refresh }), holder, keys());
  const entries = (teams: readonly TeamId[]) => teams.map((team) => `workspace ${team}` as const);

  /** @returns those that were not on before */
  const turnOn = async (
    db: Kysely<Schema>,
    teams: readonly TeamId[],
    by: Pick<Granted, 'appId' | 'botUserId' | 'scopes' | 'installedAt' | 'enterpriseId'>,
  ): Promise<readonly TeamId[]> => {
    const fresh: TeamId[] = [];
    for (const team of teams) {
      const before = db.selectFrom('workspace').select('removed_at').where('team_id', '=', team);
      const found = await before.executeTakeFirst();
      if (found?.removed_at !== null) fresh.push(team);
      const row = {
        enterprise_id: by.enterpriseId,
        app_id: by.appId,
        bot_user_id: by.botUserId,
        scopes: by.scopes.join(','),
        token: null,
        installed_at: by.installedAt,
        removed_at: null,
      };
      await db
        .insertInto('workspace')
        .values({ team_id: team, ...row, erasure_key: inside.ids.next() })
        .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
        .execute();
    }
    return fresh;
  };

  const ofOrganisation = (db: Kysely<Schema>, organisation: TeamId) =>
    db
      .selectFrom('workspace')
      .select('team_id')
      .where('enterprise_id', '=', organisation)
      .where('removed_at', 'is', null)
      // One that installed Lore by itself stays.
      .where('team_id', 'not in', db.selectFrom('installation').select('team_id'))
      .orderBy('team_id');

  return {
    save: (granted, once) =>
      inside.write(async (db) => {
        const { holder, tokens } = granted;
        await holdKeys(db, holder);
        const key = { team_id: holder, key: once };
        const { numInsertedOrUpdatedRows: taken } = await db
          .insertInto('submission')
          .values({ ...key, taken_at: inside.clock.now() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (taken !== 1n) return false;
        const row = {
          is_organisation: granted.isOrganisation ? 1 : 0,
          app_id: granted.appId,
          bot_user_id: granted.botUserId,
          scopes: granted.scopes.join(','),
          tokens: seal(tokens, holder),
          expires_at: tokens.expiresAt,
          installed_at: granted.installedAt,
        } as const;
        const { numInsertedOrUpdatedRows: stored } = await db
          .insertInto('installation')
          .values({ team_id: holder, ...row })
          .onConflict((conflict) =>
            conflict
              .column('team_id')
              .doUpdateSet(row)
              // Much later than this one can only be by a clock that was set back since.
              .where((it) => {
                const { installedAt: at } = granted;
                return it.not(it.between('installation.installed_at', at + 1, at + minute));
              }),
          )
          .executeTakeFirstOrThrow();
        if (stored === 1n) await turnOn(db, granted.workspaces, granted);
        return true;
      }, entries(granted.workspaces)),
    any: async () => {
      const found = await system.selectFrom('installation').select('team_id').limit(1).executeTakeFirst();
      return found !== undefined;
    },
    heldFor: async (team) => {
      const served = system
        .selectFrom('workspace as w')
        .innerJoin('installation as i', (join) =>
          join.on((it) =>
            it.or([
              it('i.team_id', '=', it.ref('w.team_id')),
              it('i.team_id', '=', it.ref('w.enterprise_id').$castTo<TeamId>()),
            ]),
          ),
        )
        .where('w.team_id', '=', team)
        .where('w.removed_at', 'is', null)
        .where((it) => it.or([it('i.is_organisation', '=', 1), it('i.team_id', '=', team)]))
        .select(['i.team_id', 'i.is_organisation', 'i.tokens', 'i.expires_at'])
        // Its own comes before the organisation's.
        .orderBy('i.is_organisation');
      const itself = system
        .selectFrom('installation as i')
        .where('i.team_id', '=', team)
        .where('i.is_organisation', '=', 1)
        .select(['i.team_id', 'i.is_organisation', 'i.tokens', 'i.expires_at']);
      const row = (await served.executeTakeFirst()) ?? (await itself.executeTakeFirst());
      if (row === undefined) return null;
      const tokens = stored.parse(JSON.parse(decryptToken(row.tokens, row.team_id, keys())));
      return {
        ...tokens,
        holder: row.team_id,
        isOrganisation: row.is_organisation === 1,
        sealed: row.tokens,
        expiresAt: row.expires_at,
      };
    },
    renewed: ({ holder, sealed }, tokens) =>
      inside.write(async (db) => {
        await holdKeys(db, holder);
        const query = db
          .updateTable('installation')
          .set({ tokens: seal(tokens, holder), expires_at: tokens.expiresAt })
          .where('team_id', '=', holder)
          .where('tokens', '=', sealed);
        return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
      }),
    organisationSince: async (organisation) => {
      const query = system.selectFrom('installation').select('installed_at');
      const row = await query
        .where('team_id', '=', organisation)
        .where('is_organisation', '=', 1)
        .executeTakeFirst();
      return row?.installed_at ?? null;
    },
    granted: (organisation, workspaces, at) =>
      inside.write(async (db) => {
        // Its end has to wait, and finds these workspaces; or it came first.
        const query = db.updateTable('installation').set((it) => ({ app_id: it.ref('app_id') }));
        const by = await query
          .where('team_id', '=', organisation)
          .where('is_organisation', '=', 1)
          .returningAll()
          .executeTakeFirst();
        if (by === undefined) return [];
        return turnOn(db, workspaces, {
          appId: by.app_id,
          botUserId: by.bot_user_id,
          scopes: by.scopes === '' ? [] : by.scopes.split(','),
          installedAt: at,
          enterpriseId: organisation,
        });
      }, entries(workspaces)),
    over: async (holder, which, at) => {
      const known = (await ofOrganisation(system, holder).execute()).map(({ team_id: team }) => team);
      return inside.write(
        async (db) => {
          await holdKeys(db, holder);
          const query = db.deleteFrom('installation').where('team_id', '=', holder);
          const gone = await (
            'sealed' in which
              ? query.where('tokens', '=', which.sealed)
              : query.where('installed_at', '=', which.installedAt)
          )
            .returning('is_organisation')
            .executeTakeFirst();
          if (gone === undefined) return [];
          const teams =
            gone.is_organisation === 0
              ? [holder]
              : (await ofOrganisation(db, holder).execute()).map(({ team_id: team }) => team);
          // What it was installed with is of no use any more; a workspace's own goes with its other submissions.
          if (gone.is_organisation === 1)
            await db.deleteFrom('submission').where('team_id', '=', holder).execute();
          for (const team of teams) {
            await db.updateTable('workspace').set({ removed_at: at }).where('team_id', '=', team).execute();
            await forgetTokensIn(db, team);
          }
          return teams;
        },
        entries([holder, ...known]),
      );
    },
    workspacesOf: async (organisation) =>
      (await ofOrganisation(system, organisation).execute()).map(({ team_id: team }) => team),
    whoAreIn: async (channel) => {
      const rows = await system
        .selectFrom('channel as c')
        .innerJoin('workspace as w', 'w.team_id', 'c.team_id')
        .where('c.channel_id', '=', channel)
        .where('c.has_lore', '=', 1)
        .where('w.removed_at', 'is', null)
        .select('c.team_id')
        .orderBy('c.team_id')
        .execute();
      return rows.map(({ team_id: team }) => team);
    },
  };
}

/**
 * From here on a change of all tokens has to wait, so that none is sealed with a key that goes. It waits for those who write workspaces, whether or not
 * there is such a row; and a token from before, of an app that served one workspace, goes.
 */
async function holdKeys(db: Kysely<Schema>, holder: TeamId): Promise<void> {
  const query = db.updateTable('workspace').set({ token: null }).where('team_id', '=', holder);
  await query.where('token', 'is not', null).execute();
}
