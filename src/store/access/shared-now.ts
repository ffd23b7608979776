/** Which other organisations read a channel. */
import { type RawBuilder, sql, type SqlBool } from 'kysely';

/**
 * Slack says that it is shared, or someone from another organisation is known to be in it. Slack's flag alone is not enough: the event that
 * someone joined may come before the one that the channel was shared, which never comes inside an Enterprise organisation.
 * @param channel the name under which the query knows the channel's row
 */
export function isSharedNow(channel: 'c' | 'h'): RawBuilder<SqlBool> {
  const row = sql.ref(channel);
  // There are few of them, and many members: the order is that of a cross join.
  return sql`(${row}.is_shared = 1 or exists (select 1 from person as op
    cross join membership as om
    where op.team_id = ${row}.team_id and op.standing = 'external'
      and om.team_id = op.team_id and om.channel_id = ${row}.channel_id and om.user_id = op.user_id))`;
}

/**
 * The row was written for people from other organisations too, and no further organisation was let in since.
 * @param channel the name under which the query knows the channel's row; the audience is `a`
 */
export function sameOrganisations(channel: 'c' | 'h'): RawBuilder<SqlBool> {
  return sql`(a.was_shared = 1 and a.sharings = ${sql.ref(`${channel}.sharings`)})`;
}
