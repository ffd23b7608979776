/**
 * How long rows are kept. A feature says which of its rows grow old together, from when, and after how many days; the store
 * erases them, with all that hangs on them. Every table of a feature is in exactly one kind, or Lore does not start.
 */
import type { Instant } from './clock.ts';
import type { RowId } from './ids.ts';
import type { Wording } from './listener.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from './tables.ts';

export interface RowKind {
  /** Unique over all features, `<feature>.<what>`. */
  readonly name: string;
  /** What is kept, and from when its time counts; beside the number of days, for an admin. */
  readonly title: Wording;
  /** How long, unless an admin chose a shorter time. Whole days, 1 or more. */
  readonly days: number;
  /** The rows that grow old. */
  readonly table: AnyTable;
  /** Their column with the instant from which the time counts. Where it is `null`, the time has not begun: that row stays. */
  readonly since: string;
  /** Rows that belong to one of those and go with it. */
  readonly parts: readonly RowPart[];
}

export interface RowPart {
  readonly table: AnyTable;
  /** The column that names the row they belong to. */
  readonly of: string;
}

type ColumnOf<Row, Value> = {
  [Name in keyof Row & string]: Row[Name] extends Value ? Name : never;
}[keyof Row & string];

/**
 * Declares a kind of rows. With a row go: its parts, who wrote them, audiences and seals that nothing else needs, jobs and posts
 * that name them, and the messages of those posts in Slack.
 */
export function rowKind<Row extends SharedRow>(
  kind: Omit<RowKind, 'table' | 'since'> & {
    readonly table: SharedTable<Row>;
    readonly since: ColumnOf<Row, Instant | null>;
  },
): RowKind {
  return kind;
}

/** Declares a kind of rows that people have for themselves, and that belong to no row of others: drafts, choices. */
export function ownKind<Row extends object>(
  kind: Omit<RowKind, 'table' | 'since' | 'parts'> & {
    readonly table: OwnTable<Row>;
    readonly since: ColumnOf<Row, Instant | null>;
  },
): RowKind {
  return { ...kind, parts: [] };
}

/** Rows of `table` that belong to the row which their column `of` names. */
export function partOf<Row extends object>(
  table: { readonly row?: Row } & AnyTable,
  of: ColumnOf<Row, RowId>,
): RowPart {
  return { table, of };
}

/** How long a kind is kept: the shorter of what is usual and what an admin chose. Nothing is ever kept longer than usual. */
export function daysKept(kind: { readonly days: number }, chosen: number | undefined): number {
  return chosen === undefined ? kind.days : Math.min(kind.days, chosen);
}
