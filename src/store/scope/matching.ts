/** Conditions and assignments from plain objects, over the columns of one table only. */
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../access/access.ts';

/** @returns the condition that `t` has these values; true if there are none. @throws for a column that is not the feature's, or `undefined` */
export function matching(columns: readonly string[], where: object): Condition {
  const conditions = cells(columns, where).map(([column, value]) =>
    value === null ? sql`${sql.ref(`t.${column}`)} is null` : sql`${sql.ref(`t.${column}`)} = ${value}`,
  );
  return conditions.length === 0 ? sql`1 = 1` : sql`(${sql.join(conditions, sql` and `)})`;
}

/** @returns `"a" = 1, "b" = 2`, for `set`. @throws as `matching` does, and if there is nothing to set */
export function assignments(columns: readonly string[], change: object): RawBuilder<unknown> {
  const pairs = cells(columns, change);
  if (pairs.length === 0) throw new Error('a change that changes nothing');
  return sql.join(pairs.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
}

/** @returns the cells of a row by column. @throws for a column that is not the feature's, or `undefined` */
export function cells(columns: readonly string[], row: object): [string, unknown][] {
  return Object.entries(row).map(([column, value]: [string, unknown]) => {
    if (!columns.includes(column)) throw new Error(`there is no column ${column}`);
    if (value === undefined) throw new Error(`the column ${column} is given no value`);
    return [column, value];
  });
}
