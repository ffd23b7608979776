/** Tables in an empty PostgreSQL database, made as migrations made those of another one, so that its rows fit: in one transaction of the caller's. */
import { type Kysely, sql } from 'kysely';
import { makeTables } from '../engines/migrate.ts';
import type { Schema } from '../schema.ts';

/** @returns whether nothing at all is in a database. @param db not a transaction: it asks outside of one */
export const isEmpty = async (db: Kysely<Schema>): Promise<boolean> =>
  (await db.introspection.getTables({ withInternalKyselyTables: true })).length === 0;

/**
 * Makes the tables, without a row: which migrations ran is among the rows that are filled in.
 * @param migrations all up to one of them, by name
 * @returns the tables' names, in an order in which they can be filled
 */
export async function makeFresh(
  db: Kysely<Schema>,
  migrations: readonly string[],
): Promise<readonly string[]> {
  await makeTables(db, 'postgres', migrations);
  await sql`delete from kysely_migration`.execute(db);
  await sql`delete from kysely_migration_lock`.execute(db);
  // Not by `introspection`, which asks outside the transaction.
  return inOrder((await sql.raw<ListedTable>(listTables).execute(db)).rows);
}

/** Lists the tables, with those that each refers to; for `inOrder`. */
export const listTables = `select c.relname as name, coalesce(array_agg(o.relname::text) filter (where o.oid <> c.oid), '{}') as refers
  from pg_class as c
  left join pg_constraint as f on f.conrelid = c.oid and f.contype = 'f'
  left join pg_class as o on o.oid = f.confrelid
  where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
  group by c.oid, c.relname order by c.relname`;

export interface ListedTable {
  readonly name: string;
  readonly refers: readonly string[];
}

/** @returns the names: those that others refer to come first, so that they can be filled in this order */
export function inOrder(all: readonly ListedTable[]): readonly string[] {
  const refers = new Map(all.map((row) => [row.name, row.refers]));
  const ordered: string[] = [];
  const begun = new Set<string>();
  const add = (name: string): void => {
    if (begun.has(name)) return;
    begun.add(name);
    for (const other of refers.get(name) ?? []) add(other);
    ordered.push(name);
  };
  for (const name of refers.keys()) add(name);
  return ordered;
}

/** @param rows each as JSON, by the names of its columns @returns how many were stored */
export async function insertRows(
  db: Kysely<Schema>,
  table: string,
  rows: readonly string[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const name = sql.table(table);
  const { numAffectedRows = 0n } =
    await sql`insert into ${name} select * from json_populate_recordset(null::${name}, cast(${`[${rows.join(',')}]`} as json))`.execute(
      db,
    );
  return Number(numAffectedRows);
}
