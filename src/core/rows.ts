/** The queries that every practice asks: rows with some cells, in an order. What else is asked of them is said before (`view.from(cards).where(…)`). */
import type { Cell } from './columns.ts';
import type { Select } from './select.ts';

type Cells<Row> = { readonly [Name in keyof Row]?: Row[Name] };

/** Of each column what it holds, or several of which it holds one. */
type AnyOf<Row> = { readonly [Name in keyof Row]?: Row[Name] | readonly Row[Name][] };

/** `-`: downwards. */
type Order<Row> = (keyof Row & string) | `-${keyof Row & string}`;

const isList = (cell: Cell | readonly Cell[]): cell is readonly Cell[] => Array.isArray(cell);

function withCells<Row extends object>(query: Select<Row>, cells: AnyOf<Row>): Select<Row> {
  let asked = query;
  for (const [name, cell] of Object.entries(cells as Readonly<Record<string, Cell | readonly Cell[]>>)) {
    const is = isList(cell) ? 'in' : cell === null ? 'is' : '=';
    asked = asked.where(`it.${name}` as never, is, cell as never);
  }
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
  cells: AnyOf<NoInfer<Row>>,
  ...order: readonly Order<NoInfer<Row>>[]
): Promise<Row[]> {
  // No cell is one of none; PostgreSQL takes no empty list.
  if (Object.values<unknown>(cells).some((cell) => Array.isArray(cell) && cell.length === 0)) return [];
  let asked = withCells(query, cells).selectAll();
  for (const by of order)
    asked = asked.orderBy(`it.${by.replace('-', '')}` as never, by.startsWith('-') ? 'desc' : 'asc');
  return (await asked.execute()) as Row[];
}
