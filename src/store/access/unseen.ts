/**
 * "Gone" and "not to be seen now" look alike to a viewer, on purpose. A message to a person that had nothing to say because they did not see a
 * conversation is drawn again once they see it; one whose subject is gone is not.
 */
import { sql } from 'kysely';
import type { ChannelId, UserId } from '#core/ids.ts';
import { isWhereIAm } from '../scope/people-select.ts';
import type { AccessContext } from './access.ts';
import { invalidatePosts, type Showing } from './depends-on.ts';

/** The note of such a message. */
export const unseen = 'unseen';

/** Whether a conversation in which one of these rows is, or which is one of these, is none that the viewer is known to be in. */
export async function isUnseen(access: AccessContext, ids: readonly string[]): Promise<boolean> {
  const shared = access.catalogue.tables.filter(({ guard }) => guard === 'shared');
  if (ids.length === 0) return false;
  const list = sql.join(ids);
  const rows = shared.map(
    ({ name }) => sql`select t.audience_id from ${sql.table(name)} as t
      where t.team_id = ${access.teamId} and t.id in (${list})`,
  );
  const of = sql`select a.channel_id from audience as a
    where a.team_id = ${access.teamId} and a.kind <> 'named' and a.id in (${sql.join(rows, sql` union all `)})`;
  const { rows: found } = await sql`select 1 from channel as c where c.team_id = ${access.teamId}
    and (c.channel_id in (${list})${rows.length === 0 ? sql`` : sql` or c.channel_id in (${of})`})
    and not ${isWhereIAm(access)} limit 1`.execute(access.db);
  return found.length > 0;
}

/**
 * What may be seen again by these members of a channel, or all: what is being drawn at this moment, too.
 * @returns whether there is something
 */
export async function redrawUnseen(
  on: Showing,
  channel: ChannelId,
  users?: readonly UserId[],
): Promise<boolean> {
  if (users?.length === 0) return false;
  const { numUpdatedRows } = await invalidatePosts(on)
    .where('kind', '=', 'person')
    .where('state', '=', 'sent')
    .where((it) => it.or([it('note', '=', unseen), it('claimed_at', 'is not', null)]))
    .where('user_id', 'in', (it) => {
      const members = it.selectFrom('membership as m').select('m.user_id').where('m.team_id', '=', on.teamId);
      const here = members.where('m.channel_id', '=', channel);
      return users === undefined ? here : here.where('m.user_id', 'in', users);
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
