/**
 * What a column of a table holds. From this follow the row's type, what an export says of it, what an erasure does with it, and what
 * the migration must have made (`test/store/schema.test.ts`). Rows hold text, integers and null.
 */
import type { Instant } from './clock.ts';
import type { AudienceId, ChannelId, GroupId, RowId, SealId, TeamId, UserId } from './ids.ts';
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
  | 'secret';

/** Any table, which has columns itself. */
interface Whole {
  readonly name: string;
}

interface Facts {
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
  /** What a `choice` can be. */
  readonly choices: readonly string[];
  /** The table of the row that this column names, where its row is a part of that one: it is kept and erased with it. */
  readonly whole: Whole | null;
  /** Its key in an export, and of its label there; `undefined`: its name without `_id`; `null`: it stands in no export. */
  readonly exportKey: string | null | undefined;
  /** The row is in the export of the person that it names here. */
  readonly isTheirs: boolean;
  readonly isLeadingBack: boolean;
}

/** One column, and the same with more said about it. A column may hold `null` only where it says so. */
export interface Column<Value extends Cell> extends Facts {
  /** Of the type alone: never there. */
  readonly value?: Value;
  readonly orNull: Column<Value | null>;
  /** Stands in no export: Lore works with it, and it says nothing of a person. */
  readonly internal: Column<Value>;
  /** Of a person: the row is theirs, so it is in their export. An erasure leaves it, without them. */
  readonly theirs: Column<Value>;
  /**
   * Leads back to who wrote rows whose names are hidden, so that `Scope.anonymize` ends it. In a shared table: 0 from then on. In an
   * own one, where it names such a row: the whole row goes.
   */
  readonly leadsBack: Column<Value>;
  /** @param key under which it stands in an export, where that is not the column's name */
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
    ...more,
  });
}

/** Whoever is erased is taken out of it: where it can be `null` the row stays, without them. Where it cannot, they wrote the row. */
export const person = of<UserId>('person');
export const channel = of<ChannelId>('channel');
/** Epoch milliseconds. */
export const instant = of<Instant>('instant');
/** `YYYY-MM-DD`, in no zone. */
export const day = of<LocalDate>('day');
export const number = of<number>('number');
/** 0 or 1. */
export const flag = of<0 | 1>('flag');
export const text = of<string>('text');
/** Stands in no export, and has no place in a log or a copy of the database. */
export const secret = of<string>('secret', { exportKey: null });
/** Names a row of a feature. */
export const reference = of<RowId>('row');

/** Names the row that this one is a part of: it is kept as long as that one, and erased with it. A table has at most one such column. */
export const partOf = (whole: Whole): Column<RowId> => of('row', { whole });

/** One of a few words of Lore's own. */
export const choice = <const Choice extends string>(choices: readonly Choice[]): Column<Choice> =>
  of('choice', { choices });

/** What the house works with: none says anything of a person. */
export const team = of<TeamId>('team', { exportKey: null });
export const group = of<GroupId>('group', { exportKey: null });
export const audience = of<AudienceId>('audience', { exportKey: null });
export const seal = of<SealId>('seal', { exportKey: null });

// oxlint-disable-next-line typescript/no-explicit-any -- of any value
export type Columns = Readonly<Record<string, Column<any>>>;

/** The type of a row with these columns. */
export type Cells<Of extends Columns> = {
  readonly [Name in keyof Of]: Of[Name] extends Column<infer Value> ? Value : never;
};

/** The names of the columns that are so. */
export function columnsThat(columns: Columns, are: (column: Facts) => boolean): readonly string[] {
  return Object.entries(columns).flatMap(([name, one]) => (are(one) ? [name] : []));
}
