/** What a scope knows of the tools that an admin connected, and what it follows there. */
import { sql } from 'kysely';
import type { Connections, ConnectionsReader, Followed, KnownConnection } from '#core/connections.ts';
import type { ConnectionId, Source } from '#core/connector.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { AccessContext } from '../access/access.ts';
import { isForMembers, isWhereIAm } from '../scope/people-select.ts';
import type { Schema } from '../schema.ts';
import { readsIn } from './rows.ts';
import { forgetIssue, issuesOf, makeIssue } from '../issues/issues.ts';

/** See `ReadScope.connections`. */
export function connectionsSeen(access: AccessContext): ConnectionsReader {
  const { db, teamId: team } = access;
  return {
    issuesOf: (of) => issuesOf(access, of),
    list: async () => {
      if (!(await isForMembers(access))) return [];
      const query = db.selectFrom('connection').where('team_id', '=', team);
      const rows = await query
        .select(['id', 'connector', 'called', 'refused', 'reads', 'connected_by'])
        .orderBy('called')
        .orderBy('id')
        .execute();
      return rows.map((row): KnownConnection => ({
        id: row.id,
        connector: row.connector,
        called: row.called,
        hasIssues: row.connector !== 'webhook',
        isRefused: row.refused !== null,
        reads: isTheirs(access, row.connected_by) ? readsIn(row.reads) : null,
      }));
    },
    followedBy: async (of) => {
      const { rows } = await sql<Schema['connection_source']>`select s.* from connection_source as s
        inner join channel as c on c.team_id = s.team_id and c.channel_id = s.channel_id
        where s.team_id = ${team} and s.row_id = ${of} and ${isWhereIAm(access)}
        order by s.connection_id, s.place, s.label`.execute(db);
      return rows.map((row): Followed => ({
        connection: row.connection_id,
        source: { place: row.place, label: row.label === '' ? null : row.label },
        readAt: row.read_at,
        refused: row.refused,
      }));
    },
    place: async (connection, place) => {
      if (!(await isForMembers(access))) return null;
      const query = db.selectFrom('connection_place').where('team_id', '=', team);
      const row = await query
        .where('connection_id', '=', connection)
        .where('place', '=', place)
        .select(['place', 'audience', 'looked_at'])
        .executeTakeFirst();
      return row === undefined ? null : { place: row.place, audience: row.audience, at: row.looked_at };
    },
  };
}

/** See `Scope.connections`. */
export function connectionsOf(access: AccessContext, onWork: () => void): Connections {
  const { db, teamId: team, now } = access;
  const connectorOf = async (id: ConnectionId) => {
    const query = db.selectFrom('connection').select('connector').where('team_id', '=', team);
    return (await query.where('id', '=', id).executeTakeFirst())?.connector;
  };
  const rowsOf = (of: RowId, connection: ConnectionId, { place, label }: Source) => ({
    team_id: team,
    connection_id: connection,
    row_id: of,
    place,
    label: label ?? '',
  });
  return {
    ...connectionsSeen(access),
    make: async (of, channel, issue) => {
      onWork();
      await makeIssue(access, of, channel, issue);
    },
    forget: (of) => forgetIssue(access, of),
    follow: async (of, channel, connection, source, since) => {
      await mustBeThere(access, channel);
      const connector = await connectorOf(connection);
      // Somebody disconnected it meanwhile.
      if (connector === undefined) return;
      await db
        .insertInto('connection_source')
        .values({
          ...rowsOf(of, connection, source),
          channel_id: channel,
          // Tools count in seconds.
          since: since - (since % 1_000),
          cursor: '',
          read_at: null,
          refused: null,
          due_at: connector === 'webhook' ? null : now,
          attempts: 0,
        })
        .onConflict((conflict) =>
          conflict.columns(['team_id', 'connection_id', 'row_id', 'place', 'label']).doNothing(),
        )
        .execute();
      onWork();
    },
    unfollow: async (of, connection, source) => {
      const { place, label } = rowsOf(of, connection, source);
      await sql`delete from connection_source where team_id = ${team} and connection_id = ${connection}
        and row_id = ${of} and place = ${place} and label = ${label} and channel_id in (
          select c.channel_id from channel as c where c.team_id = ${team} and ${isWhereIAm(access)})`.execute(
        db,
      );
    },
    lookUp: async (connection, place) => {
      const connector = await connectorOf(connection);
      if (connector === undefined || connector === 'webhook' || !(await isForMembers(access))) return;
      await db
        .insertInto('connection_place')
        .values({
          team_id: team,
          connection_id: connection,
          place,
          audience: 'unknown',
          looked_at: null,
          due_at: now,
          attempts: 0,
        })
        .onConflict((conflict) =>
          conflict.columns(['team_id', 'connection_id', 'place']).doUpdateSet({ due_at: now, attempts: 0 }),
        )
        .execute();
      onWork();
    },
  };
}

const isTheirs = ({ viewer }: AccessContext, by: UserId | null): boolean =>
  viewer.kind === 'person' && viewer.userId === by;

/** @throws if the viewer is not in the channel */
async function mustBeThere(access: AccessContext, channel: ChannelId): Promise<void> {
  const { rows } = await sql`select 1 from channel as c where c.team_id = ${access.teamId}
    and c.channel_id = ${channel} and ${isWhereIAm(access)}`.execute(access.db);
  if (rows.length === 0) throw new Error('what a row follows is for the people of its channel');
}
