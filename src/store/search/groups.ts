/**
 * Rows that the same people may see (one audience, one closed embargo or none) are a group. Of ten thousand rows there are a few groups; the
 * guards are asked about each, as if it were a row, and no condition is written a second time.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { AnyTable } from '#core/tables.ts';
import { type AccessContext, type Condition, readableRows } from '../access/access.ts';
import { fixed } from '../access/fixed.ts';
import type { StoredWords } from '#core/search/stored.ts';
import { countsTable, wordsTable } from './searched.ts';

interface Group {
  readonly audience_id: string;
  /** Empty: none that is closed. */
  readonly seal_id: string;
  readonly row_count: number;
}

export interface Groups {
  /** Those whose rows the viewer may see, and the others. */
  readonly seen: readonly Group[];
  readonly others: readonly Group[];
}

/** The groups of the workspace's rows that have words. */
export async function groupsOf(access: AccessContext, table: AnyTable): Promise<Groups> {
  const isSeen =
    access.viewer.kind === 'former'
      ? sql`0`
      : fixed(
          access,
          `group ${table.name}`,
          (anybody) => sql`case when ${readableRows(anybody, table)} then 1 else 0 end`,
        );
  const { rows } = await sql<Group & { readonly is_seen: number }>`
    select t.audience_id, coalesce(t.seal_id, '') as seal_id, t.row_count, ${isSeen} as is_seen from (
      select g.team_id, '' as id, g.audience_id, nullif(g.seal_id, '') as seal_id, g.row_count
      from ${countsTable(table.name)} as g where g.team_id = ${access.teamId} and g.word = '') as t`.execute(
    access.db,
  );
  return {
    seen: rows.filter(({ is_seen: seen }) => seen === 1),
    others: rows.filter(({ is_seen: seen }) => seen !== 1),
  };
}

/** That a row or count `x` is of a group that the viewer sees; `null`: all are. */
export function isOfSeen({ seen, others }: Groups): Condition | null {
  if (others.length === 0) return null;
  if (seen.length === 0) return sql`1 = 0`;
  return seen.length <= others.length ? isOneOf(seen) : sql`not ${isOneOf(others)}`;
}

const isOneOf = (groups: readonly Group[]): RawBuilder<SqlBool> =>
  sql`(x.audience_id, x.seal_id) in (values ${sql.join(
    groups.map((group) => sql`(${group.audience_id}, ${group.seal_id})`),
  )})`;

/**
 * What the viewer sees beside these groups: what they wrote. For someone who left, who is in no audience any more, also what names them.
 * @returns the words of each such row
 */
export async function ownBeside(
  access: AccessContext,
  table: AnyTable,
  groups: Groups,
): Promise<readonly StoredWords[]> {
  const { viewer } = access;
  const reach = isOfSeen(groups);
  if (reach === null || (viewer.kind !== 'person' && viewer.kind !== 'former')) return [];
  const rows = wordsTable(table.name);
  const own =
    viewer.kind === 'person'
      ? sql`from authorship as o cross join ${rows} as x where o.team_id = ${access.teamId}
        and o.user_id = ${viewer.userId} and o.table_name = ${table.name} and x.team_id = o.team_id and x.row_id = o.row_id`
      : sql`from ${rows} as x where x.team_id = ${access.teamId}`;
  const { rows: found } = await sql<{ words: StoredWords }>`select x.words ${own} and not ${reach}
    and x.words <> '' and ${isReadable(access, table)}`.execute(access.db);
  return found.map(({ words }) => words);
}

/** That the viewer may see the row of the words `x`: the guards of every other read. */
export const isReadable = (access: AccessContext, table: AnyTable): Condition =>
  sql`exists (select 1 from ${sql.table(table.name)} as t where t.team_id = x.team_id and t.id = x.row_id
    and ${fixed(access, `readable ${table.name}`, (anybody) => readableRows(anybody, table))})`;

/** That it is of a group that the viewer sees, or that the viewer wrote it: what the guards are then asked about. */
export function mayBeReadable(access: AccessContext, table: AnyTable, groups: Groups): Condition {
  const { viewer } = access;
  const reach = isOfSeen(groups);
  if (reach === null) return sql`1 = 1`;
  if (viewer.kind === 'former') return isReadable(access, table);
  if (viewer.kind !== 'person') return reach;
  return sql`(${reach} or exists (select 1 from authorship as o where o.team_id = x.team_id
    and o.table_name = ${table.name} and o.row_id = x.row_id and o.user_id = ${viewer.userId}))`;
}
