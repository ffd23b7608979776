/** Rows of own tables that others may know of: what people offer, and what a channel puts them together by. */
import { type RawBuilder, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Offered, Pooled } from '#core/scope.ts';
import type { OwnTable } from '#core/tables.ts';
import { type AccessContext, checks, isIn, ofConversation } from '../access/access.ts';
import { personOf } from '../directory/people-rows.ts';
import { matching } from './matching.ts';

/** See `ReadScope.offering`. @throws for a table that offers nothing: its rows are nobody else's business */
export async function offering<Row extends object>(
  access: AccessContext,
  table: OwnTable<Row>,
  where: Partial<Row>,
): Promise<readonly Offered<Row>[]> {
  const columns = access.catalogue.columnsOf(table);
  if (table.isOffer !== true) throw new Error(`the table ${table.name} is no offer`);
  const { viewer } = access;
  if (viewer.kind !== 'person') return [];
  const is = checks(access, table.name);
  const { rows } = await sql<Row & Owned>`select ${cellsOf(columns)}, p.user_id as "owner" from person as p
    inner join ${sql.table(table.name)} as t on ${is('isOwn')}
    where p.team_id = ${access.teamId} and ${is('isFullMember')}
      and ${is('isOfThisWorkspace')} and ${is('embargoIsLifted')} and ${matching(columns, where)}
      and exists (select 1 from person as p
        where p.team_id = ${access.teamId} and p.user_id = ${viewer.userId} and ${is('isFullMember')})
    order by ${byOwner(table)}`.execute(access.db);
  const found = await people(access, [...new Set(rows.map(({ owner }) => owner))]);
  return rows.map(apart).flatMap(({ owner, row }) => {
    const person = found.get(owner);
    return person === undefined ? [] : [{ person, row }];
  });
}

/** See `Scope.pool`. @throws as it says */
export async function pool<Row extends object>(
  access: AccessContext,
  table: OwnTable<Row>,
  where: Partial<Row>,
): Promise<readonly Pooled<Row>[]> {
  const columns = access.catalogue.columnsOf(table);
  if (table.isPooled !== true) throw new Error(`the table ${table.name} is no pool`);
  const { viewer } = access;
  if (viewer.kind !== 'channel') throw new Error('no person reads a pool');
  const is = checks(access, table.name);
  const { rows } = await sql<Row & Owned>`select ${cellsOf(columns)}, p.user_id as "owner"
    from ${sql.table(table.name)} as t
    inner join channel as c on c.team_id = t.team_id and c.channel_id = ${viewer.channelId}
    inner join person as p on p.team_id = t.team_id and ${is('isOwn')}
    where ${is('isFullMember')} and ${isIn(is)} and ${matching(columns, where)}
      and ${ofConversation(access, table, viewer.channelId)}
    order by ${byOwner(table)}`.execute(access.db);
  return rows.map(apart).map(({ owner, row }) => ({ user: owner, row }));
}

interface Owned {
  readonly owner: UserId;
}

/** Takes the owner out of what was read: what is left has the columns of the table. */
function apart<Row extends object>(row: Row & Owned): { readonly owner: UserId; readonly row: Row } {
  const { owner } = row;
  Reflect.deleteProperty(row, 'owner');
  return { owner, row };
}

const byOwner = ({ key }: Pick<OwnTable<object>, 'key'>): RawBuilder<unknown> =>
  sql.join(['p.user_id', ...key.map((column) => `t.${column}`)].map((column) => sql.ref(column)));

const cellsOf = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(`t.${column}`)));

/** Those of these people that are known. */
async function people(access: AccessContext, users: readonly UserId[]): Promise<ReadonlyMap<UserId, Person>> {
  const found = new Map<UserId, Person>();
  for (const some of chunks(users)) {
    const rows = await access.db
      .selectFrom('person')
      .selectAll()
      .where('team_id', '=', access.teamId)
      .where('user_id', 'in', some)
      .execute();
    for (const row of rows) found.set(row.user_id, personOf(row));
  }
  return found;
}
