/**
 * A feature declares each table once, in columns that say what they hold. The declaration carries the row's type and its guard; the store
 * builds every query from it, so a row without a guard cannot be declared. How long rows are kept (`retention.ts`), what an export contains
 * (`export.ts`) and what an erasure does follow from it.
 */
import { columnsThat, type Cells, type Columns } from './columns.ts';
import type { RowId } from './ids.ts';
import type { SearchedField } from './search/stored.ts';

/** @typeParam Name of a column */
interface Declared<Name extends string = string> {
  /**
   * These rows are erased after some time, with all their parts. A table either has this, or its rows are parts of one that has it.
   * Admins read the sentence `kept.<what>` of the feature's copy beside the number of days.
   */
  readonly kept?: {
    /** Unique over all features, `<feature>.<what>`. */
    readonly name: string;
    /** In whole days, 1 or more, unless an admin chose a shorter time. */
    readonly days: number;
    /** The instant from which the time counts. While it is `null`, the row stays. */
    readonly since: Name;
  };
  /** How its rows appear in an export; see `export.ts`. */
  readonly exported?: {
    /** The key of the list, and of its label. */
    readonly as: string;
    /** Only in a person's own export, or only in those of channels and workspaces. Own rows are in a person's export only, anyway. */
    readonly only?: 'person' | 'channel';
    /** The column by which the records are sorted. */
    readonly order?: Name;
    /** The records include their ids, so that a program finds others that refer to them. */
    readonly withId?: true;
    /** The key of a row's authors, if their names are shown, in the export of a channel or workspace. */
    readonly writers?: string;
    /** A row is also in a person's export if something of theirs is part of it. */
    readonly withParts?: true;
  };
}

interface Table<Row> extends Declared {
  readonly name: string;
  /** All columns but those that the store adds. */
  readonly columns: Columns;
  /** For the type only; never set. */
  readonly row?: Row;
  /** The name of a row where another refers to it; `null`: none. */
  called?(row: Row): string | null;
}

type Declaration<Row> = Declared<keyof Row & string> & Pick<Table<Row>, 'called'>;

/**
 * Rows that others may see. Each has an audience (who may ever see it), perhaps an embargo (not before it is opened), and authors, which the
 * store keeps apart. The store adds the columns `team_id` (first in the key), `id`, `audience_id` and `seal_id`. An erasure takes what a
 * person wrote alone, and removes them as an author from the rest.
 */
export interface SharedTable<Row extends SharedRow> extends Table<Row>, OfOthers {
  readonly guard: 'shared';
  readonly searched?: Searched;
}
export interface SharedRow {
  readonly id: RowId;
}
interface OfOthers {
  /** An erasure of one author takes the whole row, since nobody can tell whose words are whose. */
  readonly isJoint?: true;
  /** Its rows share their ids with rows of these tables, and are erased with them. */
  readonly goesWith?: readonly AnyTable[];
  /** Each of its rows puts one row into a group. A group is erased with the last row in it. */
  readonly groups?: {
    readonly table: SharedTable<SharedRow>;
    readonly into: SharedTable<SharedRow>;
    /** The columns with the ids of both. */
    readonly columns: readonly [row: string, group: string];
  };
}

/**
 * Its rows are found by their words (`ReadScope.words`), which the store cuts and keeps with them. A migration makes the tables that hold
 * them (`db/words.ts`), with the same columns.
 * @typeParam Name of a column
 */
export interface Searched<Name extends string = string> extends Readonly<
  Record<SearchedField, readonly Name[]>
> {
  /** The instant by which a row is new or old. */
  readonly at: Name;
  /** A row with this value in this column cannot be found. */
  readonly unless?: readonly [column: Name, value: string];
}

/**
 * Rows of one person for that person alone: drafts, votes, settings, "I have answered". Nobody else ever reads one; others may only count them
 * (`Scope.countBy`) if they are in the row's audience and its embargo is open. The store adds the columns `team_id` and `user_id`, with which the
 * key begins, `audience_id` and `seal_id`. An erasure takes the person's rows, and anyone's whose key names an erased row, channel or person.
 */
export interface OwnTable<Row extends object> extends Table<Row> {
  readonly guard: 'own';
  /** The columns that, with workspace and person, make a row unique. */
  readonly key: readonly string[];
  /** How many rows there are may be in the export of a channel or workspace; of votes and answers it may not. */
  readonly isCountedInExports?: true;
  /**
   * A row offers something to the workspace, as "you may ask me": full members learn who has one (`ReadScope.offering`). Say so where it is
   * written. Declare nothing else an offer.
   */
  readonly isOffer?: true;
  /**
   * Its rows are put together with those of other people in a channel, by the channel's ritual and never by a person (`Scope.pool`): who would like to
   * meet somebody, and whom not. What comes of it may show no row, nor who has one.
   */
  readonly isPooled?: true;
}

export type AnyTable = SharedTable<SharedRow> | OwnTable<object>;

/** The type of a table's rows. */
export type RowOf<Of extends { readonly row?: unknown }> = NonNullable<Of['row']>;

type WithId<Row> = SharedRow & Row;

export function sharedTable<const Of extends Columns>(
  name: string,
  columns: Of,
  declared: Declaration<WithId<Cells<Of>>> &
    OfOthers & { readonly searched?: Searched<keyof Of & string> } = {},
): SharedTable<WithId<Cells<Of>>> {
  return checked({ guard: 'shared', name, columns, ...declared });
}

export function ownTable<const Of extends Columns>(
  name: string,
  key: readonly (keyof Of & string)[],
  columns: Of,
  declared: Declaration<Cells<Of>> &
    Pick<OwnTable<object>, 'isCountedInExports' | 'isOffer' | 'isPooled'> = {},
): OwnTable<Cells<Of>> {
  return checked({ guard: 'own', name, key, columns, ...declared });
}

/** @throws for mistakes that the types allow */
function checked<Of extends AnyTable>(table: Of): Of {
  const { name, columns, kept } = table;
  if (kept !== undefined && columns[kept.since]?.kind !== 'instant')
    throw new Error(`${name} is kept since ${kept.since}, which is no instant`);
  if (columnsThat(columns, ({ whole }) => whole !== null).length > 1)
    throw new Error(`${name} is part of more than one row`);
  mustBeSealedFor(table);
  return table;
}

/** @throws if what is sealed could be in another export than a person's, in a search, or in a key */
function mustBeSealedFor(table: AnyTable): void {
  const { name, columns, exported } = table;
  const sealed = columnsThat(columns, ({ kind }) => kind === 'sealed');
  if (sealed.length === 0) return;
  if (table.guard === 'own' ? table.isOffer === true : exported !== undefined && exported.only !== 'person')
    throw new Error(`what is sealed in ${name} is for its person alone`);
  const used = table.guard === 'own' ? table.key : Object.values(table.searched ?? {}).flat();
  if (sealed.some((column) => used.includes(column)))
    throw new Error(`what is sealed in ${name} is no key, and found by no search`);
}

/** The column with the id of the row that this table's rows are part of, and that row's table; `null`: they are part of none. */
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
  /** The column with the id of the row they belong to. */
  readonly of: string;
}

/** The tables whose rows are part of a row of `table`. */
export function partsOf(table: AnyTable, among: readonly AnyTable[]): RowPart[] {
  return among.flatMap((part) => {
    const whole = wholeOf(part, [table]);
    return whole === null ? [] : [{ table: part, of: whole.column }];
  });
}
