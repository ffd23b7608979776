/** Erases rows that have been kept long enough, in small transactions. If the process dies in between, the next one continues. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import { columnsThat } from '#core/columns.ts';
import { type AudienceId, isId, rowId, type EmbargoId, type TeamId, userId } from '#core/ids.ts';
import type { RetentionPolicy } from '#core/retention.ts';
import type { AnyTable } from '#core/tables.ts';
import { allColumnsOf } from '../access/catalogue.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { leaveBehind, type LeftBehind } from './cleanup-queue.ts';
import type { Expiring, SystemRetention } from './expiring.ts';
import { forgetAbout } from './forget-about.ts';

export interface Retention {
  /** Whether a workspace, which may have uninstalled Lore, was last checked before this instant. */
  isUnlookedSince(team: TeamId, before: Instant): Promise<boolean>;
  /**
   * Erases some rows of a kind whose time began before an instant, with everything attached, in one transaction.
   * @returns how many; 0: none is left
   */
  expire(team: TeamId, kind: RetentionPolicy | SystemRetention, before: Instant): Promise<number>;
  /** Records that nothing was left to erase at this instant. */
  looked(team: TeamId, at: Instant): Promise<void>;
}

export function retentionIn(system: Kysely<Schema>, inside: Inside): Retention {
  return {
    isUnlookedSince: async (team, before) => {
      const query = system.selectFrom('workspace').select('team_id').where('team_id', '=', team);
      const row = await query
        .where((it) => it.or([it('expired_at', 'is', null), it('expired_at', '<=', before)]))
        .executeTakeFirst();
      return row !== undefined;
    },
    expire: async (team, kind, before) => {
      const count = await inside.once(team, { kind: 'operator' }, 'read write', async (on) => {
        const { rows, left } =
          'expire' in kind ? await kind.expire(on, before) : await expireRows(on, kind, before);
        if (rows > 0) await leaveBehind(on.db, team, left, on.now);
        return rows;
      });
      if (count > 0) inside.wake(team);
      return count;
    },
    looked: (team, at) =>
      inside.write(async (db) => {
        await db.updateTable('workspace').set({ expired_at: at }).where('team_id', '=', team).execute();
      }),
  };
}

/** How many rows go in one transaction; each may take hundreds of others along. */
const batch = 20;

type Row = Readonly<Record<string, string | number | null>>;

async function expireRows(
  on: Expiring,
  kind: RetentionPolicy,
  before: Instant,
): Promise<{ readonly rows: number; readonly left: readonly LeftBehind[] }> {
  if (kind.table.guard === 'own') return expireOwn(on, kind, kind.table, before);
  const since = columnOf(on, kind.table, kind.since);
  const { rows: old } = await sql<Row>`select * from ${sql.table(kind.table.name)} as t
    where t.team_id = ${on.teamId} and ${since} < ${before} order by ${since}, t.id limit ${batch}`.execute(
    on.db,
  );
  if (old.length === 0) return { rows: 0, left: [] };
  const ids = old.map((row) => String(row['id']));
  const going: Row[] = [...old];
  const gone = new Set(ids);
  for (const { table, of } of kind.parts) {
    const column = columnOf(on, table, of);
    const condition = sql`t.team_id = ${on.teamId} and ${column} in (${sql.join(ids)})`;
    const { rows } = await sql<Row>`select * from ${sql.table(table.name)} as t where ${condition}`.execute(
      on.db,
    );
    await sql`delete from ${sql.table(table.name)} as t where ${condition}`.execute(on.db);
    going.push(...rows);
    if (table.guard === 'own') continue;
    for (const row of rows) gone.add(String(row['id']));
    await forgetAuthors(on, table, rows);
  }
  await sql`delete from ${sql.table(kind.table.name)} as t
    where t.team_id = ${on.teamId} and t.id in (${sql.join(ids)})`.execute(on.db);
  await forgetAuthors(on, kind.table, old);
  const named = [...new Set(going.flatMap((row) => Object.values(row).filter(isId)))];
  for (const id of await forgetReach(on, named)) gone.add(id);
  const left = await forgetAbout(on, gone);
  await redrawHomes(on, named);
  return { rows: old.length, left };
}

