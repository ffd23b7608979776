/** Rows for tests that care about a few of their cells. */
import type { Column, Cell } from '../../../src/core/columns.ts';
import type { Written } from '../../../src/core/scope.ts';
import type { SharedRow, SharedTable } from '../../../src/core/tables.ts';
import type { Audience, Viewer } from '../../../src/core/visibility.ts';
import { T1, type World } from './world.ts';

const empty: Readonly<Record<string, Cell>> = { instant: 0, number: 0, flag: 0, day: '2026-11-01' };

function blank({ kind, isNullable, choices }: Column<Cell>): Cell {
  if (isNullable) return null;
  return kind === 'choice' ? (choices[0] ?? '') : (empty[kind] ?? '');
}

/** @returns the row with nothing in its other cells: 0, the empty text, the first choice */
export const blankRow = <Row extends SharedRow>(
  table: SharedTable<Row>,
  cells: Partial<Row> & SharedRow,
): Row =>
  ({
    ...Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [name, blank(column as Column<Cell>)]),
    ),
    ...cells,
  }) as unknown as Row;

/** Inserts such a row with somebody's access, for an audience that they make. */
export const put = <Row extends SharedRow>(
  { store }: World,
  as: Viewer,
  table: SharedTable<Row>,
  cells: Partial<Row> & SharedRow,
  written: Omit<Written, 'audience'> & { readonly to: Audience },
): Promise<void> =>
  store.transact(T1, as, async (scope) => {
    const { to, ...rest } = written;
    await scope.insert(table, blankRow(table, cells), { ...rest, audience: await scope.audience(to) });
  });
