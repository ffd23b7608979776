/** Rows that match, newest first, on both engines in one order. */
import { type RawBuilder, sql } from 'kysely';
import { perSecond, vectorOf } from '../../../db/words-parts.ts';
import type { Candidate, Narrow, Wanted } from '#core/search/reader.ts';
import type { Term } from '#core/search/stored.ts';
import type { Select } from '#core/select.ts';
import type { SharedRow, SharedTable } from '#core/tables.ts';
import { type AccessContext, checks, type Condition } from '../access/access.ts';
import { type Groups, isReadable, mayBeReadable } from './groups.ts';
import { termsTable, wordsTable } from './searched.ts';

type Found = Candidate & { readonly number: number };

/** See `WordsReader.candidates`. */
export async function candidates<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  wanted: Wanted,
  narrow: Narrow<Row>,
  groups: Groups,
): Promise<readonly Candidate[]> {
  const { most } = wanted;
  const sought = soughtIn(wanted);
  if (sought === null) return [];
  const which = sql`${mayBeReadable(access, table, groups)}${narrowed(access, table, narrow)}`;
  const all =
    access.engine === 'postgres'
      ? await onPostgres(access, table, sought, which, most)
      : await onSqlite(access, table, sought, which, most);
  return all.map(({ id, at, words }) => ({ id, at, words }));
}

/** At least one term of each. @returns `null`: no row matches */
function soughtIn({ all = [], any }: Wanted): readonly (readonly Term[])[] | null {
  const each = any === undefined ? all : [...all, any];
  return each.some((terms) => terms.length === 0) ? null : each;
}

/** The guards are asked only about what is left: of everything that matches, that would take seconds. */
const guarded = <Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  rows: RawBuilder<unknown>,
): RawBuilder<Found> =>
  sql`select x.row_id as id, x.at, x.words, x.number from (${rows}) as x where ${isReadable(access, table)}`;

async function onPostgres<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  sought: readonly (readonly Term[])[],
  which: RawBuilder<unknown>,
  most: number,
): Promise<readonly Found[]> {
  const query = sought.map((terms) => `(${terms.map((term) => `'${term}'`).join(' | ')})`).join(' & ');
  const matches =
    sought.length === 0 ? sql`` : sql`and ${sql.raw(vectorOf('x.words'))} @@ cast(${query} as tsquery)`;
  const newest = sql`select x.team_id, x.row_id, x.at, x.words, 0 as number from ${wordsTable(table.name)} as x
    where x.team_id = ${access.teamId} ${matches} and ${which}
    order by x.at desc, x.row_id limit ${most}`;
  const { rows } = await sql<Found>`${guarded(access, table, newest)} order by x.at desc, x.row_id`.execute(
    access.db,
  );
  return rows;
}

async function onSqlite<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  sought: readonly (readonly Term[])[],
  which: RawBuilder<unknown>,
  most: number,
): Promise<readonly Found[]> {
  const [words, terms] = [wordsTable(table.name), termsTable(table.name)];
  const { prefix } = await workspace(access);
  const query = sought
    .map((some) => `(${some.map((term) => `"${prefix}${term}"`).join(' OR ')})`)
    .join(' AND ');
  // FTS5 gives them in this order by itself, and stops when there are enough.
  const from =
    sought.length === 0
      ? sql`${words} as x where x.team_id = ${access.teamId}`
      : sql`${terms} cross join ${words} as x where ${terms} match ${query}
        and x.number = ${sql.ref(`${table.name}_terms.rowid`)} and x.team_id = ${access.teamId}`;
  const number = sought.length === 0 ? sql`x.number` : sql.ref(`${table.name}_terms.rowid`);
  const newest = (more: RawBuilder<unknown>) =>
    guarded(
      access,
      table,
      sql`select x.team_id, x.row_id, x.at, x.words, x.number from ${from} and ${which} ${more}`,
    );
  const { rows } = await sql<Found>`${newest(sql`order by ${number} desc limit ${most}`)}`.execute(access.db);
  const found = [...rows];
  const last = found.at(-1);
  if (last !== undefined && found.length === most) {
    // Of one second all, since their order within it is not that of their numbers.
    const first = last.number - (last.number % perSecond);
    const rest = await sql<Found>`${newest(
      sql`and ${number} >= ${first} and ${number} < ${last.number}`,
    )}`.execute(access.db);
    found.push(...rest.rows);
  }
  return found.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, most);
}

/** What each term of the workspace begins with in the index; see `db/words.ts`. */
const workspace = async ({ teamId }: AccessContext): Promise<{ readonly prefix: string }> => ({
  prefix: `${teamId.replaceAll(/[.:_-]/g, '')}·`,
});

/** Conditions on the row of the words `x`. What they say of a row that the viewer may not see is told to nobody. */
function narrowed<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  { where, by }: Narrow<Row>,
): RawBuilder<unknown> {
  const conditions: Condition[] = [];
  if (where !== undefined) {
    const columns = access.catalogue.columnsOf(table).map((column) => sql.ref(`t.${column}`));
    const row = sql<Row>`(select ${sql.join(columns)} from ${sql.table(table.name)} as t
      where t.team_id = ${access.teamId})`;
    const rows: Select<Row> = access.db.$pickTables<never>().selectFrom(row.as<'it'>('it'));
    const one = where(rows).select(sql`1`.as('one'));
    conditions.push(
      sql`exists (select 1 from (${one.select(sql.ref('it.id').as('id'))}) as n where n.id = x.row_id)`,
    );
  }
  if (by !== undefined) {
    const { viewer } = access;
    const shown = checks(access, table.name)('nameIsShown');
    const isOwn = viewer.kind === 'person' || viewer.kind === 'former';
    conditions.push(
      by.length === 0
        ? sql`1 = 0`
        : sql`exists (select 1 from authorship as w where w.team_id = x.team_id and w.table_name = ${table.name}
            and w.row_id = x.row_id and w.user_id in (${sql.join(by)})
            and ${isOwn ? sql`(${shown} or w.user_id = ${viewer.userId})` : shown})`,
    );
  }
  return conditions.length === 0 ? sql`` : sql` and ${sql.join(conditions, sql` and `)}`;
}