/** Own rows: no other row, post or job names one. Their owners' Homes are redrawn. */
async function expireOwn(
  on: Expiring,
  kind: RetentionPolicy,
  table: Extract<AnyTable, { guard: 'own' }>,
  before: Instant,
): Promise<{ readonly rows: number; readonly left: readonly LeftBehind[] }> {
  const since = columnOf(on, table, kind.since);
  const { rows: old } = await sql<Row>`select * from ${sql.table(table.name)} as t
    where t.team_id = ${on.teamId} and ${since} < ${before} order by ${since}, t.user_id limit ${batch}`.execute(
    on.db,
  );
  for (const row of old) {
    const key = ['user_id', ...table.key].map((column) => sql`${sql.ref(`t.${column}`)} = ${row[column]}`);
    await sql`delete from ${sql.table(table.name)} as t
      where t.team_id = ${on.teamId} and ${sql.join(key, sql` and `)}`.execute(on.db);
  }
  const named = [...new Set(old.flatMap((row) => Object.values(row).filter(isId)))];
  const left = await forgetAbout(on, new Set(await forgetReach(on, named)));
  await redrawHomes(on, named);
  return { rows: old.length, left };
}

/** @throws if the table lacks a column that the feature declared */
function columnOf(on: Expiring, table: AnyTable, column: string) {
  if (!on.catalogue.columnsOf(table).includes(column))
    throw new Error(`the table ${table.name} has no column ${column}`);
  return sql.ref<string | number>(`t.${column}`);
}

async function forgetAuthors({ db, teamId }: Expiring, table: AnyTable, rows: readonly Row[]): Promise<void> {
  for (const some of chunks(rows.map((row) => rowId(String(row['id'])))))
    await db
      .deleteFrom('authorship')
      .where('team_id', '=', teamId)
      .where('table_name', '=', table.name)
      .where('row_id', 'in', some)
      .execute();
}

/** Deletes audiences and embargoes of erased rows that no row uses any more. @returns their ids */
async function forgetReach(
  { db, catalogue, teamId }: Expiring,
  named: readonly string[],
): Promise<readonly string[]> {
  // Also where a row holds one for what will be written about it, such as the opinions of its readers.
  const unused = (kind: 'audience' | 'seal') =>
    sql.join(
      catalogue.tables.flatMap((table) =>
        columnsThat(allColumnsOf(table), (column) => column.kind === kind).map(
          (column) => sql`not exists (select 1 from ${sql.table(table.name)} as u
            where u.team_id = t.team_id and ${sql.ref(`u.${column}`)} = t.id)`,
        ),
      ),
      sql` and `,
    );
  const among = async <Id>(table: 'audience' | 'seal', isUnused: RawBuilder<unknown>): Promise<Id[]> => {
    const found: Id[] = [];
    for (const some of chunks(named)) {
      const { rows } = await sql<{ id: Id }>`select t.id from ${sql.table(table)} as t
        where t.team_id = ${teamId} and t.id in (${sql.join(some)}) and ${isUnused}`.execute(db);
      found.push(...rows.map(({ id }) => id));
    }
    return found;
  };
  const audiences = await among<AudienceId>('audience', unused('audience'));
  for (const some of chunks(audiences)) {
    const people = db.deleteFrom('audience_person').where('team_id', '=', teamId);
    await people.where('audience_id', 'in', some).execute();
    await db.deleteFrom('audience').where('team_id', '=', teamId).where('id', 'in', some).execute();
  }
  const embargoes = await among<EmbargoId>(
    'seal',
    sql`${unused('seal')} and not exists (
      select 1 from audience as a where a.team_id = t.team_id and a.channel_after = t.id)`,
  );
  for (const some of chunks(embargoes))
    await db.deleteFrom('seal').where('team_id', '=', teamId).where('id', 'in', some).execute();
  return [...audiences, ...embargoes];
}

async function redrawHomes({ db, teamId, now }: Expiring, named: readonly string[]): Promise<void> {
  for (const some of chunks(named.map(userId)))
    await invalidateHomes(db, teamId, now).where('user_id', 'in', some).execute();
}
