/**
 * Slack's user groups as of the last reading: all of a workspace at once, with the time. Only full members learn who is in one, as they do in
 * Slack.
 */
import { type Kysely, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { GroupId, TeamId, UserId } from '#core/ids.ts';
import type { Person, UserGroup } from '#core/people.ts';
import type { NamedBy } from '#core/scope.ts';
import { checks, type Condition, type AccessContext } from '../access/access.ts';
import type { PersonTable, Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { personOf } from './people-rows.ts';
import { tellNamed } from './practice-groups.ts';

/** A group that is active in Slack, and everyone in it: apps, guests and deactivated people too. */
export interface UserGroupFacts extends UserGroup {
  readonly users: readonly UserId[];
}

export interface UserGroups {
  /** When the groups were last read; `null`: they are unknown. */
  askedAt(team: TeamId): Promise<Instant | null>;
  /**
   * Stores all groups of a workspace; one that is missing was deleted or disabled in Slack. A practice learns who joined or left a group named for
   * it.
   * @param at the instant before Slack was asked; an answer older than the stored one is dropped
   */
  save(team: TeamId, groups: readonly UserGroupFacts[], at: Instant): Promise<void>;
  /** Lore may no longer read them. */
  unknown(team: TeamId): Promise<void>;
  /** The handles of a person's groups, as far as is known, for that person's own eyes. */
  of(team: TeamId, user: UserId): Promise<readonly string[]>;
  /** Whether a group is named for a practice: there the groups are read even if nobody opens a form. */
  isNamed(team: TeamId): Promise<boolean>;
}

export function userGroupsIn(system: Kysely<Schema>, inside: Inside): UserGroups {
  const setAsked = (db: Kysely<Schema>, team: TeamId, at: Instant | null) =>
    db.updateTable('workspace').set({ groups_at: at }).where('team_id', '=', team).execute();
  return {
    askedAt: (team) => askedAt(system, team),
    save: async (team, groups, at) => {
      const isTold = await inside.writeIn(team, async (db) => {
        const known = await askedAt(db, team);
        if (known !== null && known > at) return false;
        const moved = await replace(db, team, groups);
        await setAsked(db, team, at);
        return tellNamed(db, inside.ids, team, moved, inside.clock.now());
      });
      if (isTold) inside.wake(team);
    },
    unknown: (team) =>
      inside.write(async (db) => {
        await setAsked(db, team, null);
      }),
    of: async (team, user) => {
      const rows = await system
        .selectFrom('user_group_member as m')
        .innerJoin('user_group as g', (join) =>
          join.onRef('g.team_id', '=', 'm.team_id').onRef('g.group_id', '=', 'm.group_id'),
        )
        .select('g.handle')
        .where('m.team_id', '=', team)
        .where('m.user_id', '=', user)
        .orderBy('g.handle')
        .orderBy('g.group_id')
        .execute();
      return rows.map(({ handle }) => handle);
    },
    isNamed: async (team) => {
      const query = system.selectFrom('practice_group').select('team_id').where('team_id', '=', team);
      return (await query.limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

async function askedAt(db: Kysely<Schema>, team: TeamId): Promise<Instant | null> {
  const query = db.selectFrom('workspace').select('groups_at').where('team_id', '=', team);
  return (await query.executeTakeFirst())?.groups_at ?? null;
}

/** @returns who joined or left, by group */
async function replace(
  db: Kysely<Schema>,
  team: TeamId,
  groups: readonly UserGroupFacts[],
): Promise<ReadonlyMap<GroupId, ReadonlySet<UserId>>> {
  const before = Map.groupBy(
    await db
      .selectFrom('user_group_member')
      .select(['group_id', 'user_id'])
      .where('team_id', '=', team)
      .execute(),
    (row) => row.group_id,
  );
  const usersBefore = (group: GroupId) => new Set(before.get(group)?.map((row) => row.user_id));
  const usersNow = new Map(groups.map(({ groupId, users }) => [groupId, new Set(users)]));
  const moved = new Map(
    [...new Set([...before.keys(), ...usersNow.keys()])].map((group): [GroupId, ReadonlySet<UserId>] => [
      group,
      inOne(usersBefore(group), usersNow.get(group) ?? new Set()),
    ]),
  );
  for (const table of ['user_group', 'user_group_member'] as const)
    await db.deleteFrom(table).where('team_id', '=', team).execute();
  const rows = groups.map(({ groupId, handle, name }) => ({
    team_id: team,
    group_id: groupId,
    handle,
    name,
  }));
  for (const some of chunks(rows)) await db.insertInto('user_group').values(some).execute();
  const members = [...usersNow].flatMap(([group, users]) =>
    [...users].map((user) => ({ team_id: team, group_id: group, user_id: user })),
  );
  for (const some of chunks(members)) await db.insertInto('user_group_member').values(some).execute();
  return moved;
}

const inOne = (a: ReadonlySet<UserId>, b: ReadonlySet<UserId>): ReadonlySet<UserId> =>
  new Set([...[...a].filter((user) => !b.has(user)), ...[...b].filter((user) => !a.has(user))]);

/** See `ReadScope.userGroups`. */
export async function userGroups(access: AccessContext): Promise<readonly UserGroup[] | null> {
  if (!(await mayKnow(access))) return null;
  const { rows } = await sql<{ group_id: GroupId; handle: string; name: string }>`
    select g.group_id, g.handle, g.name from user_group as g
    where g.team_id = ${access.teamId} and exists (select 1 from user_group_member as m
      where m.team_id = g.team_id and m.group_id = g.group_id)
    order by g.handle, g.group_id`.execute(access.db);
  return rows.map(({ group_id: groupId, handle, name }) => ({ groupId, handle, name }));
}

/** See `ReadScope.inUserGroups`. */
export async function inUserGroups(
  access: AccessContext,
  groups: readonly GroupId[],
): Promise<readonly Person[]> {
  if (groups.length === 0 || !(await mayKnow(access))) return [];
  const is = checks(access);
  const { rows } = await sql<PersonTable>`select p.* from person as p
    where p.team_id = ${access.teamId} and ${is('isNotDeactivated')} and ${is('isAPerson')} and exists (
      select 1 from user_group_member as m where m.team_id = p.team_id and m.user_id = p.user_id
        and m.group_id in (${sql.join(groups)}))
    order by p.user_id`.execute(access.db);
  return rows.map(personOf);
}

/** See `ReadScope.namedFor`. */
export async function namedFor(access: AccessContext, practice: string): Promise<NamedBy | null> {
  if (access.viewer.kind !== 'person') return null;
  const { rows } = await sql<{ handle: string; named_by: UserId | null }>`
    select g.handle, n.named_by from practice_group as n
    inner join user_group as g on g.team_id = n.team_id and g.group_id = n.group_id
    inner join user_group_member as m on m.team_id = g.team_id and m.group_id = g.group_id
    where n.team_id = ${access.teamId} and n.practice = ${practice} and m.user_id = ${access.viewer.userId}
      and ${isFullMember(access, access.viewer.userId)}`.execute(access.db);
  const [row] = rows;
  return row === undefined ? null : { handle: row.handle, by: row.named_by };
}

/** Whether the viewer is a full member and the groups are recent enough to trust. */
async function mayKnow(access: AccessContext): Promise<boolean> {
  if (access.viewer.kind !== 'person') return false;
  const { rows } = await sql`select 1 from workspace as w where w.team_id = ${access.teamId}
    and w.groups_at >= ${access.freshSince} and ${isFullMember(access, access.viewer.userId)}`.execute(
    access.db,
  );
  return rows.length > 0;
}

function isFullMember(access: AccessContext, user: UserId): Condition {
  const is = checks(access);
  return sql`exists (select 1 from person as p where p.team_id = ${access.teamId} and p.user_id = ${user}
    and ${is('isFullMember')})`;
}
