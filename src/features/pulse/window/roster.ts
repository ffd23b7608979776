/** Whom a window opened now would ask, and what an admin reads of it before. */
import type { RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { groupsOf } from '#core/publishing/pass-up.ts';
import type { ReadScope } from '#core/scope.ts';
import { asPlace, type PlaceRow, treeOf } from '../rows.ts';
import { askedOf, type Fault, faultsOf, type Place, rosterOf } from '../tree/rules.ts';
import { inOrder } from '../tree/screens.ts';

export interface Preview {
  /** What is asked, in the order in which people in two teams count. */
  readonly places: readonly Place[];
  readonly faults: readonly Fault[];
  /** Teams whose people Lore cannot know. */
  readonly unread: readonly Place[];
  readonly notAgreed: readonly Place[];
  readonly teamOf: ReadonlyMap<UserId, RowId>;
  readonly inSeveral: ReadonlyMap<UserId, readonly RowId[]>;
  /** By team. */
  readonly asked: ReadonlyMap<RowId, number>;
  /** Who leads a team that they are in, and is not asked there. */
  readonly leaders: readonly {
    readonly user: UserId;
    readonly team: Place;
    readonly countsIn: Place | null;
  }[];
}

/** @param read of the admin: teams are of public channels and user groups, which every full member may know */
export async function previewOf(read: ReadScope): Promise<Preview> {
  const rows = inOrder(await treeOf(read));
  const { members, unread } = await membersIn(read, rows);
  const active = await activeLeaders(read, rows);
  const tree = rows.map(asPlace).map((place) => ({
    ...place,
    // Who left the workspace answers to nothing.
    isAgreed: place.isAgreed && place.leader !== null && active.has(place.leader),
  }));
  const places = askedOf(tree);
  const { teamOf, inSeveral } = rosterOf(places, members);
  const asked = new Map<RowId, number>();
  for (const team of teamOf.values()) asked.set(team, (asked.get(team) ?? 0) + 1);
  const byId = new Map(places.map((place) => [place.id, place]));
  return {
    places,
    faults: faultsOf(tree),
    unread: tree.filter(({ id }) => unread.has(id)),
    notAgreed: tree.filter(({ isAgreed }) => !isAgreed),
    teamOf,
    inSeveral,
    asked,
    leaders: places.flatMap((team) => {
      const { leader, source } = team;
      if (leader === null || source === null || members.get(source)?.includes(leader) !== true) return [];
      const countsIn = teamOf.get(leader);
      return [{ user: leader, team, countsIn: countsIn === undefined ? null : (byId.get(countsIn) ?? null) }];
    }),
  };
}

/**
 * A mark of all that an admin reads before opening, which a form carries, so that what is opened is what was read. It holds no name, and none can be read
 * out of it.
 */
export async function markOf(preview: Preview): Promise<string> {
  const { places, faults, unread, notAgreed, teamOf, inSeveral, leaders } = preview;
  const all = [
    ...[places, faults, unread, notAgreed, [...teamOf].sort(), [...inSeveral].sort()],
    leaders.map(({ user, team, countsIn }) => [user, team.id, countsIn?.id ?? null]),
  ];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(all)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Full members alone are asked. */
const idsOf = (people: readonly Person[]): readonly UserId[] =>
  people.flatMap(({ userId, memberType }) => (memberType === 'member' ? [userId] : []));

async function membersIn(read: ReadScope, rows: readonly PlaceRow[]) {
  const members = new Map<string, readonly UserId[]>();
  const unread = new Set<RowId>();
  const inChannels = await read.membersOf(rows.flatMap((row) => row.people_channel_id ?? []));
  const groups = new Set((await read.userGroups())?.map(({ groupId }) => groupId));
  for (const { id, people_channel_id: channel, people_group_id: group } of rows) {
    if (channel !== null) {
      const people = inChannels.get(channel);
      if (people === undefined) unread.add(id);
      else members.set(channel, idsOf(people));
    } else if (group !== null) {
      if (groups.has(group)) members.set(group, idsOf(await read.inUserGroups([group])));
      else unread.add(id);
    }
  }
  return { members, unread };
}

async function activeLeaders(read: ReadScope, rows: readonly PlaceRow[]): Promise<ReadonlySet<UserId>> {
  const active = new Set<UserId>();
  for (const user of new Set(rows.flatMap(({ leader_id: leader }) => leader ?? [])))
    if ((await read.person(user))?.memberType === 'member') active.add(user);
  return active;
}

/** A team with too few people to be shown alone. */
export interface Small {
  readonly team: Place;
  readonly asked: number;
  /** With the other small teams of which place it would be shown, if everybody answers; `null`: nowhere. */
  readonly within: Place | null;
}

export function smallTeams(
  { places, asked }: Pick<Preview, 'places' | 'asked'>,
  least: number,
): readonly Small[] {
  const nodes = places.map(({ id, under }) => ({ id, parent: under }));
  const others = groupsOf(nodes, asked, least).filter(({ kind }) => kind === 'others');
  return places.flatMap((team) => {
    const count = asked.get(team.id) ?? 0;
    if (team.source === null || count >= least) return [];
    const group = others.find(({ teams }) => teams.includes(team.id));
    return [{ team, asked: count, within: places.find(({ id }) => id === group?.node) ?? null }];
  });
}
