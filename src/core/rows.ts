/** The queries that every practice asks: rows with some cells, in an order. What else is asked of them is said before (`view.from(cards).where(…)`). */
import type { Cell } from './columns.ts';
import type { Select } from './scope.ts';

type Cells<Row> = { readonly [Name in keyof Row]?: Row[Name] };

function withCells<Row extends object>(query: Select<Row>, cells: Cells<Row>): Select<Row> {
  let asked = query;
  for (const [name, cell] of Object.entries(cells as Readonly<Record<string, Cell>>))
    asked = asked.where(`it.${name}` as never, cell === null ? 'is' : '=', cell as never);
  return asked;
}

/** @returns `null` when there is none, or it is not for this viewer */
export async function findRow<Row extends object>(
  query: Select<Row>,
  cells: Cells<Row>,
): Promise<Row | null> {
  const row = await withCells(query, cells).selectAll().executeTakeFirst();
  return (row as Row | undefined) ?? null;
}

/** @param order the columns that say it, the first first */
export async function findRows<Row extends object>(
  query: Select<Row>,
  cells: Cells<Row>,
  ...order: readonly (keyof Row & string)[]
): Promise<Row[]> {
  let asked = withCells(query, cells).selectAll();
  for (const name of order) asked = asked.orderBy(`it.${name}` as never);
  return (await asked.execute()) as Row[];
}
