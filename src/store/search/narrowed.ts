/** Conditions other than words, and whether to begin with them. */
import { type RawBuilder, sql } from 'kysely';
import type { Narrow } from '#core/search/reader.ts';
import type { Term } from '#core/search/stored.ts';
import type { Select } from '#core/select.ts';
import type { AnyTable, SharedRow, SharedTable } from '#core/tables.ts';
import { type AccessContext, checks, type Condition } from '../access/access.ts';
import { isOneOf, listOf } from './groups.ts';
import { countsTable, wordsTable } from './searched.ts';

export const isNarrowed = <Row extends SharedRow>({ where, by }: Narrow<Row>): boolean =>
  where !== undefined || by !== undefined;

/** So many rows that match are looked at one by one. */
const few = 1_500;

/**
 * Conditions on the row of the words `x`. What they say of a row that the viewer may not see is told to nobody.
 *
 * A rare word leaves few rows to look at. Of a common one, rows that are narrowed to one channel or one person are far fewer than those that have
 * the word, and to look at each of those took half a second; so SQLite is told to begin with the others. PostgreSQL knows how many there are.
 */
export async function narrowedFirst<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  narrow: Narrow<Row>,
  terms: readonly (readonly Term[])[],
): Promise<{ readonly first: RawBuilder<unknown>; readonly which: Condition }> {
  const conditions = [whereOf(access, table, narrow), byOf(access, table, narrow)].flatMap(
    (one) => one ?? [],
  );
  const which = sql<boolean>`${sql.join(
    conditions.map(({ ofX }) => sql` and ${ofX}`),
    sql``,
  )}`;
  const plain = { first: sql``, which: which as Condition };
  if (access.engine === 'postgres' || terms.length === 0) return plain;
  if ((await mostMatching(access, table, terms)) <= few) return plain;
  // Who wrote a row is in an index; what else it is may be.
  const narrowest = conditions.at(-1)?.ids;
  if (narrowest === undefined) return plain;
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from (${narrowest}) as n limit ${2 * few}) as some`.execute(access.db);
  if ((rows[0]?.count ?? 0) === 2 * few) return plain;
  const first = sql`with narrowed as materialized (select w.number from (${narrowest}) as n
    cross join ${wordsTable(table.name)} as w where w.team_id = ${access.teamId} and w.row_id = n.id) `;
  const number = sql.ref(`${table.name}_terms.rowid`);
  // With the sign the index of words is read once, instead of once for each of them.
  return { first, which: sql` and +${number} in (select number from narrowed)${which}` };
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

/** How many rows have one term of each, at most: of all rows, seen or not, so it decides how to look and nothing else. */
async function mostMatching(
  { db, engine, teamId }: AccessContext,
  table: AnyTable,
  terms: readonly (readonly Term[])[],
): Promise<number> {
  const counts: number[] = [];
  for (const some of terms) {
    const { rows } = await sql<{ count: number }>`select coalesce(sum(x.row_count), 0) as count
      from ${countsTable(table.name)} as x
      where x.team_id = ${teamId} and ${isOneOf(engine, sql`x.word`, sql`${listOf(engine, some)}`)}`.execute(
      db,
    );
    counts.push(rows[0]?.count ?? 0);
  }
  return Math.min(...counts);
}
