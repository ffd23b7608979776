/**
 * Rows that the same people may see (one audience, one closed embargo or none) are a group. Of ten thousand rows there are a few groups; the
 * guards are asked about each, as if it were a row, and no condition is written a second time.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { StoredWords, Term } from '#core/search/stored.ts';
import type { AnyTable } from '#core/tables.ts';
import {
  type AccessContext,
  type Condition,
  readableByPerson,
  readableRows,
  written,
} from '../access/access.ts';
import { fixed, runFixed } from '../access/fixed.ts';
import type { Engine } from '../engines/engine.ts';
import { countsTable, wordsTable } from './searched.ts';

export interface Groups {
  /** How many rows are in those whose rows the viewer may see. */
  readonly rowCount: number;
  /** In all of them: it decides how rows are looked for, and is told to nobody. */
  readonly allCount: number;
  /**
   * How a statement tells whether a row or count `x` is of one of them: a name for it, its condition with `list` in place of the groups, and those.
   * `null`: all are.
   */
  readonly reach: {
    readonly name: 'in' | 'not in';
    readonly list: string;
    readonly is: (list: RawBuilder<unknown>) => Condition;
  } | null;
}

interface Row {
  readonly kind: 'group' | 'own' | 'word';
  /** An audience, or a word. */
  readonly name: string;
  /** Empty: none that is closed. */
  readonly seal_id: string;
  readonly row_count: number;
  readonly all_count: number;
  readonly is_seen: number;
  readonly words: StoredWords;
}

/** The groups of the workspace's rows that have words. */
export async function groupsOf(access: AccessContext, table: AnyTable): Promise<Groups> {
  const { rows } = await runFixed<Row>(
    access,
    `groups ${table.name}`,
    [],
    (anybody) => sql`${withGroups(anybody, table)} ${groups}`,
  );
  return groupsFrom(access, rows);
}

export interface Seen {
  readonly groups: Groups;
  /** The words of each row that the viewer may see and that is of no group that they see. */
  readonly own: readonly StoredWords[];
  readonly of: Holders;
}

/** In how many rows of the groups each term stands. */
export type Holders = ReadonlyMap<Term, HowMany>;
export interface HowMany {
  /** Of groups that the viewer sees. */
  readonly row_count: number;
  /** As `allCount`. */
  readonly all_count: number;
}

/** All that a search is told before it looks for rows, in one statement: on PostgreSQL each costs as much as finding a rare word. */
export async function seenOf(access: AccessContext, table: AnyTable, terms: readonly Term[]): Promise<Seen> {
  const isSeen: Condition = sql`(x.audience_id, x.seal_id) in (select s.audience_id, s.seal_id from seen as s)`;
  const { rows } = await runFixed<Row>(
    access,
    `seen ${table.name}`,
    [listOf(access.engine, terms)],
    (anybody, list = sql``) => sql`${withGroups(anybody, table)} ${groups}
      union all select 'own', '', '', 0, 0, 1, x.words ${ownBeside(anybody, table, isSeen)}
      union all select 'word', c.word, '', c.row_count, c.all_count, 1, '' from (${countsOf(anybody, table, list, isSeen)}) as c`,
  );
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  return {
    groups: groupsFrom(access, rows),
    own: of('own').map(({ words }) => words),
    of: new Map(of('word').map((row) => [row.name as Term, row])),
  };
}

/** In how many rows of the groups each of these terms stands. @param list of `listOf` */
export const countsOf = (
  { teamId, engine }: AccessContext,
  table: AnyTable,
  list: RawBuilder<unknown>,
  isSeen: Condition,
): RawBuilder<HowMany & { readonly word: Term }> => sql`
  select x.word, cast(sum(case when ${isSeen} then x.row_count else 0 end) as bigint) as row_count,
    cast(sum(x.row_count) as bigint) as all_count from ${countsTable(table.name)} as x
  where x.team_id = ${unseen(teamId)} and ${isOneOf(engine, sql`x.word`, unseen(list))} group by x.word`;

/** Groups `t`, and those of them that the viewer sees. */
const withGroups = (access: AccessContext, table: AnyTable): RawBuilder<unknown> => sql`
  with t as materialized (select g.team_id, '' as id, g.audience_id, nullif(g.seal_id, '') as seal_id, g.row_count
    from ${countsTable(table.name)} as g where g.team_id = ${unseen(access.teamId)} and g.word = ''),
  seen as materialized (select t.audience_id, coalesce(t.seal_id, '') as seal_id from t ${seenBy(access, table)})`;

const groups = sql`
  select 'group' as kind, t.audience_id as name, coalesce(t.seal_id, '') as seal_id, t.row_count, 0 as all_count, case
    when (t.audience_id, coalesce(t.seal_id, '')) in (select s.audience_id, s.seal_id from seen as s)
    then 1 else 0 end as is_seen, '' as words from t`;

/**
 * A value that PostgreSQL does not see while it plans. It would plan again for each that is in fewer rows than others are, and that takes longer than
 * the search.
 */
