/** The connections of a workspace to other tools: what an admin does with them, and what they are opened and checked with. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ConnectionId, ConnectorName } from '#core/connector.ts';
import type { Sealed } from '#core/sealed.ts';
import { type TeamId, type UserId } from '#core/ids.ts';
import { recordChange } from '../access/audit.ts';
import { isAdmin } from '../access/is-admin.ts';
import { adminsConnection, type AdminsConnection, type Behind, isRenewing } from '../connections/rows.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { sealsBy } from './seals.ts';
import type { TokenKeys } from './encrypt-token.ts';

/** A connection that an admin makes. */
export interface NewConnection {
  readonly id: ConnectionId;
  readonly connector: ConnectorName;
  readonly called: string;
  readonly site: string | null;
  /** JSON; `null`: it is not asked. */
  readonly access: string | null;
  readonly secret: string;
}

/** `no key`: an operator has to set LORE_KEY_FILE first. */
export type ConnectRefusal = 'not admin' | 'no key' | 'too many' | 'gone';

/** What is needed to ask something of a tool. */
export interface OpenConnection {
  readonly connector: ConnectorName;
  readonly site: string | null;
  readonly access: string | null;
  /** It was refused, or its key is lost: it is not asked meanwhile. */
  readonly isRefused: boolean;
  /** Since when it has this access. */
  readonly accessAt: Instant;
}

export interface ConnectionsStore {
  /** @returns `null` to somebody who is no admin */
  list(team: TeamId, user: UserId): Promise<readonly AdminsConnection[] | null>;
  /** @returns `null`: done. It is asked at once what it can read. @throws NotInstalled */
  make(team: TeamId, by: UserId, connection: NewConnection): Promise<ConnectRefusal | null>;
  /** Another token, which is tried at once; who gave it is told from now on. */
  renewAccess(
    team: TeamId,
    by: UserId,
    id: ConnectionId,
    access: string,
  ): Promise<Exclude<ConnectRefusal, 'too many'> | null>;
  /**
   * Another secret, if it still has that of `drawnAt`; the one before counts until an event comes with this one, the one before that no more.
   */
  renewSecret(
    team: TeamId,
    by: UserId,
    id: ConnectionId,
    renewed: { readonly secret: string; readonly drawnAt: Instant },
  ): Promise<Exclude<ConnectRefusal, 'too many'> | null>;
  /** It is gone, with all that was kept of it. */
  end(team: TeamId, by: UserId, id: ConnectionId): Promise<'not admin' | null>;
  /** Whose connections these are: for a person's export. */
  by(
    team: TeamId,
    user: UserId,
  ): Promise<readonly { readonly connector: ConnectorName; readonly called: string }[]>;
  /** @returns `null`: there is none */
  open(team: TeamId, id: ConnectionId): Promise<OpenConnection | null>;
  /** @returns `null` alike if there is none, its key is lost, or its workspace removed Lore */
  behind(id: string): Promise<Behind | null>;
}

/** How many a workspace has at most. */
const most = 20;

const tables = ['connection_source', 'connection_place'] as const;

