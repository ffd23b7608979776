/**
 * How a feature declares its tables: once, in columns that say what they hold. The declaration carries the row's type and says who guards
 * it; the store reads it to build every query, so that a row without a guard cannot be declared. How long rows are kept
 * (`retention.ts`), what stands in an export (`export.ts`) and what an erasure does follow from it.
 */
import { columnsThat, type Cells, type Columns } from './columns.ts';
import type { RowId } from './ids.ts';

/** @typeParam Name of a column */
interface Declared<Name extends string = string> {
  /**
   * These rows grow old, with all that are parts of them. A table's rows either do, or are parts of one whose rows do.
   * The sentence beside the number of days, for an admin, is `kept.<what>` of the feature's copy.
   */
  readonly kept?: {
    /** Unique over all features, `<feature>.<what>`. */
    readonly name: string;
    /** How long, unless an admin chose a shorter time. Whole days, 1 or more. */
    readonly days: number;
    /** The instant from which the time counts. Where it is `null`, the time has not begun: that row stays. */
    readonly since: Name;
  };
  /** In an export its rows are records: `export.ts`. */
  readonly exported?: {
    /** The key of the list, and of its label. */
    readonly as: string;
    /** In a person's own export alone, or in those of channels and workspaces alone. Own rows are a person's alone anyway. */
    readonly only?: 'person' | 'channel';
    /** A column that says the order of the records. */
    readonly order?: Name;
    /** The records have their ids, so that a program finds others that name them. */
    readonly withId?: true;
    /** The key under which those stand who wrote a row, in the export of a channel or workspace: names that are shown. */
    readonly writers?: string;
    /** A row is also a person's when something of theirs is part of it. */
    readonly withParts?: true;
  };
}

interface Table<Row> extends Declared {
  readonly name: string;
  /** All but those that the store adds. */
  readonly columns: Columns;
  /** Of the type alone: never there. */
  readonly row?: Row;
  /** How a row is named where another one names it. `null`: it is not. */
  called?(row: Row): string | null;
}

type Declaration<Row> = Declared<keyof Row & string> & Pick<Table<Row>, 'called'>;

/**
 * Rows that others may see: each has an audience (who may ever see it), perhaps a seal (not before it is opened), and
 * authors, which are kept apart from the row by the store. Columns that the store adds: `team_id` (first in the key), `id`,
 * `audience_id`, `seal_id`. An erasure takes what a person wrote alone, and leaves the rest without them.
 */
export interface SharedTable<Row extends SharedRow> extends Table<Row>, OfOthers {
  readonly guard: 'shared';
}
export interface SharedRow {
  readonly id: RowId;
}
interface OfOthers {
  /** An erasure of one of those who wrote a row takes it whole: whose words are whose in it cannot be told. */
  readonly isJoint?: true;
  /** Its rows have the ids of rows of these tables, and are erased with them. */
  readonly goesWith?: readonly AnyTable[];
}

/**
 * Rows of one person for that person alone: drafts, votes, settings, "I have answered". Nobody else reads one, ever;
 * others may only count them (`Scope.countBy`), if they are in the row's audience and its seal is open.
 * Columns that the store adds: `team_id`, `user_id` (the key begins with both), `audience_id`, `seal_id`.
 * An erasure takes a person's, and anybody's whose key names a row that goes.
 */
export interface OwnTable<Row extends object> extends Table<Row> {
  readonly guard: 'own';
  /** The columns that, after workspace and person, make a row unique. */
  readonly key: readonly string[];
}

export type AnyTable = SharedTable<SharedRow> | OwnTable<object>;

/** The type of a table's rows. */
export type RowOf<Of extends { readonly row?: unknown }> = NonNullable<Of['row']>;

type WithId<Row> = SharedRow & Row;

export function sharedTable<const Of extends Columns>(
  name: string,
  columns: Of,
  declared: Declaration<WithId<Cells<Of>>> & OfOthers = {},
): SharedTable<WithId<Cells<Of>>> {
  return checked({ guard: 'shared', name, columns, ...declared });
}

export function ownTable<const Of extends Columns>(
  name: string,
  key: readonly (keyof Of & string)[],
  columns: Of,
  declared: Declaration<Cells<Of>> = {},
): OwnTable<Cells<Of>> {
  return checked({ guard: 'own', name, key, columns, ...declared });
}

/** @throws for what the types let pass */
function checked<Of extends AnyTable>(table: Of): Of {
  const { name, columns, kept } = table;
  if (kept !== undefined && columns[kept.since]?.kind !== 'instant')
    throw new Error(`${name} is kept since ${kept.since}, which is no instant`);
  if (columnsThat(columns, ({ whole }) => whole !== null).length > 1)
    throw new Error(`${name} is part of more than one row`);
  return table;
}

/** The column that names the row which this table's rows are parts of, and the table of that row; `null`: they are no parts. */
export function wholeOf(
  { columns }: AnyTable,
  among: readonly AnyTable[],
): { readonly column: string; readonly table: AnyTable } | null {
  for (const [column, { whole }] of Object.entries(columns)) {
    const table = among.find((one) => one === whole);
    if (table !== undefined) return { column, table };
  }
  return null;
}

export interface RowPart {
  readonly table: AnyTable;
  /** The column that names the row they belong to. */
  readonly of: string;
}

/** The tables of rows that are parts of one of `table`. */
export function partsOf(table: AnyTable, among: readonly AnyTable[]): RowPart[] {
  return among.flatMap((part) => {
    const whole = wholeOf(part, [table]);
    return whole === null ? [] : [{ table: part, of: whole.column }];
  });
}
