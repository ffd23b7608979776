/** The reading half of a scope over people and channels. */
import { type RawBuilder, sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { AudienceId, ChannelId, UserId } from '#core/ids.ts';
import type { Channel, Participant, Person } from '#core/people.ts';
import { checks, type Condition, type AccessContext, holdsPerson, isIn } from '../access/access.ts';
import { fixed } from '../access/fixed.ts';
import { isSharedNow } from '../access/shared-now.ts';
import { channelOf, packedParticipant, participantsIn, personOf } from '../directory/people-rows.ts';
import type { ChannelTable, PersonTable } from '../schema.ts';

/** See `ReadScope.peopleOf`. */
export async function peopleOf(access: AccessContext, audience: AudienceId): Promise<readonly Person[]> {
  const { rows } = await sql<PersonTable>`select p.* ${heldBy(access, audience)} order by p.user_id`.execute(
    access.db,
  );
  return amongThem(access, rows.map(personOf));
}

/** See `ReadScope.participantsOf`. */
export async function participantsOf(
  access: AccessContext,
  audience: AudienceId,
): Promise<readonly Participant[]> {
  const { rows } = await sql<{ all: string | null }>`
    select string_agg(${packedParticipant}, ' ') as "all" ${heldBy(access, audience)}`.execute(access.db);
  return amongThem(access, participantsIn(rows[0]?.all ?? null));
}

const heldBy = (access: AccessContext, audience: AudienceId): RawBuilder<unknown> =>
  sql`from audience as a
    inner join channel as c on c.team_id = a.team_id and c.channel_id = a.channel_id
    inner join person as p on p.team_id = a.team_id and p.user_id in (${mayBeHeld})
    where a.team_id = ${access.teamId} and a.id = ${audience}
      and ${fixed(access, 'held', (anybody) => sql`${isItsOwn(anybody)} and ${maySeeIt(anybody)} and ${holdsPerson(checks(anybody))}`)}`;

/** A channel learns of its own audiences who is in them. */
const maySeeIt = (access: AccessContext): Condition =>
  access.viewer.kind === 'channel' ? checks(access)('isOfConversation') : sql`1 = 1`;

/**
 * Who can be in the audience `a` at all, so that a workspace of thousands is not searched. The guards alone decide who is.
 */
const mayBeHeld = sql`select o.user_id from membership as o
    where o.team_id = a.team_id and o.channel_id = a.channel_id and a.kind <> 'workspace'
    union all select o.user_id from audience_person as o
      where o.team_id = a.team_id and o.audience_id = a.id and a.kind = 'named'
    union all select o.user_id from person as o where o.team_id = a.team_id and a.kind = 'workspace'`;

/** See `ReadScope.memberAudiences`. */
export async function memberAudiences(
  access: AccessContext,
  audiences: readonly AudienceId[],
): Promise<ReadonlySet<AudienceId>> {
  const { viewer } = access;
  if (viewer.kind !== 'person') return new Set();
  const is = checks(access);
  const found = new Set<AudienceId>();
  for (const some of chunks(audiences)) {
    const { rows } = await sql<{ id: AudienceId }>`select a.id from audience as a
      inner join channel as c on c.team_id = a.team_id and c.channel_id = a.channel_id
      inner join person as p on p.team_id = a.team_id and p.user_id = ${viewer.userId}
      where a.team_id = ${access.teamId} and a.id in (${sql.join(some)}) and ${holdsPerson(is)}`.execute(
      access.db,
    );
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/** See `ReadScope.members`. */
export async function members(access: AccessContext, channel: ChannelId): Promise<readonly Person[]> {
  const is = checks(access);
  const { rows } = await sql<PersonTable>`select p.* from channel as c
    inner join person as p on p.team_id = c.team_id and p.user_id in (
      select o.user_id from membership as o where o.team_id = c.team_id and o.channel_id = c.channel_id)
    where c.team_id = ${access.teamId} and c.channel_id = ${channel} and ${isItsOwn(access)}
      and ${isIn(is)} and ${is('isNotDeactivated')} and ${is('isAPerson')}
    order by p.user_id`.execute(access.db);
  return amongThem(access, rows.map(personOf));
}

/** See `ReadScope.membersOf`. */
export async function membersOf(
  access: AccessContext,
  channels: readonly ChannelId[],
): Promise<ReadonlyMap<ChannelId, readonly Person[]>> {
  const found = new Map<ChannelId, readonly Person[]>();
  const is = checks(access);
  for (const channelId of new Set(channels)) {
    const known = await sql<{ channel_id: ChannelId }>`select c.channel_id from channel as c
      where c.team_id = ${access.teamId} and c.channel_id = ${channelId} and c.has_lore = 1
        and ${is('membersAreKnown')} and ${mayKnowOf(access)}`.execute(access.db);
    if (known.rows.length === 0) continue;
    const { rows } = await sql<PersonTable>`select p.* from channel as c
      inner join person as p on p.team_id = c.team_id and p.user_id in (
        select o.user_id from membership as o where o.team_id = c.team_id and o.channel_id = c.channel_id)
      where c.team_id = ${access.teamId} and c.channel_id = ${channelId} and ${isIn(is)}
        and ${is('isNotDeactivated')} and ${is('isAPerson')}
      order by p.user_id`.execute(access.db);
    found.set(channelId, rows.map(personOf));
  }
  return found;
}

/** See `ReadScope.person`. */
export async function person(access: AccessContext, user: UserId): Promise<Person | null> {
  const row = await access.db
    .selectFrom('person')
    .selectAll()
    .where('team_id', '=', access.teamId)
    .where('user_id', '=', user)
    .executeTakeFirst();
  return row === undefined ? null : personOf(row);
}

/** See `ReadScope.names`. */
export async function names(
  { db, teamId }: Pick<AccessContext, 'db' | 'teamId'>,
  users: readonly UserId[],
): Promise<ReadonlyMap<UserId, string>> {
  const found = new Map<UserId, string>();
  for (const some of chunks(users)) {
    const query = db.selectFrom('person').select(['user_id', 'name']).where('team_id', '=', teamId);
    for (const { user_id: user, name } of await query.where('user_id', 'in', some).execute())
      if (name !== null) found.set(user, name);
  }
  return found;
}

/** See `ReadScope.channel`. */
export const channel = (access: AccessContext, id: ChannelId): Promise<Channel | null> =>
  channelThat(access, id, isWhereIAm(access));

/** A channel from which something was written to the viewer by name, who may pass it on. */
export const channelToPassOn = async (access: AccessContext, id: ChannelId): Promise<Channel | null> =>
  access.viewer.kind !== 'person'
    ? null
    : channelThat(
        access,
        id,
        sql`exists (select 1 from audience as a
          inner join person as p on p.team_id = a.team_id and p.user_id = ${access.viewer.userId}
          where a.team_id = c.team_id and a.channel_id = c.channel_id and a.kind = 'named' and ${holdsPerson(checks(access))})`,
      );

async function channelThat(access: AccessContext, id: ChannelId, is: Condition): Promise<Channel | null> {
  const { rows } = await sql<ChannelTable & { readonly shared_now: 0 | 1 }>`select c.*,
    case when ${isSharedNow('c')} then 1 else 0 end as shared_now from channel as c
    where c.team_id = ${access.teamId} and c.channel_id = ${id} and ${is}`.execute(access.db);
  return rows[0] === undefined ? null : channelOf({ ...rows[0], is_shared: rows[0].shared_now });
}

/** Whether the channel `c` is one that the viewer is in, or is. */
export const isWhereIAm = (access: AccessContext): Condition => fixed(access, 'where I am', whereIAm);

function whereIAm(access: AccessContext): Condition {
  const is = checks(access);
  switch (access.viewer.kind) {
    case 'person':
    case 'admin':
      return sql`exists (select 1 from person as p where p.team_id = c.team_id and p.user_id = ${access.viewer.userId}
        and ${is('isNotDeactivated')} and ${isIn(is)})`;
    case 'channel':
      return sql`c.channel_id = ${access.viewer.channelId}`;
    case 'operator':
      return sql`1 = 1`;
    case 'former':
      return sql`1 = 0`;
  }
}

/** See `ReadScope.visibleChannels`. */
export const visibleChannels = async (
  access: AccessContext,
  ids: readonly ChannelId[],
): Promise<ReadonlySet<ChannelId>> => new Set((await channelNames(access, ids)).keys());

/** See `ReadScope.channelNames`. */
export async function channelNames(
  access: AccessContext,
  ids: readonly ChannelId[],
): Promise<ReadonlyMap<ChannelId, string>> {
  const found = new Map<ChannelId, string>();
  for (const some of chunks(ids)) {
    const { rows } = await sql<{
      channel_id: ChannelId;
      name: string;
    }>`select c.channel_id, c.name from channel as c
      where c.team_id = ${access.teamId} and c.channel_id in (${sql.join(some)}) and ${mayKnowOf(access)}`.execute(
      access.db,
    );
    for (const row of rows) found.set(row.channel_id, row.name);
  }
  return found;
}

/** See `ReadScope.channelCalled`. Slack's names are in lower case, and one that is archived may share its name with another. */
export async function channelCalled(access: AccessContext, name: string): Promise<ChannelId | null> {
  const { rows } = await sql<{ channel_id: ChannelId }>`select c.channel_id from channel as c
    where c.team_id = ${access.teamId} and c.name = ${name.toLowerCase()} and c.kind <> 'direct' and ${mayKnowOf(access)}
    order by c.is_archived, c.channel_id limit 1`.execute(access.db);
  return rows[0]?.channel_id ?? null;
}

/** See `ReadScope.peopleCalled`. Names are compared here, since SQLite knows upper and lower case of ASCII alone. */
export async function peopleCalled(access: AccessContext, name: string): Promise<readonly UserId[]> {
  const sought = foldedName(name);
  if (sought === '') return [];
  const { rows } = await sql<{ user_id: UserId; name: string }>`select q.user_id, q.name from person as q
    where q.team_id = ${access.teamId} and q.name is not null and q.standing <> 'bot' and ${mayKnowTheNameOf(access)}
    order by q.user_id`.execute(access.db);
  const called = rows.map(({ user_id: id, name: all }) => ({ id, name: foldedName(all) }));
  const exactly = called.filter((one) => one.name === sought);
  const found = exactly.length > 0 ? exactly : called.filter((one) => one.name.startsWith(`${sought} `));
  return found.map(({ id }) => id);
}

const foldedName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Whether the viewer may find the person `q` by name. */
function mayKnowTheNameOf({ viewer, ...access }: AccessContext): Condition {
  const is = checks({ viewer, ...access });
  switch (viewer.kind) {
    case 'person':
    case 'admin':
      return sql`exists (select 1 from person as p where p.team_id = q.team_id and p.user_id = ${viewer.userId}
        and ${is('isNotDeactivated')} and (${is('isFullMember')} or exists (select 1 from membership as m
          inner join membership as n on n.team_id = m.team_id and n.channel_id = m.channel_id and n.user_id = q.user_id
          where m.team_id = p.team_id and m.user_id = p.user_id)))`;
    case 'channel':
      return sql`exists (select 1 from membership as n
        where n.team_id = q.team_id and n.channel_id = ${viewer.channelId} and n.user_id = q.user_id)`;
    case 'operator':
      return sql`1 = 1`;
    case 'former':
      return sql`1 = 0`;
  }
}

/** Whether the viewer may know about the channel `c`. */
function mayKnowOf({ viewer, ...access }: AccessContext): Condition {
  const is = checks({ viewer, ...access });
  switch (viewer.kind) {
    case 'person':
    case 'admin':
      return sql`exists (select 1 from person as p where p.team_id = c.team_id and p.user_id = ${viewer.userId}
        and ${is('isNotDeactivated')} and ((c.kind = 'public' and ${is('isFullMember')}) or ${isIn(is)}))`;
    case 'channel':
      return sql`(c.channel_id = ${viewer.channelId} or (c.kind = 'public' and exists (select 1 from channel as h
        where h.team_id = c.team_id and h.channel_id = ${viewer.channelId} and ${is('hereHasLore')}
          and ${is('hereIsNotShared')} and ${is('hereAreOnlyFullMembers')} and ${is('hereMembersAreKnown')})))`;
    case 'operator':
      return sql`1 = 1`;
    case 'former':
      return sql`1 = 0`;
  }
}

/** Whether the viewer is a full member, or a channel that only full members read. */
export async function isForMembers({ viewer, ...access }: AccessContext): Promise<boolean> {
  const is = checks({ viewer, ...access });
  if (viewer.kind === 'operator') return true;
  if (viewer.kind === 'former') return false;
  const from =
    viewer.kind === 'channel'
      ? sql`channel as h where h.team_id = ${access.teamId} and h.channel_id = ${viewer.channelId} and ${is('hereHasLore')}
          and ${is('hereIsNotShared')} and ${is('hereAreOnlyFullMembers')} and ${is('hereMembersAreKnown')}`
      : sql`person as p where p.team_id = ${access.teamId} and p.user_id = ${viewer.userId} and ${is('isFullMember')}`;
  return (await sql`select 1 from ${from}`.execute(access.db)).rows.length > 0;
}

/** If the viewer is a channel: that `c` is this channel and has Lore. A person must be among the people found. */
function isItsOwn(access: AccessContext): Condition {
  if (access.viewer.kind !== 'channel') return sql`1 = 1`;
  return sql`exists (select 1 from channel as h where h.team_id = c.team_id and h.channel_id = c.channel_id
    and h.channel_id = ${access.viewer.channelId} and ${checks(access)('hereHasLore')})`;
}

/** Nobody sees a list of people without being in it. */
function amongThem<One extends Pick<Person, 'userId'>>(
  access: AccessContext,
  people: readonly One[],
): readonly One[] {
  const { viewer } = access;
  if (viewer.kind === 'channel' || viewer.kind === 'operator') return people;
  return people.some(({ userId }) => userId === viewer.userId) ? people : [];
}
