/** The writing half of a scope over features' tables. */
import { setImmediate as aTurnOfTheLoop } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import { type AudienceId, isId, type RowId, type EmbargoId } from '#core/ids.ts';
import type { Insertion, Scope, Written } from '#core/scope.ts';
import { type AnyTable, type OwnTable, type SharedRow, type SharedTable, wholeOf } from '#core/tables.ts';
import { type AccessContext, readableRows, written } from '../access/access.ts';
import { runKept } from '../engines/kept-text.ts';
import { leaveBehind } from '../erasure/cleanup-queue.ts';
import { forgetPrivately } from '../erasure/forget-about.ts';
import { changesWords, cutNew, cutRows } from '../search/cut-rows.ts';
import { assignments, cells, matching } from './matching.ts';

/** See `Scope.insert`. */
export const insert = (
  access: AccessContext,
  table: SharedTable<SharedRow>,
  row: SharedRow,
  written: Written,
): Promise<void> => insertAll(access, [{ table, row, written }]);

/** See `Scope.insertAll`. */
export async function insertAll(access: AccessContext, all: readonly Insertion[]): Promise<void> {
  const byShape = new Map<string, { readonly table: AnyTable; readonly rows: [string, unknown][][] }>();
  for (const { table, row, written: how } of all) {
    const columns = access.catalogue.columnsOf(table);
    if (!isId(row.id)) throw new Error('not a row id');
    const cellsOfRow: [string, unknown][] = [
      ['team_id', access.teamId],
      ['audience_id', how.audience],
      ['seal_id', how.embargo ?? null],
      ...cells(columns, row),
    ];
    const shape = JSON.stringify([table.name, ...cellsOfRow.map(([column]) => column)]);
    const same = byShape.get(shape) ?? { table, rows: [] };
    same.rows.push(cellsOfRow);
    byShape.set(shape, same);
  }
  const authors = all.flatMap(({ table, row, written: { by, names } }) =>
    [...new Set(by)].map((user) => {
      if (!isId(user)) throw new Error('not a user id');
      const who: [string, unknown][] = [
        ['team_id', access.teamId],
        ['table_name', table.name],
        ['row_id', row.id],
        ['user_id', user],
        ['names', names],
      ];
      return who;
    }),
  );
  const store = async () => {
    for (const { table, rows } of byShape.values())
      for (const some of chunks(rows)) await insertRows(access, table.name, some);
    for (const some of chunks(authors)) await insertRows(access, 'authorship', some);
  };
  const cut = async () => {
    // PostgreSQL has got the first rows by then, and stores them meanwhile.
    if (all.length > 1) await aTurnOfTheLoop();
    return [...Map.groupBy(all, (one) => one.table)].map(([table, rows]) =>
      cutNew(
        access,
        table,
        rows.map(({ row }) => row),
      ),
    );
  };
  const [, words] = await Promise.all([store(), cut()]);
  for (const keep of words) await keep();
}

/** @param rows that have the same columns */
async function insertRows(
  { db }: AccessContext,
  table: string,
  rows: readonly (readonly [string, unknown][])[],
): Promise<void> {
  const name = `insert ${table} ${(rows[0] ?? []).map(([column]) => column).join(' ')}`;
  const all = rows.flatMap((row) => row.map(([, value]) => value));
  await runKept(db, name, all, () => sql`insert into ${sql.table(table)} ${values(rows)}`);
}

/** See `Scope.derive`. */
export async function derive(
  access: AccessContext,
  table: SharedTable<SharedRow>,
  row: SharedRow,
  { audience, of, rows }: Parameters<Scope['derive']>[2],
): Promise<void> {
  const ids = [...new Set(rows)];
  const embargoes = new Set<EmbargoId | null>();
  let count = 0;
  for (const some of chunks(ids)) {
    const { rows: found } = await sql<{ seal_id: EmbargoId | null }>`
      select t.seal_id from ${sql.table(of.name)} as t
      where t.id in (${sql.join(some)}) and ${readableRows(access, of)}`.execute(access.db);
    count += found.length;
    for (const { seal_id: embargo } of found) embargoes.add(embargo);
  }
  const [embargo, ...more] = embargoes;
  if (embargo === undefined || more.length > 0 || count < ids.length)
    throw new Error('a row is made of rows that the viewer sees, under one seal');
  await insert(access, table, row, {
    audience,
    by: [],
    names: 'hidden',
    ...(embargo === null ? {} : { embargo }),
  });
  for (const some of chunks(ids))
    // Hidden once means hidden: for one author of two rows the stricter setting counts.
    await sql`insert into authorship (team_id, table_name, row_id, user_id, names)
      select w.team_id, ${table.name}, ${row.id}, w.user_id, min(w.names) from authorship as w
      where w.team_id = ${access.teamId} and w.table_name = ${of.name} and w.row_id in (${sql.join(some)})
      group by w.team_id, w.user_id
      on conflict (team_id, table_name, row_id, user_id)
      do update set names = case when excluded.names = 'hidden' then 'hidden' else authorship.names end`.execute(
      access.db,
    );
}

