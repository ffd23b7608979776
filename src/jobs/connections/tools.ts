/** The tools of a workspace, to ask them something. Nothing is remembered of a secret. */
import type { Instant } from '#core/clock.ts';
import type { Connector, ConnectionId, Refusal } from '#core/connector.ts';
import { type AnyId, rowId, type TeamId, type UserId } from '#core/ids.ts';
import { postId } from '#core/post-ref.ts';
import type { Store } from '../../store/store.ts';
import type { Connected } from '../../connectors/connectors.ts';
import type { Transacting } from '../../store/scope/transactions.ts';
import { NotInstalled } from '../../store/settings/installed.ts';
import type { Trackers } from '../issues/trackers.ts';

export interface Tools {
  /** @returns `refused`: its tool refused it, or what opens its secrets is lost, and it is not called until it is mended; `null`: it is gone */
  readonly of: (team: TeamId, connection: ConnectionId) => Promise<Connector | 'refused' | null>;
  /** Its tool has just refused it: who connected it is told once, until it is mended. */
  readonly refused: (team: TeamId, connection: ConnectionId, why: Refusal) => Promise<void>;
}

/** Where nothing can be connected. */
export const noTools: Tools = { of: async () => null, refused: async () => undefined };

/** `at`: since when it has the access of which is told. */
type Told = Readonly<Record<'of', AnyId>> & Readonly<Record<'at', number>>;

/** Tells who connected it that it works, and what it can read; or that its tool refuses it. `src/system/connections` draws them. */
export const connectionChecked = postId<Told>('lore.connection_checked');
export const connectionRefused = postId<Told>('lore.connection_refused');

/** @param connectorOf makes the connector of what is stored */
export function toolsIn(
  store: Store,
  connectorOf: (connected: Connected) => Promise<Connector>,
): Tools & { readonly trackers: Trackers } {
  /** Since when a connection has the access with which it was last asked: a token that was given meanwhile is not the one that was refused. */
  const askedWith = new Map<string, Instant>();
  const refused: Tools['refused'] = async (team, id, why) => {
    const row = await store.system
      .selectFrom('connection')
      .select(['connected_by', 'access_at', 'refused'])
      .where('team_id', '=', team)
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || row.refused !== null) return;
    const by = row.connected_by;
    const at = askedWith.get(`${team} ${id}`) ?? row.access_at;
    await noteRefused(store, team, id, { by, at, why });
  };
  const of: Tools['of'] = async (team, id) => {
    const open = await store.connections.open(team, id);
    if (open === null) return null;
    askedWith.set(`${team} ${id}`, open.accessAt);
    if (!open.isRefused) return connectorOf(open);
    // With a lost key it cannot be asked either.
    await refused(team, id, 'revoked');
    return 'refused';
  };
  return {
    of,
    refused,
    trackers: {
      of: async (team, id) => {
        const tool = await of(team, id);
        return tool === null || tool === 'refused' ? tool : tool.issues;
      },
      revoked: (team, id) => refused(team, id, 'revoked'),
    },
  };
}

/** Another process, or another token, came first. */
class Changed extends Error {}

async function noteRefused(
  store: Store,
  team: TeamId,
  id: ConnectionId,
  { by, at, why }: { readonly by: UserId | null; readonly at: number; readonly why: Refusal },
): Promise<void> {
  const note: NonNullable<Transacting['alsoIn']> = async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('connection')
      .set({ refused: why, due_at: null })
      .where('team_id', '=', team)
      .where('id', '=', id)
      .where('access_at', '=', at)
      .where('refused', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new Changed();
  };
  try {
    if (by === null) await store.write(note);
    else
      await store.transact(
        team,
        { kind: 'person', userId: by },
        async (scope) => {
          await scope.publish(
            connectionRefused.ref({ of: rowId(id), at }, { kind: 'person', user: by, urgency: 'due' }),
          );
          await scope.refreshHome(by);
        },
        { alsoIn: note },
      );
  } catch (error) {
    if (!(error instanceof Changed) && !(error instanceof NotInstalled)) throw error;
  }
}
