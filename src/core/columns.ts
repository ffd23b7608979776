/**
 * What a column of a table holds. The row's type, its record in an export, what an erasure does with it and what the migration must have
 * made (`test/store/schema.test.ts`) follow from it. Rows hold text, integers and null.
 */
import type { Instant } from './clock.ts';
import type { ConnectionId } from './connector.ts';
import type { AudienceId, ChannelId, GroupId, RowId, EmbargoId, TeamId, UserId } from './ids.ts';
import type { Sealed } from './sealed.ts';
import type { LocalDate } from './time/date.ts';

export type Cell = string | number | null;

/** Integers are `instant`, `number` and `flag`; all others are text. */
export type ColumnKind =
  | 'team'
  | 'person'
  | 'channel'
  | 'group'
  | 'audience'
  | 'seal'
  | 'row'
  | 'instant'
  | 'day'
  | 'number'
  | 'flag'
  | 'choice'
  | 'text'
  | 'secret'
  | 'sealed';

/** Any table. */
interface Whole {
  readonly name: string;
}

interface Facts {
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
  /** The values of a `choice`. */
  readonly choices: readonly string[];
  /** The table of the row that this column names, if this row is part of it: the two are kept and erased together. */
  readonly whole: Whole | null;
  /** Its key in an export and in the label there. `undefined`: its name without `_id`. `null`: it is in no export. */
  readonly exportKey: string | null | undefined;
  /** Whether the row is in the export of the person named here. */
  readonly isTheirs: boolean;
  readonly isLeadingBack: boolean;
  /** Of a person: the columns with what they wrote. */
  readonly wrote: readonly string[];
}

/** One column, and ways to say more about it. It may hold `null` only where it says so. */
export interface Column<Value extends Cell> extends Facts {
  /** For the type only; never set. */
  readonly value?: Value;
  readonly orNull: Column<Value | null>;
  /** In no export: Lore works with it, and it says nothing about a person. */
  readonly internal: Column<Value>;
  /** For a person: the row is theirs, so it is in their export. An erasure keeps the row without them. */
  readonly theirs: Column<Value>;
  /**
   * Leads back to who wrote rows whose names are hidden, so `Scope.anonymize` removes it: in a shared table it becomes 0, in an own
   * table the whole row goes.
   */
  readonly leadsBack: Column<Value>;
  /** For a person: what they wrote stands in these columns of the row. An erasure empties those, too, and keeps the row. */
  writing(...columns: readonly string[]): Column<Value>;
  /** @param key its name in an export, if not the column's */
  as(key: string): Column<Value>;
}

function column<Value extends Cell>(facts: Facts): Column<Value> {
  const but = <Other extends Cell = Value>(more: Partial<Facts>) => column<Other>({ ...facts, ...more });
  return {
    ...facts,
    get orNull() {
      return but<Value | null>({ isNullable: true });
    },
    get internal() {
      return but({ exportKey: null });
    },
    get theirs() {
      if (facts.kind !== 'person') throw new Error('a row can be a person’s only');
      return but({ isTheirs: true });
    },
    get leadsBack() {
      return but({ isLeadingBack: true });
    },
    writing: (...wrote) => but({ wrote }),
    as: (exportKey) => but({ exportKey }),
  };
}

function of<Value extends Cell>(kind: ColumnKind, more: Partial<Facts> = {}): Column<Value> {
  return column({
    kind,
    isNullable: false,
    choices: [],
    whole: null,
    exportKey: undefined,
    isTheirs: false,
    isLeadingBack: false,
    wrote: [],
    ...more,
  });
}

/** An erasure empties it where it can be `null`, and the row stays. Where it cannot, the person wrote the row. */
export const person = of<UserId>('person');
export const channel = of<ChannelId>('channel');
/** Epoch milliseconds. */
export const instant = of<Instant>('instant');
/** `YYYY-MM-DD`, without a zone. */
export const day = of<LocalDate>('day');
export const number = of<number>('number');
/** 0 or 1. */
export const flag = of<0 | 1>('flag');
export const text = of<string>('text');
/** In no export, and never in a log or a copy of the database. */
export const secret = of<string>('secret', { exportKey: null });
/**
 * What people wrote, encrypted with a key that is not in the database (`Scope.seal`): plain in the export of whose row it is, and in no other; in no
 * search. An erasure takes the row.
 */
export const sealed = of<Sealed>('sealed');
/** The id of a feature's row. */
export const reference = of<RowId>('row');

/** The id of a connection to another tool: in no export, since it is in the address at which that tool's events arrive. */
export const connection = of<ConnectionId>('text', { exportKey: null });

/** The id of the row that this one is part of: it is kept as long and erased with it. A table has at most one such column. */
export const partOf = (whole: Whole): Column<RowId> => of('row', { whole });

/** One of a fixed set of words. */
export const choice = <const Choice extends string>(choices: readonly Choice[]): Column<Choice> =>
  of('choice', { choices });

/** What the system itself works with; it says nothing about a person. */
export const team = of<TeamId>('team', { exportKey: null });
export const group = of<GroupId>('group', { exportKey: null });
export const audience = of<AudienceId>('audience', { exportKey: null });
export const embargo = of<EmbargoId>('seal', { exportKey: null });

// oxlint-disable-next-line typescript/no-explicit-any -- of any value
export type Columns = Readonly<Record<string, Column<any>>>;

/** The type of a row with these columns. */
export type Cells<Of extends Columns> = {
  readonly [Name in keyof Of]: Of[Name] extends Column<infer Value> ? Value : never;
};

/** The names of the columns for which `are` holds. */
export function columnsThat(columns: Columns, are: (column: Facts) => boolean): readonly string[] {
  return Object.entries(columns).flatMap(([name, one]) => (are(one) ? [name] : []));
}
