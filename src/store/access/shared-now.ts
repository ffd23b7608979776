/** Which people of other organisations read a channel. */
import { type RawBuilder, sql, type SqlBool } from 'kysely';

/**
 * Slack says that it is shared, or one of another organisation is known to be in it.
 * Slack's flag alone is not enough: the event that someone joined may come before the one that the channel was shared, and
 * inside one Enterprise organisation it never comes.
 * @param channel the name under which the query knows the channel's row
 */
export function isSharedNow(channel: 'c' | 'h'): RawBuilder<SqlBool> {
  const row = sql.ref(channel);
  return sql`(${row}.is_shared = 1 or exists (select 1 from membership as om
    inner join person as op on op.team_id = om.team_id and op.user_id = om.user_id
    where om.team_id = ${row}.team_id and om.channel_id = ${row}.channel_id and op.standing = 'external'))`;
}

/**
 * The row was written for the people of other organisations too, and no further organisation was let in since.
 * @param channel the name under which the query knows the channel's row; the audience is `a`
 */
export function sameOrganisations(channel: 'c' | 'h'): RawBuilder<SqlBool> {
  return sql`(a.was_shared = 1 and a.sharings = ${sql.ref(`${channel}.sharings`)})`;
}
