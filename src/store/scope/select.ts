/** The reading half of a scope over features' tables. */
import { sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Select } from '#core/scope.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from '#core/tables.ts';
import {
  checks,
  type Condition,
  counted,
  type AccessContext,
  readableRows,
  written,
} from '../access/access.ts';
import { matching } from './matching.ts';

/** See `ReadScope.from`. */
export function from<Row extends object>(eyes: AccessContext, table: AnyTable): Select<Row> {
  return guarded(eyes, table, readableRows(eyes, table));
}

/** See `ReadScope.mine`. */
export function mine<Row extends object>(eyes: AccessContext, table: AnyTable): Select<Row> {
  return guarded(eyes, table, sql`(${mayBeMine(eyes, table)} and ${written(eyes, table)})`);
}

/** Of thousands of rows, those that the viewer's name stands at: found by the name, not row by row. Only the guards say which are the viewer's. */
function mayBeMine({ teamId, viewer }: AccessContext, table: AnyTable): Condition {
  if (viewer.kind !== 'person' && viewer.kind !== 'former') return sql`1 = 1`;
  return sql`t.id in (select o.row_id from authorship as o
    where o.team_id = ${teamId} and o.table_name = ${table.name} and o.user_id = ${viewer.userId})`;
}

/** The guarded rows under the name `it`, with the feature's own columns only. */
function guarded<Row extends object>(
  eyes: AccessContext,
  table: AnyTable,
  condition: Condition,
): Select<Row> {
  const columns = eyes.catalogue.columnsOf(table).map((column) => sql.ref(`t.${column}`));
  const rows = sql<Row>`(select ${sql.join(columns)} from ${sql.table(table.name)} as t where ${condition})`;
  return eyes.db.$pickTables<never>().selectFrom(rows.as<'it'>('it'));
}

/** See `ReadScope.authors`. */
export async function authors(
  eyes: AccessContext,
  table: SharedTable<SharedRow>,
  ids: readonly RowId[],
): Promise<ReadonlyMap<RowId, readonly UserId[]>> {
  eyes.catalogue.columnsOf(table);
  const shown = checks(eyes, table.name)('nameIsShown');
  const { viewer } = eyes;
  const isOwn = viewer.kind === 'person' || viewer.kind === 'former';
  const named = isOwn ? sql`(${shown} or w.user_id = ${viewer.userId})` : shown;
  const byRow = new Map<RowId, UserId[]>();
  for (const some of chunks(ids)) {
    const { rows } = await sql<{ row_id: RowId; user_id: UserId }>`
      select w.row_id, w.user_id from authorship as w
      where w.team_id = ${eyes.teamId} and w.table_name = ${table.name} and ${named} and w.row_id in (
        select t.id from ${sql.table(table.name)} as t where t.id in (${sql.join(some)}) and ${readableRows(eyes, table)})
      order by w.row_id, w.user_id`.execute(eyes.db);
    for (const row of rows) byRow.set(row.row_id, [...(byRow.get(row.row_id) ?? []), row.user_id]);
  }
  return byRow;
}

/** See `ReadScope.countBy`. */
export async function tally<Row extends object, By extends keyof Row & string>(
  eyes: AccessContext,
  table: OwnTable<Row>,
  by: By,
  where: Partial<Row>,
): Promise<ReadonlyMap<Row[By], number>> {
  const columns = eyes.catalogue.columnsOf(table);
  if (!columns.includes(by)) throw new Error(`the table ${table.name} has no column ${by}`);
  // Counted before it is asked what may be seen: of a thousand votes for one audience that is asked once.
  const { rows } = await sql<{ value: Row[By]; count: number }>`
    select t.value, sum(t.count) as count from (
      select t.team_id, t.audience_id, t.seal_id, ${sql.ref(`t.${by}`)} as value, count(*) as count
      from ${sql.table(table.name)} as t
      where ${checks(eyes, table.name)('isOfThisWorkspace')} and ${matching(columns, where)}
      group by t.team_id, t.audience_id, t.seal_id, ${sql.ref(`t.${by}`)}) as t
    where ${counted(eyes, table)}
    group by t.value`.execute(eyes.db);
  return new Map(rows.map((row) => [row.value, row.count]));
}
