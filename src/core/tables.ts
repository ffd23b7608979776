/**
 * How a feature declares its tables. The declaration carries the row's type and says who guards it; the store reads it
 * to build every query, so that a row without a guard cannot be declared. Rows hold text, integers and null.
 */
import type { RowId } from './ids.ts';

/**
 * Rows that others may see: each has an audience (who may ever see it), perhaps a seal (not before it is opened), and
 * authors, which are kept apart from the row by the store. Columns that the store adds: `team_id` (first in the key),
 * `audience_id`, `seal_id`.
 */
export interface SharedTable<Row extends SharedRow> {
  readonly guard: 'shared';
  readonly name: string;
  /** Columns of numbers that would group what one author wrote; 0 in each row whose author is erased by `Scope.unlink`. */
  readonly leadBack: readonly string[];
  readonly row?: Row;
}
export interface SharedRow {
  readonly id: RowId;
}

/**
 * Rows of one person for that person alone: drafts, votes, settings, "I have answered". Nobody else reads one, ever;
 * others may only count them (`Scope.tally`), if they are in the row's audience and its seal is open.
 * Columns that the store adds: `team_id`, `user_id` (the key begins with both), `audience_id`, `seal_id`.
 */
export interface OwnTable<Row extends object> {
  readonly guard: 'own';
  readonly name: string;
  /** The columns that, after workspace and person, make a row unique. */
  readonly key: readonly (keyof Row & string)[];
  /** A column that names a row which only those who wrote it write such rows about: `Scope.unlink` erases them with who wrote it. */
  readonly leadsBack?: keyof Row & string;
  readonly row?: Row;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the list of all tables forgets their rows' types
export type AnyTable = SharedTable<any> | OwnTable<any>;

export function sharedTable<Row extends SharedRow>(
  name: string,
  leadBack: readonly (keyof Row & string)[] = [],
): SharedTable<Row> {
  return { guard: 'shared', name, leadBack };
}

export function ownTable<Row extends object>(
  name: string,
  key: readonly (keyof Row & string)[],
  leadsBack?: keyof Row & string,
): OwnTable<Row> {
  return { guard: 'own', name, key, ...(leadsBack === undefined ? {} : { leadsBack }) };
}
