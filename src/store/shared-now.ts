/** Whether people of another organisation read a channel: Slack says that it is shared, or one of them is known to be in it. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * Slack's flag alone is not enough: the event that somebody joined may come before the one that the channel was shared, and
 * inside one Enterprise organisation it never comes.
 * @param channel the name under which the query knows the channel's row
 */
export function isSharedNow(channel: 'c' | 'h'): RawBuilder<SqlBool> {
  const row = sql.ref(channel);
  return sql`(${row}.is_shared = 1 or exists (select 1 from membership as om
    inner join person as op on op.team_id = om.team_id and op.user_id = om.user_id
    where om.team_id = ${row}.team_id and om.channel_id = ${row}.channel_id and op.standing = 'external'))`;
}