export function connectionsIn(
  system: Kysely<Schema>,
  inside: Inside,
  keys: (() => TokenKeys) | undefined,
): ConnectionsStore {
  // A transaction of `writeIn` holds the workspace already.
  const seals = sealsBy(keys, sql``);
  const asAdmin = <Done>(
    team: TeamId,
    by: UserId,
    run: (db: Kysely<Schema>) => Promise<Done>,
  ): Promise<Done | 'not admin'> =>
    inside.writeIn(team, async (db) => ((await isAdmin(db, team, by)) ? run(db) : 'not admin'));
  const one = (db: Kysely<Schema>, team: TeamId, id: ConnectionId) =>
    db
      .selectFrom('connection')
      .selectAll()
      .where('team_id', '=', team)
      .where('id', '=', id)
      .executeTakeFirst();
  const change = (db: Kysely<Schema>, team: TeamId, id: ConnectionId) =>
    db.updateTable('connection').where('team_id', '=', team).where('id', '=', id);
  const note = (
    db: Kysely<Schema>,
    team: TeamId,
    by: UserId,
    deed: 'connect' | 'disconnect',
    subject: string,
  ) => recordChange(db, inside.ids, { team, at: inside.clock.now(), actor: by, deed, subject });

  return {
    list: async (team, user) => {
      if (!(await isAdmin(system, team, user))) return null;
      const query = system.selectFrom('connection').selectAll().where('team_id', '=', team);
      const rows = await query.orderBy('called').orderBy('id').execute();
      return rows.map((row) => adminsConnection(row, inside.clock.now()));
    },
    make: (team, by, { id, connector, called, site, access, secret }) =>
      asAdmin(team, by, async (db) => {
        // A second press of the same form.
        if ((await one(db, team, id)) !== undefined) return null;
        const counted = db.selectFrom('connection').select((it) => it.fn.countAll<number>().as('count'));
        const { count } = await counted.where('team_id', '=', team).executeTakeFirstOrThrow();
        if (count >= most) return 'too many';
        const sealedSecret = await seals.seal(db, team, secret);
        const sealedAccess = access === null ? null : await seals.seal(db, team, access);
        if (sealedSecret === null || (access !== null && sealedAccess === null)) return 'no key';
        const now = inside.clock.now();
        await db
          .insertInto('connection')
          .values({
            ...{ team_id: team, id, connector, called, site, connected_by: by, access_at: now },
            ...{ access: sealedAccess, secret: sealedSecret, secret_before: null, secret_at: now },
            ...{ checked_at: null, reads: null, heard_at: null, refused: null, attempts: 0 },
            due_at: access === null ? null : now,
          })
          .execute();
        await note(db, team, by, 'connect', connector);
        return null;
      }),
    renewAccess: (team, by, id, access) =>
      asAdmin(team, by, async (db) => {
        const known = await one(db, team, id);
        if (known === undefined || known.connector === 'webhook') return 'gone';
        const sealed = await seals.seal(db, team, access);
        if (sealed === null) return 'no key';
        const now = inside.clock.now();
        const fresh = { access: sealed, access_at: now, connected_by: by, checked_at: null, reads: null };
        await change(db, team, id)
          .set({ ...fresh, refused: null, due_at: now, attempts: 0 })
          .execute();
        // What was not read meanwhile is read now.
        for (const table of tables) {
          const waiting = db.updateTable(table).where('team_id', '=', team).where('connection_id', '=', id);
          await waiting.where('due_at', 'is not', null).set({ due_at: now, attempts: 0 }).execute();
        }
        await note(db, team, by, 'connect', known.connector);
        return null;
      }),
    renewSecret: (team, by, id, { secret, drawnAt }) =>
      asAdmin(team, by, async (db) => {
        const known = await one(db, team, id);
        if (known === undefined) return 'gone';
        // A second press of the same button.
        if (known.secret_at !== drawnAt) return null;
        const sealed = await seals.seal(db, team, secret);
        if (sealed === null) return 'no key';
        const set = { secret: sealed, secret_before: known.secret, secret_at: inside.clock.now() };
        await change(db, team, id).set(set).execute();
        await note(db, team, by, 'connect', known.connector);
        return null;
      }),
    end: (team, by, id) =>
      asAdmin(team, by, async (db) => {
        const known = await one(db, team, id);
        if (known === undefined) return null;
        for (const table of tables)
          await db.deleteFrom(table).where('team_id', '=', team).where('connection_id', '=', id).execute();
        await db.deleteFrom('connection').where('team_id', '=', team).where('id', '=', id).execute();
        await note(db, team, by, 'disconnect', known.connector);
        return null;
      }),
    by: (team, user) =>
      system
        .selectFrom('connection')
        .select(['connector', 'called'])
        .where('team_id', '=', team)
        .where('connected_by', '=', user)
        .orderBy('id')
        .execute(),
    open: async (team, id) => {
      const row = await one(system, team, id);
      if (row === undefined) return null;
      const access = row.access === null ? null : seals.unseal(team, row.access);
      const isLost = row.connector !== 'webhook' && access === null;
      const { connector, site, access_at: accessAt } = row;
      return { connector, site, access, isRefused: row.refused !== null || isLost, accessAt };
    },
    behind: async (id) => {
      const row = await system
        .selectFrom('connection as it')
        .innerJoin('workspace', 'workspace.team_id', 'it.team_id')
        .selectAll('it')
        .where('it.id', '=', id as ConnectionId)
        .where('workspace.removed_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { team_id: team, connector, site } = row;
      const sealed: (Sealed | null)[] = [
        row.secret,
        isRenewing(row, inside.clock.now()) ? row.secret_before : null,
      ];
      const secrets = sealed.flatMap((secret) => (secret === null ? [] : (seals.unseal(team, secret) ?? [])));
      return secrets.length === 0 ? null : { team, connector, site, secrets };
    },
  };
}
