/** What a tool sends by itself, at the address of a connection. */
import type { Connector, ConnectionId, Fact, Inbound, Verified } from '#core/connector.ts';
import { isId, type TeamId } from '#core/ids.ts';
import type { Connected } from '../../connectors/connectors.ts';
import type { Behind, SourceRow } from '../../store/connections/rows.ts';
import type { Store } from '../../store/store.ts';
import { factsFor, hear, type Hearing } from './hear.ts';

export interface EventParts extends Hearing {
  readonly connectorOf: (connected: Connected) => Promise<Connector>;
  /** Wakes who works in the workspace. */
  readonly wake: (team: TeamId) => void;
}

/**
 * @returns takes an event, whose body is read (`null`: too long), which may come again and in any order: `refused` alike if there is no such connection, and if it is not signed with a secret
 * that counts. It throws where it could not be stored, so that it is sent again; what can be asked is asked for anyway
 */
export function eventsFor(
  parts: EventParts,
): (
  id: string,
  headers: Inbound['headers'],
  body: () => Promise<Buffer | null>,
) => Promise<'heard' | 'refused' | 'too long'> {
  const { store } = parts;
  return async (id, headers, readBody) => {
    const behind = isId(id) ? await store.connections.behind(id) : null;
    if (behind === null) return 'refused';
    const { team } = behind;
    const connection = id as ConnectionId;
    // Of who is not known, nothing is read.
    const body = await readBody();
    if (body === null) return 'too long';
    const found = await verified(parts, behind, { headers, body });
    if (found === null) return 'refused';
    const { touched, isToAsk } = found.said;
    const facts =
      behind.connector === 'webhook'
        ? // Senders that know nothing of each other may call two things alike.
          found.said.facts.map((fact) => ({ ...fact, key: `${connection}:${fact.key}` }))
        : found.said.facts;
    const now = parts.clock.now();
    await store.writeIn(team, async (db) => {
      const known = db.updateTable('connection').where('team_id', '=', team).where('id', '=', connection);
      // Once the new secret is in use, the old one counts no more.
      await known.set({ heard_at: now, ...(found.isCurrent ? { secret_before: null } : {}) }).execute();
      for (const { id: issue, place } of touched)
        await db
          .updateTable('tracker_issue')
          .set({ due_at: now })
          .where('team_id', '=', team)
          .where('connection_id', '=', connection)
          .where('issue_id', '=', issue)
          .where((it) => it.eb(it.fn('lower', ['place']), '=', place.toLowerCase()))
          .where('state', 'in', ['made', 'closed'])
          .where('due_at', 'is not', null)
          .execute();
      if (isToAsk) await askNow(db, team, connection, now);
    });
    const sources = facts.length === 0 ? [] : await sourcesOf(store, team, connection);
    const errors: unknown[] = [];
    try {
      // What one row cannot take keeps nothing from the others.
      for (const row of sources)
        await hearOne(parts, row, factsFor(row, facts), now).catch((error: unknown) => errors.push(error));
      if (errors.length === 0) return 'heard';
      await store.writeIn(team, (db) => askNow(db, team, connection, now));
    } finally {
      if (isToAsk || touched.length > 0) parts.wake(team);
    }
    throw errors[0];
  };
}

async function hearOne(
  parts: EventParts,
  row: SourceRow,
  facts: readonly Fact[],
  now: number,
): Promise<void> {
  if (facts.length === 0) return;
  await hear(parts, row, facts, async (db) => {
    await db
      .updateTable('connection_source')
      .set({ read_at: now })
      .where('team_id', '=', row.team_id)
      .where('connection_id', '=', row.connection_id)
      .where('row_id', '=', row.row_id)
      .where('place', '=', row.place)
      .where('label', '=', row.label)
      .execute();
  });
}

const sourcesOf = (store: Store, team: TeamId, connection: ConnectionId): Promise<SourceRow[]> =>
  store.system
    .selectFrom('connection_source')
    .selectAll()
    .where('team_id', '=', team)
    .where('connection_id', '=', connection)
    .orderBy('row_id')
    .execute();

/** Those that can be asked. */
async function askNow(
  db: Parameters<Parameters<Store['writeIn']>[1]>[0],
  team: TeamId,
  connection: ConnectionId,
  now: number,
): Promise<void> {
  const query = db.updateTable('connection_source').set({ due_at: now }).where('team_id', '=', team);
  await query.where('connection_id', '=', connection).where('due_at', '>', now).execute();
}

/** @returns `null`: no secret that counts has signed it */
async function verified(
  { connectorOf }: EventParts,
  { connector, site, secrets }: Behind,
  inbound: Inbound,
): Promise<{ readonly said: Extract<Verified, { kind: 'heard' }>; readonly isCurrent: boolean } | null> {
  const tool = await connectorOf({ connector, site, access: null });
  for (const [nth, secret] of secrets.entries()) {
    const said = await tool.verify(inbound, secret);
    if (said.kind === 'heard') return { said, isCurrent: nth === 0 };
  }
  return null;
}
