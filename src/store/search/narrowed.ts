/** Conditions other than words, and whether to begin with them. */
import { type RawBuilder, sql } from 'kysely';
import type { Narrow } from '#core/search/reader.ts';
import type { Select } from '#core/select.ts';
import type { AnyTable, SharedRow, SharedTable } from '#core/tables.ts';
import { type AccessContext, checks, type Condition } from '../access/access.ts';
import { wordsTable } from './searched.ts';

export const isNarrowed = <Row extends SharedRow>({ where, by }: Narrow<Row>): boolean =>
  where !== undefined || by !== undefined;

/** So many rows that match are looked at one by one. */
export const few = 1_500;

/** How rows of the words `x` are looked for. */
export interface Way {
  /** Before the statement. */
  readonly first: RawBuilder<unknown>;
  /** What narrows them. */
  readonly which: Condition;
  /** Not in the index of words, but in the words of each row that is left, on PostgreSQL. */
  readonly isOneByOne: boolean;
}

/** How many rows of the workspace match: of all, seen or not, so it decides how to look and nothing else. */
export interface Matching {
  readonly most: number;
  /** The part of all rows that matches and that the viewer sees, if neither says anything about the other. */
  readonly part: number;
}

/**
 * Conditions on the row of the words `x`. What they say of a row that the viewer may not see is told to nobody.
 *
 * A rare word leaves few rows to look at. Of a common one, rows that are narrowed to one channel or one person are far fewer than those that have
 * the word, and to look at each of those took half a second; so the databases are told to begin with the others. PostgreSQL, whose index of words
 * knows no order, also looks at the newest rows one by one where that finds enough of them sooner.
 * @param wanted so many rows
 */
export async function wayTo<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  narrow: Narrow<Row>,
  wanted: number,
  matching: (() => Promise<Matching>) | null,
): Promise<Way> {
  const conditions = [whereOf(access, table, narrow), byOf(access, table, narrow)].flatMap(
    (one) => one ?? [],
  );
  const all = (some: readonly Narrowing[]): Condition =>
    sql<boolean>`${sql.join(
      some.map(({ ofX }) => sql` and ${ofX}`),
      sql``,
    )}`;
  const which = all(conditions);
  const isOneByOne = access.engine === 'postgres';
  const plain = { first: sql``, which, isOneByOne: false };
  if (matching === null || (!isOneByOne && conditions.length === 0)) return plain;
  const { most, part } = await matching();
  if (most <= few) return plain;
  const rows = wordsTable(table.name);
  // To fetch a row costs PostgreSQL a third of looking at its words.
  const limit = isOneByOne ? Math.ceil(most / 3) : 2 * few;
  // Who wrote a row is in an index; what else it is may be.
  const narrowest = conditions.at(-1)?.ids;
  if (narrowest === undefined) {
    const since = sql`select 1 from ${rows} as x where x.team_id = ${access.teamId} and x.at >= ${narrow.since ?? 0}`;
    const isSoon = wanted / part < limit;
    return {
      ...plain,
      isOneByOne: isSoon || (narrow.since !== undefined && (await isLess(access, since, limit))),
    };
  }
  if (!(await isLess(access, narrowest, limit))) return plain;
  const others = all(conditions.slice(0, -1));
  if (isOneByOne)
    return {
      first: sql`with narrowed as materialized (${narrowest}) `,
      which: sql` and x.row_id in (select id from narrowed)${others}`,
      isOneByOne,
    };
  const first = sql`with narrowed as materialized (select w.number from (${narrowest}) as n
    cross join ${rows} as w where w.team_id = ${access.teamId} and w.row_id = n.id) `;
  const number = sql.ref(`${table.name}_terms.rowid`);
  // With the sign the index of words is read once, instead of once for each of them.
  return { first, which: sql` and +${number} in (select number from narrowed)${others}`, isOneByOne };
}

async function isLess({ db }: AccessContext, rows: RawBuilder<unknown>, limit: number): Promise<boolean> {
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from (${rows}) as n limit ${limit}) as counted`.execute(db);
  return (counted[0]?.count ?? 0) < limit;
}

interface Narrowing {
  /** On the row of the words `x`. */
  readonly ofX: Condition;
  /** The same as a list of `id`. */
  readonly ids: RawBuilder<unknown>;
}

function whereOf<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  { where }: Narrow<Row>,
): Narrowing | null {
  if (where === undefined) return null;
  const columns = access.catalogue.columnsOf(table).map((column) => sql.ref(`t.${column}`));
  const row = sql<Row>`(select ${sql.join(columns)} from ${sql.table(table.name)} as t
    where t.team_id = ${access.teamId})`;
  const rows: Select<Row> = access.db.$pickTables<never>().selectFrom(row.as<'it'>('it'));
  const ids = where(rows).select(sql.ref('it.id').as('id'));
  return {
    ofX: sql`exists (select 1 from (${ids}) as n where n.id = x.row_id)`,
    ids: sql`${ids}`,
  };
}

function byOf(
  access: AccessContext,
  { name }: AnyTable,
  { by }: { readonly by?: readonly string[] },
): Narrowing | null {
  if (by === undefined) return null;
  const { viewer } = access;
  const shown = checks(access, name)('nameIsShown');
  const isOwn = viewer.kind === 'person' || viewer.kind === 'former';
  const theirs =
    by.length === 0
      ? sql`1 = 0`
      : sql`w.table_name = ${name} and w.user_id in (${sql.join(by)})
          and ${isOwn ? sql`(${shown} or w.user_id = ${viewer.userId})` : shown}`;
  return {
    ofX: sql`exists (select 1 from authorship as w where w.team_id = x.team_id and w.row_id = x.row_id
      and ${theirs})`,
    ids: sql`select w.row_id as id from authorship as w where w.team_id = ${access.teamId} and ${theirs}`,
  };
}
