/** The tables that features declare and their columns: no query ever names any others. */
import type { Kysely } from 'kysely';
import { audience, type Columns, person, reference, embargo, team } from '#core/columns.ts';
import { type AnyTable, ownTable, sharedTable } from '#core/tables.ts';
import { type Schema, systemTables } from '../schema.ts';

const guardColumns = {
  shared: { team_id: team, id: reference, audience_id: audience, seal_id: embargo.orNull },
  own: { team_id: team, user_id: person, audience_id: audience.orNull, seal_id: embargo.orNull },
} as const;

export interface Catalogue {
  /** Those that are declared, and those of a newer Lore, of which only the guard's columns are known: erasures reach their rows, and nobody reads them. */
  readonly tables: readonly AnyTable[];
  /**
   * The feature's own columns of a declared table, without those that the store adds.
   * @throws if `openStore` was not given the table: it would bypass the guard
   */
  columnsOf(table: AnyTable): readonly string[];
}

/** All columns of a table, including those that the store adds. */
export const allColumnsOf = ({ guard, columns }: AnyTable): Columns => ({
  ...guardColumns[guard],
  ...columns,
});

/**
 * Looks the declared tables up in the database.
 * @throws if a table is declared twice, is missing, or lacks a column that is declared or needed by its guard
 */
export async function readCatalogue(db: Kysely<Schema>, tables: readonly AnyTable[]): Promise<Catalogue> {
  const found = new Map(
    (await db.introspection.getTables()).map((table) => [
      table.name,
      table.columns.map((column) => column.name),
    ]),
  );
  if (new Set(tables.map((table) => table.name)).size < tables.length)
    throw new Error('two tables are declared under one name');
  for (const table of tables) {
    const columns = found.get(table.name);
    if (columns === undefined)
      throw new Error(`the table ${table.name} is declared, but no migration makes it`);
    const missing = Object.keys(allColumnsOf(table)).filter((column) => !columns.includes(column));
    if (missing.length > 0) throw new Error(`the table ${table.name} lacks ${missing.join(', ')}`);
  }
  const all = [...tables, ...ofNewerLore(found, tables)];
  const columns = new Map(
    all.map((table) => [table, [...(table.guard === 'shared' ? ['id'] : []), ...Object.keys(table.columns)]]),
  );
  return {
    tables: all,
    columnsOf: (table) => {
      const known = columns.get(table);
      if (known === undefined) throw new Error(`the table ${table.name} is not declared by a feature`);
      return known;
    },
  };
}

/** Tables of features that this Lore does not have: it was rolled back, and the database was not. */
function ofNewerLore(
  found: ReadonlyMap<string, readonly string[]>,
  declared: readonly AnyTable[],
): readonly AnyTable[] {
  const known = new Set([...Object.keys(systemTables), ...declared.map(({ name }) => name)]);
  return [...found].flatMap(([name, columns]): AnyTable[] => {
    const has = (guard: keyof typeof guardColumns) =>
      Object.keys(guardColumns[guard]).every((column) => columns.includes(column));
    if (known.has(name)) return [];
    return has('shared') ? [sharedTable(name, {})] : has('own') ? [ownTable(name, [], {})] : [];
  });
}
