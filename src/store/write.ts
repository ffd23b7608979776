/** The writing half of a scope over features' tables. */
import { sql, type RawBuilder } from 'kysely';
import { isId, type RowId, type SealId } from '../core/ids.ts';
import type { Scope } from '../core/scope.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from '../core/tables.ts';
import { chunks } from '../core/chunks.ts';
import { assignments, cells, matching } from './matching.ts';
import { seen, written, type Eyes } from './sight.ts';

type Written = Parameters<Scope['insert']>[2];

/** See `Scope.insert`. */
export async function insert(eyes: Eyes, table: AnyTable, row: SharedRow, how: Written): Promise<void> {
  const columns = eyes.catalogue.columnsOf(table);
  if (!isId(row.id)) throw new Error('not a row id');
  const all: [string, unknown][] = [
    ['team_id', eyes.teamId],
    ['audience_id', how.audience],
    ['seal_id', how.seal ?? null],
    ...cells(columns, row),
  ];
  await sql`insert into ${sql.table(table.name)} ${values(all)}`.execute(eyes.db);
  for (const user of new Set(how.by)) {
    if (!isId(user)) throw new Error('not a user id');
    await eyes.db
      .insertInto('authorship')
      .values({
        team_id: eyes.teamId,
        table_name: table.name,
        row_id: row.id,
        user_id: user,
        names: how.names,
      })
      .execute();
  }
}

/** See `Scope.update`. */
export async function update<Row extends SharedRow>(
  eyes: Eyes,
  table: SharedTable<Row>,
  id: RowId,
  change: Partial<Omit<Row, 'id'>>,
  only: { readonly mine?: boolean; readonly where?: Partial<Row> },
): Promise<boolean> {
  const columns = eyes.catalogue.columnsOf(table);
  const set = assignments(
    columns.filter((column) => column !== 'id'),
    change,
  );
  const allowed = only.mine === true ? written(eyes, table) : seen(eyes, table);
  const { numAffectedRows } = await sql`update ${sql.table(table.name)} set ${set}
    where team_id = ${eyes.teamId} and id in (
      select t.id from ${sql.table(table.name)} as t
      where t.id = ${id} and ${allowed} and ${matching(columns, only.where ?? {})})`.execute(eyes.db);
  return numAffectedRows === 1n;
}

/** See `Scope.delete`. */
export async function remove(eyes: Eyes, table: SharedTable<SharedRow>, id: RowId): Promise<boolean> {
  eyes.catalogue.columnsOf(table);
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)}
    where team_id = ${eyes.teamId} and id in (
      select t.id from ${sql.table(table.name)} as t where t.id = ${id} and ${written(eyes, table)})`.execute(
    eyes.db,
  );
  if (numAffectedRows !== 1n) return false;
  await eyes.db
    .deleteFrom('authorship')
    .where('team_id', '=', eyes.teamId)
    .where('table_name', '=', table.name)
    .where('row_id', '=', id)
    .execute();
  return true;
}

/** See `Scope.put`. */
export async function put<Row extends object>(
  eyes: Eyes,
  table: OwnTable<Row>,
  row: Row,
  how: NonNullable<Parameters<Scope['put']>[2]>,
): Promise<void> {
  if (eyes.viewer.kind !== 'person') throw new Error('a channel has no rows of its own');
  const columns = eyes.catalogue.columnsOf(table);
  const key = ['team_id', 'user_id', ...table.key];
  const all: [string, unknown][] = [
    ['team_id', eyes.teamId],
    ['user_id', eyes.viewer.userId],
    ['audience_id', how.audience ?? null],
    ['seal_id', how.seal ?? null],
    ...cells(columns, row),
  ];
  const renewed = all
    .filter(([column]) => !key.includes(column))
    .map(([column]) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  await sql`insert into ${sql.table(table.name)} ${values(all)}
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${sql.join(renewed)}`.execute(
    eyes.db,
  );
}

/** See `Scope.take`. */
export async function take<Row extends object>(
  eyes: Eyes,
  table: OwnTable<Row>,
  where: Partial<Row>,
): Promise<number> {
  const columns = eyes.catalogue.columnsOf(table);
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)} as t
    where ${seen(eyes, table)} and ${matching(columns, where)}`.execute(eyes.db);
  return Number(numAffectedRows ?? 0n);
}

/** See `Scope.unlink`. */
export async function unlink(eyes: Eyes, seal: SealId): Promise<void> {
  for (const table of eyes.catalogue.tables.filter((one) => one.guard === 'shared')) {
    const { rows } = await sql<Readonly<Record<string, unknown>> & { readonly id: string }>`
      select t.* from ${sql.table(table.name)} as t
      where t.team_id = ${eyes.teamId} and t.seal_id = ${seal} and exists (select 1 from authorship as w
        where w.team_id = t.team_id and w.table_name = ${table.name} and w.row_id = t.id and w.names = 'hidden')
      order by t.id`.execute(eyes.db);
    for (const some of chunks(rows.map(({ id }) => id))) {
      await sql`delete from authorship where team_id = ${eyes.teamId} and table_name = ${table.name}
        and names = 'hidden' and row_id in (${sql.join(some)})`.execute(eyes.db);
      await sql`delete from ${sql.table(table.name)}
        where team_id = ${eyes.teamId} and id in (${sql.join(some)})`.execute(eyes.db);
    }
    // Written anew in the order of their random ids: a database keeps rows in the order in which they came, one author's together.
    const blank = Object.fromEntries(table.leadBack.map((column) => [column, 0]));
    for (const row of rows)
      await sql`insert into ${sql.table(table.name)} ${values(Object.entries({ ...row, ...blank }))}`.execute(
        eyes.db,
      );
  }
}

function values(all: readonly [string, unknown][]): RawBuilder<unknown> {
  const columns = sql.join(all.map(([column]) => sql.ref(column)));
  return sql`(${columns}) values (${sql.join(all.map(([, value]) => value))})`;
}
