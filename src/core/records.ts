/** Rows under the names that the rules use, and back: columns are named as the database names them, records as Lore does. */
import type { Columns } from './columns.ts';
import type { RowOf } from './tables.ts';

/** A flag is true or false in a record; everything else is what it is in the row. */
type Told<Value> = [Value] extends [0 | 1] ? boolean : Value;

type Names<Row> = Readonly<Record<string, keyof Row & string>>;

export type RecordIn<Row, Of extends Names<Row>> = { readonly [Name in keyof Of]: Told<Row[Of[Name]]> };

export interface Records<Row, Of extends Names<Row>> {
  read(row: Pick<Row, Of[keyof Of]>): RecordIn<Row, Of>;
  /** What a record has beside these names is left out. */
  cells(record: RecordIn<Row, Of>): Pick<Row, Of[keyof Of]>;
}

/** @param names of each name in a record its column */
export function recordsIn<
  Table extends { readonly row?: unknown; readonly columns: Columns },
  const Of extends Names<RowOf<Table>>,
>({ columns }: Table, names: Of): Records<RowOf<Table>, Of> {
  const isFlag = (column: string) => columns[column]?.kind === 'flag';
  const all = Object.entries<string>(names);
  return {
    read: (row) => {
      const cells = new Map<string, unknown>(Object.entries(row));
      return Object.fromEntries(
        all.map(([name, column]) => {
          const cell = cells.get(column);
          return [name, isFlag(column) ? cell === 1 : cell];
        }),
      ) as RecordIn<RowOf<Table>, Of>;
    },
    cells: (record) => {
      const told = new Map<string, unknown>(Object.entries(record));
      return Object.fromEntries(
        all.map(([name, column]) => {
          const value = told.get(name);
          return [column, isFlag(column) ? Number(value) : value];
        }),
      ) as Pick<RowOf<Table>, Of[keyof Of]>;
    },
  };
}
