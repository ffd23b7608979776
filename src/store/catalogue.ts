/** The tables that features declared, and the columns they have: only these are ever named in a query. */
import type { Kysely } from 'kysely';
import type { AnyTable } from '../core/tables.ts';
import type { Schema } from './schema.ts';

const guardColumns = {
  shared: ['team_id', 'audience_id', 'seal_id'],
  own: ['team_id', 'user_id', 'audience_id', 'seal_id'],
} as const;

export interface Catalogue {
  readonly tables: readonly AnyTable[];
  /**
   * The feature's own columns of a declared table: none of those that the store adds.
   * @throws when the table was not given to `openStore`: it would be a way around the guard
   */
  columnsOf(table: AnyTable): readonly string[];
}

/**
 * Looks the declared tables up in the database.
 * @throws when a table is declared twice or missing, or lacks what its guard needs
 */
export async function readCatalogue(db: Kysely<Schema>, tables: readonly AnyTable[]): Promise<Catalogue> {
  const found = new Map(
    (await db.introspection.getTables()).map((table) => [
      table.name,
      table.columns.map((column) => column.name),
    ]),
  );
  const columns = new Map(tables.map((table) => [table, ownColumnsOf(table, found.get(table.name))]));
  if (new Set(tables.map((table) => table.name)).size < tables.length)
    throw new Error('two tables are declared under one name');
  return {
    tables,
    columnsOf: (table) => {
      const known = columns.get(table);
      if (known === undefined) throw new Error(`the table ${table.name} is not declared by a feature`);
      return known;
    },
  };
}

function ownColumnsOf(table: AnyTable, columns: readonly string[] | undefined): readonly string[] {
  if (columns === undefined)
    throw new Error(`the table ${table.name} is declared, but no migration makes it`);
  const guard: readonly string[] = guardColumns[table.guard];
  const missing = [...guard, ...(table.guard === 'shared' ? ['id'] : table.key)].filter(
    (column) => !columns.includes(column),
  );
  if (missing.length > 0) throw new Error(`the table ${table.name} lacks ${missing.join(', ')}`);
  return columns.filter((column) => !guard.includes(column));
}