/** See `Scope.changeAudience`. */
export async function changeAudience(
  access: AccessContext,
  table: AnyTable,
  id: RowId,
  audience: AudienceId,
): Promise<boolean> {
  access.catalogue.columnsOf(table);
  const { numAffectedRows } = await sql`update ${sql.table(table.name)} set audience_id = ${audience}
    where team_id = ${access.teamId} and id in (
      select t.id from ${sql.table(table.name)} as t where t.id = ${id} and ${written(access, table)})`.execute(
    access.db,
  );
  return numAffectedRows === 1n;
}

/** See `Scope.update`. */
export async function update<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  id: RowId,
  change: Partial<Omit<Row, 'id'>>,
  only: { readonly mine?: boolean; readonly where?: Partial<Row> },
): Promise<boolean> {
  const columns = access.catalogue.columnsOf(table);
  const set = assignments(
    columns.filter((column) => column !== 'id'),
    change,
  );
  const allowed = only.mine === true ? written(access, table) : readableRows(access, table);
  const { numAffectedRows } = await sql`update ${sql.table(table.name)} set ${set}
    where team_id = ${access.teamId} and id in (
      select t.id from ${sql.table(table.name)} as t
      where t.id = ${id} and ${allowed} and ${matching(columns, only.where ?? {})})`.execute(access.db);
  if (numAffectedRows === 1n && changesWords(table, change)) await cutRows(access, table, [id]);
  return numAffectedRows === 1n;
}

/** See `Scope.delete`. */
export async function remove(
  access: AccessContext,
  table: SharedTable<SharedRow>,
  id: RowId,
): Promise<boolean> {
  access.catalogue.columnsOf(table);
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)}
    where team_id = ${access.teamId} and id in (
      select t.id from ${sql.table(table.name)} as t where t.id = ${id} and ${written(access, table)})`.execute(
    access.db,
  );
  if (numAffectedRows !== 1n) return false;
  const authors = await access.db
    .deleteFrom('authorship')
    .where('team_id', '=', access.teamId)
    .where('table_name', '=', table.name)
    .where('row_id', '=', id)
    .returning(['user_id', 'names'])
    .execute();
  // What they alone were told of it says that it was theirs, and others remember what stood there.
  const hidden = authors.flatMap(({ user_id: user, names }) => (names === 'hidden' ? [user] : []));
  if (hidden.length > 0)
    await leaveBehind(
      access.db,
      access.teamId,
      await forgetPrivately(access, new Set([id]), hidden),
      access.now,
    );
  return true;
}

/** See `Scope.deleteParts`. */
export async function removeParts(
  access: AccessContext,
  of: SharedTable<SharedRow>,
  id: RowId,
  table: AnyTable,
): Promise<number> {
  access.catalogue.columnsOf(of);
  const whole = wholeOf(table, [of]);
  if (whole === null) throw new Error(`the rows of ${table.name} are no parts of ${of.name}`);
  const parts = matching(access.catalogue.columnsOf(table), { [whole.column]: id });
  const theirs = sql`t.team_id = ${access.teamId} and ${parts} and exists (
    select 1 from (select t.id from ${sql.table(of.name)} as t where t.id = ${id} and ${written(access, of)}) as whole)`;
  if (table.guard === 'shared')
    await sql`delete from authorship where team_id = ${access.teamId} and table_name = ${table.name}
      and row_id in (select t.id from ${sql.table(table.name)} as t where ${theirs})`.execute(access.db);
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)} as t where ${theirs}`.execute(
    access.db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** See `Scope.upsertOwn`. */
export async function upsertOwn<Row extends object>(
  access: AccessContext,
  table: OwnTable<Row>,
  row: Row,
  how: NonNullable<Parameters<Scope['upsertOwn']>[2]>,
): Promise<void> {
  if (access.viewer.kind !== 'person') throw new Error('a channel has no rows of its own');
  const columns = access.catalogue.columnsOf(table);
  const key = ['team_id', 'user_id', ...table.key];
  const all: [string, unknown][] = [
    ['team_id', access.teamId],
    ['user_id', access.viewer.userId],
    ['audience_id', how.audience ?? null],
    ['seal_id', how.embargo ?? null],
    ...cells(columns, row),
  ];
  const name = `upsert ${table.name} ${all.map(([column]) => column).join(' ')}`;
  await runKept(
    access.db,
    name,
    all.map(([, value]) => value),
    () => {
      const renewed = all
        .filter(([column]) => !key.includes(column))
        .map(([column]) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
      return sql`insert into ${sql.table(table.name)} ${values([all])}
        on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${sql.join(renewed)}`;
    },
  );
}

/** See `Scope.deleteOwn`. */
export async function deleteOwn<Row extends object>(
  access: AccessContext,
  table: OwnTable<Row>,
  where: Partial<Row>,
): Promise<number> {
  const columns = access.catalogue.columnsOf(table);
  // Found by whose they are, among everyone's in the workspace. Only the guards say which those are.
  const whose = 'userId' in access.viewer ? access.viewer.userId : '';
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)} as t
    where t.user_id = ${whose} and ${readableRows(access, table)} and ${matching(columns, where)}`.execute(
    access.db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** The columns and values of rows that have the same columns, for `insert into`. */
export function values(rows: readonly (readonly [string, unknown][])[]): RawBuilder<unknown> {
  const columns = sql.join((rows[0] ?? []).map(([column]) => sql.ref(column)));
  const each = rows.map((row) => sql`(${sql.join(row.map(([, value]) => value))})`);
  return sql`(${columns}) values ${sql.join(each)}`;
}