const unseen = (text: unknown): RawBuilder<never> => sql`(select cast(${text} as text))`;

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.row_count, 0);

function groupsFrom({ engine }: AccessContext, all: readonly Row[]): Groups {
  const rows = all.filter(({ kind }) => kind === 'group');
  const seen = rows.filter(({ is_seen: is }) => is === 1);
  const others = rows.filter(({ is_seen: is }) => is !== 1);
  const isShorter = seen.length <= others.length;
  return {
    rowCount: sumOf(seen),
    allCount: sumOf(rows),
    reach:
      others.length === 0
        ? null
        : {
            name: isShorter ? 'in' : 'not in',
            list: listOf(
              engine,
              (isShorter ? seen : others).map((one) => `${one.name} ${one.seal_id}`),
            ),
            is: (list) =>
              isShorter ? sql`${isGroupOf(engine, list)}` : sql`not (${isGroupOf(engine, list)})`,
          },
  };
}

/** What follows `from t`, where `t` are groups: those whose rows the viewer may see. */
function seenBy(access: AccessContext, table: AnyTable): RawBuilder<unknown> {
  const { viewer } = access;
  // Who left is in no audience.
  if (viewer.kind === 'former') return sql`where 1 = 0`;
  return viewer.kind === 'person'
    ? readableByPerson(access, table, viewer.userId)
    : sql`where ${readableRows(access, table)}`;
}

const groupOf = sql`x.audience_id || ' ' || x.seal_id`;

/** PostgreSQL takes the list apart once and looks rows up in it; with `any` it would do so for each row. */
const isGroupOf = (engine: Engine['name'], list: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  engine === 'postgres'
    ? sql`${groupOf} in (select unnest(string_to_array(${list}, ',')))`
    : isOneOf(engine, groupOf, list);

/** As one value, so that a statement's text does not depend on how many there are. @param some without commas and quotes */
export const listOf = (engine: Engine['name'], some: readonly string[]): string =>
  engine === 'postgres' ? some.join(',') : JSON.stringify(some);

/** @param list of `listOf` */
export const isOneOf = (
  engine: Engine['name'],
  one: RawBuilder<unknown>,
  list: RawBuilder<unknown>,
): RawBuilder<SqlBool> =>
  engine === 'postgres'
    ? sql`${one} = any(string_to_array(${list}, ','))`
    : sql`${one} in (select value from json_each(${list}))`;

/** `from` rows of the words `x` that the viewer sees beside these groups: what they wrote. For someone who left, also what names them. */
function ownBeside(access: AccessContext, table: AnyTable, isSeen: Condition): RawBuilder<unknown> {
  const { viewer, teamId, engine } = access;
  const rows = wordsTable(table.name);
  if (viewer.kind !== 'person' && viewer.kind !== 'former') return sql`from ${rows} as x where 1 = 0`;
  const reached = engine === 'sqlite' ? sql`indexed by ${sql.ref(`ix_${table.name}_words_reach`)}` : sql``;
  const own =
    viewer.kind === 'person'
      ? sql`from authorship as o cross join ${rows} as x ${reached} where o.team_id = ${unseen(access.teamId)}
    and o.user_id = ${unseen(viewer.userId)} and o.table_name = ${table.name}
    and x.team_id = o.team_id and x.row_id = o.row_id`
      : sql`from ${rows} as x where x.team_id = ${teamId}`;
  // The groups are looked at first, in an index that holds nothing else.
  return sql`from (select x.team_id, x.row_id ${own} and not ${isSeen}) as n
    cross join ${rows} as x where x.team_id = n.team_id and x.row_id = n.row_id
    and x.words <> '' and ${isBeside(access, table)}`;
}

/**
 * That the viewer may see the row of the words `x` whatever its group is: the guards of every other read, of which for anyone who is there only that
 * they wrote it is left once the groups are known.
 */
export const isBeside = (access: AccessContext, table: AnyTable): Condition =>
  sql`exists (select 1 from ${sql.table(table.name)} as t where t.team_id = x.team_id and t.id = x.row_id
    and ${fixed(access, `beside ${table.name}`, (anybody) => (anybody.viewer.kind === 'former' ? readableRows : written)(anybody, table))})`;

/** That it is of a group that the viewer sees, or that the viewer wrote it: what the guards are then asked about. */
export function mayBeReadable(
  access: AccessContext,
  table: AnyTable,
  { reach }: Groups,
  list: RawBuilder<unknown>,
): Condition {
  const { viewer } = access;
  if (reach === null) return sql`1 = 1`;
  if (viewer.kind === 'former') return isBeside(access, table);
  if (viewer.kind !== 'person') return reach.is(list);
  // For few rows; with `exists`, PostgreSQL reads first what they wrote in any workspace.
  return sql`(${reach.is(list)} or (select 1 from authorship as o where o.team_id = x.team_id
    and o.table_name = ${table.name} and o.row_id = x.row_id and o.user_id = ${viewer.userId}) = 1)`;
}
