/** Connections, sources and places as queues: what is due, and changes that one worker makes of what it has read. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { hour } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Cells } from '#core/columns.ts';
import type { ConnectionRow, SourceRow } from '../../store/connections/rows.ts';
import type { connectionPlaceTable } from '../../store/connections/tables.ts';
import type { Schema } from '../../store/schema.ts';
import { isInstalled } from '../outbox.ts';

export type PlaceRow = Cells<typeof connectionPlaceTable>;

interface Rows {
  readonly connection: ConnectionRow;
  readonly connection_source: SourceRow;
  readonly connection_place: PlaceRow;
}

export const queues = ['connection', 'connection_source', 'connection_place'] as const;
export type QueueName = (typeof queues)[number];

const key: Readonly<Record<QueueName, readonly string[]>> = {
  connection: ['id'],
  connection_source: ['connection_id', 'row_id', 'place', 'label'],
  connection_place: ['connection_id', 'place'],
};

/** The one of a queue that has been due the longest. */
export async function dueIn<Name extends QueueName>(
  db: Kysely<Schema>,
  name: Name,
  team: TeamId,
  now: Instant,
): Promise<Rows[Name] | null> {
  const { rows } = await sql<Rows[Name]>`select it.* from ${sql.table(name)} as it
    where it.team_id = ${team} and it.due_at <= ${now} and ${isInstalled}
    order by it.due_at limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function nextToAsk(db: Kysely<Schema>, team: TeamId): Promise<Instant | null> {
  const each = queues.map(
    (name) =>
      sql`select min(it.due_at) as at from ${sql.table(name)} as it where it.team_id = ${team} and ${isInstalled}`,
  );
  const { rows } = await sql<{ at: Instant | null }>`${sql.join(each, sql` union all `)}`.execute(db);
  const due = rows.flatMap(({ at }) => at ?? []);
  return due.length === 0 ? null : Math.min(...due);
}

/** Changes a row as it was read. @returns whether it was still so */
export async function changeIn<Name extends QueueName>(
  db: Kysely<Schema>,
  name: Name,
  row: Rows[Name],
  to: Partial<Rows[Name]>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update ${sql.table(name)} set ${sql.join(
    Object.entries(to).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
  )} where ${asRead(name, row)}`.execute(db);
  return numAffectedRows === 1n;
}

function asRead<Name extends QueueName>(name: Name, row: Rows[Name]): RawBuilder<unknown> {
  const cells = row as Readonly<Record<string, unknown>>;
  const same = ['team_id', ...key[name]].map((column) => sql`${sql.ref(column)} = ${cells[column]}`);
  const stands = name === 'connection' ? 'access_at' : 'due_at';
  return sql`${sql.join(same, sql` and `)} and ${sql.ref(stands)} = ${cells[stands]}`;
}

/** Nothing else is asked of a connection until then: its tool asked for it. */
export async function putOffAsking(
  db: Kysely<Schema>,
  team: TeamId,
  connection: ConnectionRow['id'],
  until: Instant,
): Promise<void> {
  for (const name of ['connection_source', 'connection_place'] as const) {
    const waiting = db.updateTable(name).set({ due_at: until }).where('team_id', '=', team);
    await waiting.where('connection_id', '=', connection).where('due_at', '<', until).execute();
  }
}

/** After a start: what was not heard of meanwhile is asked for. One that was asked a short while ago is not asked again. */
export async function askAgain(db: Kysely<Schema>, team: TeamId, now: Instant): Promise<void> {
  await db
    .updateTable('connection_source')
    .set({ due_at: now })
    .where('team_id', '=', team)
    .where('due_at', '>', now)
    .where('refused', 'is', null)
    .where('read_at', '<', now - hour)
    .execute();
}
