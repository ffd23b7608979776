/** Which user group is named for which practice, and how the practice learns who joined or left. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { GroupId, Ids, TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** The type of the inbox event that tells practices; it names only the person. */
export const userNamed = 'user_named';

/** The named groups, by practice. */
export async function practiceGroups(
  db: Kysely<Schema>,
  team: TeamId,
): Promise<ReadonlyMap<string, GroupId>> {
  const query = db.selectFrom('practice_group').select(['practice', 'group_id']).where('team_id', '=', team);
  return new Map((await query.execute()).map((row) => [row.practice, row.group_id]));
}

/** Names a group, or none. The practices learn about everyone in the old and the new group. @returns whether anything changed */
export async function nameGroup(
  db: Kysely<Schema>,
  ids: Ids,
  { team, by, now }: { readonly team: TeamId; readonly by: UserId; readonly now: Instant },
  practice: string,
  group: GroupId | null,
): Promise<boolean> {
  const before = (await practiceGroups(db, team)).get(practice) ?? null;
  if (before === group) return false;
  await db
    .deleteFrom('practice_group')
    .where('team_id', '=', team)
    .where('practice', '=', practice)
    .execute();
  if (group !== null)
    await db
      .insertInto('practice_group')
      .values({ team_id: team, practice, group_id: group, named_by: by })
      .execute();
  const users = new Set<string>();
  for (const one of [before, group])
    if (one !== null) for (const user of await inGroup(db, team, one)) users.add(user);
  await tell(db, ids, team, users, now);
  return true;
}

/** Tells a practice about everyone in its group, after it was turned off and heard nothing. */
export async function tellAll(
  db: Kysely<Schema>,
  ids: Ids,
  team: TeamId,
  practice: string,
  now: Instant,
): Promise<void> {
  const group = (await practiceGroups(db, team)).get(practice);
  if (group !== undefined) await tell(db, ids, team, new Set(await inGroup(db, team, group)), now);
}

/** @param moved who joined or left, by group @returns whether someone had to be told */
export async function tellNamed(
  db: Kysely<Schema>,
  ids: Ids,
  team: TeamId,
  moved: ReadonlyMap<GroupId, ReadonlySet<UserId>>,
  now: Instant,
): Promise<boolean> {
  const named = new Set((await practiceGroups(db, team)).values());
  const users = new Set([...named].flatMap((group) => [...(moved.get(group) ?? [])]));
  await tell(db, ids, team, users, now);
  return users.size > 0;
}

async function inGroup(db: Kysely<Schema>, team: TeamId, group: GroupId): Promise<string[]> {
  const query = db.selectFrom('user_group_member').select('user_id').where('team_id', '=', team);
  return (await query.where('group_id', '=', group).execute()).map((row) => row.user_id);
}

/** Through the inbox, in the transaction of the change, so a crash loses nobody. */
async function tell(
  db: Kysely<Schema>,
  ids: Ids,
  team: TeamId,
  users: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  const events = [...users].map((user) => ({
    team_id: team,
    event_id: ids.next(),
    type: userNamed,
    body: JSON.stringify({ type: userNamed, user }),
    received_at: now,
    done_at: null,
    attempts: 0,
  }));
  for (const some of chunks(events)) await db.insertInto('inbox').values(some).execute();
}
