/**
 * Rows that the same people may see (one audience, one closed embargo or none) are a group. Of ten thousand rows there are a few groups; the
 * guards are asked about each, as if it were a row, and no condition is written a second time.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { StoredWords } from '#core/search/stored.ts';
import type { AnyTable } from '#core/tables.ts';
import { type AccessContext, type Condition, readableRows } from '../access/access.ts';
import { fixed, runFixed } from '../access/fixed.ts';
import type { Engine } from '../engines/engine.ts';
import { countsTable, wordsTable } from './searched.ts';

interface Group {
  readonly audience_id: string;
  /** Empty: none that is closed. */
  readonly seal_id: string;
  readonly row_count: number;
}

export interface Groups {
  /** How many rows are in those whose rows the viewer may see. */
  readonly rowCount: number;
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

/** The groups of the workspace's rows that have words. */
export async function groupsOf(access: AccessContext, table: AnyTable): Promise<Groups> {
  const { rows } = await runFixed<Group & { readonly is_seen: number }>(
    access,
    `groups ${table.name}`,
    [],
    (anybody) => sql`
      select t.audience_id, coalesce(t.seal_id, '') as seal_id, t.row_count,
        ${anybody.viewer.kind === 'former' ? sql`0` : sql`case when ${readableRows(anybody, table)} then 1 else 0 end`} as is_seen
      from (select g.team_id, '' as id, g.audience_id, nullif(g.seal_id, '') as seal_id, g.row_count
        from ${countsTable(table.name)} as g where g.team_id = ${anybody.teamId} and g.word = '') as t`,
  );
  const seen = rows.filter(({ is_seen: is }) => is === 1);
  const others = rows.filter(({ is_seen: is }) => is !== 1);
  const isShorter = seen.length <= others.length;
  const { engine } = access;
  return {
    rowCount: seen.reduce((sum, { row_count: count }) => sum + count, 0),
    reach:
      others.length === 0
        ? null
        : {
            name: isShorter ? 'in' : 'not in',
            list: listOf(
              engine,
              (isShorter ? seen : others).map((one) => `${one.audience_id} ${one.seal_id}`),
            ),
            is: (list) =>
              isShorter ? sql`${isGroupOf(engine, list)}` : sql`not (${isGroupOf(engine, list)})`,
          },
  };
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

/**
 * What the viewer sees beside these groups: what they wrote. For someone who left, who is in no audience any more, also what names them.
 * @returns the words of each such row
 */
export async function ownBeside(
  access: AccessContext,
  table: AnyTable,
  { reach }: Groups,
): Promise<readonly StoredWords[]> {
  const { viewer } = access;
  if (reach === null || (viewer.kind !== 'person' && viewer.kind !== 'former')) return [];
  const rows = wordsTable(table.name);
  const { rows: found } = await runFixed<{ words: StoredWords }>(
    access,
    `own beside ${table.name} ${reach.name}`,
    [reach.list],
    (anybody, list = sql``) => {
      const reached =
        access.engine === 'sqlite' ? sql`indexed by ${sql.ref(`ix_${table.name}_words_reach`)}` : sql``;
      const own =
        anybody.viewer.kind === 'person'
          ? sql`from authorship as o cross join ${rows} as x ${reached} where o.team_id = ${anybody.teamId}
        and o.user_id = ${anybody.viewer.userId} and o.table_name = ${table.name}
        and x.team_id = o.team_id and x.row_id = o.row_id`
          : sql`from ${rows} as x where x.team_id = ${anybody.teamId}`;
      // The groups are looked at first, in an index that holds nothing else.
      return sql`select x.words from (select x.team_id, x.row_id ${own} and not ${reach.is(list)}) as n
        cross join ${rows} as x where x.team_id = n.team_id and x.row_id = n.row_id
        and x.words <> '' and ${isReadable(anybody, table)}`;
    },
  );
  return found.map(({ words }) => words);
}

/** That the viewer may see the row of the words `x`: the guards of every other read. */
export const isReadable = (access: AccessContext, table: AnyTable): Condition =>
  sql`exists (select 1 from ${sql.table(table.name)} as t where t.team_id = x.team_id and t.id = x.row_id
    and ${fixed(access, `readable ${table.name}`, (anybody) => readableRows(anybody, table))})`;

/** That it is of a group that the viewer sees, or that the viewer wrote it: what the guards are then asked about. */
export function mayBeReadable(
  access: AccessContext,
  table: AnyTable,
  { reach }: Groups,
  list: RawBuilder<unknown>,
): Condition {
  const { viewer } = access;
  if (reach === null) return sql`1 = 1`;
  if (viewer.kind === 'former') return isReadable(access, table);
  if (viewer.kind !== 'person') return reach.is(list);
  return sql`(${reach.is(list)} or exists (select 1 from authorship as o where o.team_id = x.team_id
    and o.table_name = ${table.name} and o.row_id = x.row_id and o.user_id = ${viewer.userId}))`;
}
