/** Whether somebody is an admin, as the store knows it: a button proves nothing. */
import type { Kysely } from 'kysely';
import type { TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** An admin or owner of this workspace; one of another organisation is none here. */
export async function isAdmin(db: Kysely<Schema>, team: TeamId, user: UserId): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select(['is_admin', 'standing'])
    .where('team_id', '=', team)
    .where('user_id', '=', user)
    .executeTakeFirst();
  return row?.is_admin === 1 && row.standing === 'member';
}
