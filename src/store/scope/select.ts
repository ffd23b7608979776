/** The reading half of a scope over features' tables. */
import { type RawBuilder, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Select } from '#core/select.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from '#core/tables.ts';
import { checks, counted, type AccessContext, readableRows, written } from '../access/access.ts';
import { fixed } from '../access/fixed.ts';
import { matching } from './matching.ts';

/** See `ReadScope.from`. */
export function from<Row extends object>(access: AccessContext, table: AnyTable): Select<Row> {
  mustBeDeclared(access, table);
  const rows = fixed(access, `from ${table.name}`, (anybody) =>
    guarded<Row>(anybody, table, sql`${sql.table(table.name)} as t where ${readableRows(anybody, table)}`),
  );
  return access.db.$pickTables<never>().selectFrom(rows.as<'it'>('it'));
}

/** See `ReadScope.mine`. Of thousands of rows the viewer's are found by their name. Only the guards say which these are. */
export function mine<Row extends object>(access: AccessContext, table: AnyTable): Select<Row> {
  mustBeDeclared(access, table);
  const rows = fixed(access, `mine ${table.name}`, (anybody) => {
    const { viewer } = anybody;
    const whose = 'userId' in viewer ? viewer.userId : '';
    return guarded<Row>(
      anybody,
      table,
      sql`authorship as o cross join ${sql.table(table.name)} as t
        where o.team_id = ${anybody.teamId} and o.user_id = ${whose} and o.table_name = ${table.name}
          and t.team_id = o.team_id and t.id = o.row_id and ${written(anybody, table)}`,
    );
  });
  return access.db.$pickTables<never>().selectFrom(rows.as<'it'>('it'));
}

/** What is kept is found by the table's name, which another table may have. @throws for a table that no feature declared */
const mustBeDeclared = (access: AccessContext, table: AnyTable): void =>
  void access.catalogue.columnsOf(table);

/** The guarded rows `t`, with the feature's own columns only. @param rows what stands after `from` */
function guarded<Row extends object>(
  access: AccessContext,
  table: AnyTable,
  rows: RawBuilder<unknown>,
): RawBuilder<Row> {
  const columns = access.catalogue.columnsOf(table).map((column) => sql.ref(`t.${column}`));
  return sql<Row>`(select ${sql.join(columns)} from ${rows})`;
}

/** See `ReadScope.authors`. */
export async function authors(
  access: AccessContext,
  table: SharedTable<SharedRow>,
  ids: readonly RowId[],
): Promise<ReadonlyMap<RowId, readonly UserId[]>> {
  access.catalogue.columnsOf(table);
  const shown = checks(access, table.name)('nameIsShown');
  const { viewer } = access;
  const isOwn = viewer.kind === 'person' || viewer.kind === 'former';
  const named = isOwn ? sql`(${shown} or w.user_id = ${viewer.userId})` : shown;
  const byRow = new Map<RowId, UserId[]>();
  for (const some of chunks(ids)) {
    const { rows } = await sql<{ row_id: RowId; user_id: UserId }>`
      select w.row_id, w.user_id from authorship as w
      where w.team_id = ${access.teamId} and w.table_name = ${table.name} and ${named} and w.row_id in (
        select t.id from ${sql.table(table.name)} as t where t.id in (${sql.join(some)}) and ${readableRows(access, table)})
      order by w.row_id, w.user_id`.execute(access.db);
    for (const row of rows) byRow.set(row.row_id, [...(byRow.get(row.row_id) ?? []), row.user_id]);
  }
  return byRow;
}

/** See `ReadScope.countBy`. */
export async function countBy<Row extends object, By extends keyof Row & string>(
  access: AccessContext,
  table: OwnTable<Row>,
  by: By,
  where: Partial<Row>,
): Promise<ReadonlyMap<Row[By], number>> {
  const columns = access.catalogue.columnsOf(table);
  if (!columns.includes(by)) throw new Error(`the table ${table.name} has no column ${by}`);
  // Counted before the guard: for a thousand votes with one audience the guard runs once.
  const { rows } = await sql<{ value: Row[By]; count: number }>`
    select t.value, sum(t.count) as count from (
      select t.team_id, t.audience_id, t.seal_id, ${sql.ref(`t.${by}`)} as value, count(*) as count
      from ${sql.table(table.name)} as t
      where ${checks(access, table.name)('isOfThisWorkspace')} and ${matching(columns, where)}
      group by t.team_id, t.audience_id, t.seal_id, ${sql.ref(`t.${by}`)}) as t
    where ${fixed(access, `counted ${table.name}`, (anybody) => counted(anybody, table))}
    group by t.value`.execute(access.db);
  return new Map(rows.map((row) => [row.value, row.count]));
}
