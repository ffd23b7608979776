/** The tree of teams, departments and sites: what is wrong with one, who is asked in it, and in which team each counts. Pure. */
import type { RowId, UserId } from '#core/ids.ts';

/** What a button with a name can hold. */
export const longestName = 60;
/** No figure has fewer people behind it, and nobody can choose so. */
export const leastBehind = 5;
export const mostPeopleBehind = 50;

/** A team, or what several are part of. */
export interface Place {
  readonly id: RowId;
  readonly name: string;
  /** `null`: part of nothing. */
  readonly under: RowId | null;
  /** Who is in a team: those in a channel or a user group, by its id. `null`: not a team. */
  readonly source: string | null;
  /** Who leads it, and answers to what was heard. `null`: nobody is named. */
  readonly leader: UserId | null;
  /** Whether the leader agreed to answer. */
  readonly isAgreed: boolean;
}

export type Fault =
  /** It is part of itself, by way of others. */
  | { readonly kind: 'loop'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string; readonly under: string }
  | { readonly kind: 'namedTwice'; readonly name: string }
  | { readonly kind: 'samePeople'; readonly name: string; readonly other: string }
  /** A team has parts of its own. */
  | { readonly kind: 'teamWithParts'; readonly name: string }
  /** Nothing in it is a team. */
  | { readonly kind: 'empty'; readonly name: string };

export function faultsOf(places: readonly Place[]): readonly Fault[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const parts = Map.groupBy(places, ({ under }) => under);
  const faults: Fault[] = [];
  const names = new Set<string>();
  const sources = new Map<string, string>();
  for (const { id, name, under, source } of places) {
    const called = name.toLowerCase();
    if (names.has(called)) faults.push({ kind: 'namedTwice', name });
    names.add(called);
    if (under !== null && !byId.has(under)) faults.push({ kind: 'unknown', name, under });
    if (isInItself(id, byId)) faults.push({ kind: 'loop', name });
    if (source === null && !parts.has(id)) faults.push({ kind: 'empty', name });
    if (source === null) continue;
    if (parts.has(id)) faults.push({ kind: 'teamWithParts', name });
    const other = sources.get(source);
    if (other !== undefined) faults.push({ kind: 'samePeople', name, other });
    sources.set(source, name);
  }
  return faults;
}

function isInItself(id: RowId, byId: ReadonlyMap<RowId, Place>): boolean {
  const seen = new Set<RowId>();
  for (let at = byId.get(id)?.under ?? null; at !== null; at = byId.get(at)?.under ?? null) {
    if (at === id) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}

/** What of a tree without faults is asked: without those whose leader did not agree. Their parts become part of what is above. */
export function askedOf(places: readonly Place[]): readonly Place[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const above = ({ under }: Place): RowId | null => {
    const one = under === null ? undefined : byId.get(under);
    return one === undefined ? null : one.isAgreed ? one.id : above(one);
  };
  const agreed = places
    .filter(({ isAgreed }) => isAgreed)
    .map((place) => ({ ...place, under: above(place) }));
  return withoutEmpty(agreed);
}

/** What has no team in it any more goes, too. */
function withoutEmpty(places: readonly Place[]): readonly Place[] {
  const parts = new Set(places.map(({ under }) => under));
  const left = places.filter(({ id, source }) => source !== null || parts.has(id));
  return left.length === places.length ? left : withoutEmpty(left);
}

export interface Roster {
  /** In which team each counts: one. */
  readonly teamOf: ReadonlyMap<UserId, RowId>;
  /** Who is in several, and counts in the first of them. */
  readonly inSeveral: ReadonlyMap<UserId, readonly RowId[]>;
}

/** @param places in their order @param members of each source: full members of the workspace */
export function rosterOf(places: readonly Place[], members: ReadonlyMap<string, readonly UserId[]>): Roster {
  const teams = new Map<UserId, RowId[]>();
  for (const { id, source, leader } of places)
    for (const user of source === null ? [] : (members.get(source) ?? []))
      // Who leads a team reads what it says, and is asked where they are one among others.
      if (user !== leader) teams.set(user, [...(teams.get(user) ?? []), id]);
  return {
    teamOf: new Map(
      [...teams].flatMap(([user, [first]]) => (first === undefined ? [] : [[user, first] as const])),
    ),
    inSeveral: new Map([...teams].filter(([, all]) => all.length > 1)),
  };
}
