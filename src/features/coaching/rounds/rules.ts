/**
 * Who talks with whom in a round. Pure: chance comes in with what is known. Weighted matching over all people at once, with the most pairs first; the
 * weights are those of decision 32.
 */
import blossom from 'edmonds-blossom-fixed';
import type { ChannelId, UserId } from '#core/ids.ts';

/** Somebody who takes part in this round. */
export interface Candidate {
  readonly user: UserId;
  readonly team: ChannelId | null;
  /** Last time nothing came of it for them. */
  readonly waits: boolean;
  /** How often they were one of three. */
  readonly trios: number;
  /** Minutes ahead of UTC; many people are split by it first. */
  readonly offset: number;
}

/** What is known of two people, the same in either order. */
export interface Two {
  readonly isBlocked: boolean;
  /** They talk already, so they are no pair; with somebody new they can be three. */
  readonly isTalking: boolean;
  /** How often they were put together. */
  readonly times: number;
  /** How many rounds ago the last time was, 1 for the last round; `null`: never. */
  readonly roundsAgo: number | null;
  /** The part of the working week that they share, 0 to 1. */
  readonly overlap: number;
  /** 0 to 1, another one for each two: decides between equals. */
  readonly chance: number;
}

export interface Round {
  readonly people: readonly Candidate[];
  readonly between: (one: Candidate, other: Candidate) => Two;
}

/** Two or three people. */
export type Group = readonly Candidate[];

/** A matching takes time with the third power of the number of people. */
const mostAtOnce = 200;
/** Up to so many people, each is tried as the odd one. */
const fewEnough = 60;

/** Whole numbers, since the matching counts in them. */
const weights = {
  all: 10_000,
  /** For each time before, counted from the two who met least. */
  perTime: 3_000,
  mostTimes: 3,
  recent: 3_000,
  recentRounds: 8,
  acrossTeams: 600,
  overlap: 400,
  chance: 100,
  /** For each time that somebody was one of three, counted from who was least often. */
  perTrio: 400,
  mostTrios: 6,
  /** Of one person, so it says who is left over, and changes nothing among those who are not. */
  waits: 20_000,
} as const;

/** Groups of two, and of three for who is left over. @returns everybody at most once; who stands in none has nobody to talk with */
export function matched(round: Round): Group[] {
  return regions(round.people).flatMap((people) => inRegion(tableOf({ ...round, people })));
}

/** Few enough at once, those with like hours together. */
function regions(people: readonly Candidate[]): (readonly Candidate[])[] {
  if (people.length <= mostAtOnce) return [people];
  const sorted = people.toSorted((a, b) => a.offset - b.offset);
  const count = Math.ceil(sorted.length / mostAtOnce);
  // Of even size, so that only the last can have an odd one.
  const size = 2 * Math.ceil(sorted.length / count / 2);
  return Array.from({ length: count }, (_, nth) => sorted.slice(nth * size, (nth + 1) * size));
}

interface Table {
  readonly people: readonly Candidate[];
  readonly mayMeet: (a: number, b: number) => boolean;
  readonly isTalking: (a: number, b: number) => boolean;
  /** Whether they work at the same time. */
  readonly canTalk: (a: number, b: number) => boolean;
  readonly weight: (a: number, b: number) => number;
  /** How much it speaks against making somebody one of three. */
  readonly tired: (a: number) => number;
}

function tableOf({ people, between }: Round): Table {
  const known = people.map((one, a) => people.slice(0, a).map((other) => between(one, other)));
  const two = (a: number, b: number): Two => {
    const found = known[Math.max(a, b)]?.[Math.min(a, b)];
    if (found === undefined) throw new Error('nobody meets themself');
    return found;
  };
  const least = leastOf(known.flat().flatMap(({ isBlocked, times }) => (isBlocked ? [] : [times])));
  const leastTrios = leastOf(people.map(({ trios }) => trios));
  const weight = (a: number, b: number): number => {
    const { times, roundsAgo, overlap, chance } = two(a, b);
    const [one, other] = [people[a]?.team, people[b]?.team];
    const value =
      weights.all -
      weights.perTime * Math.min(times - least, weights.mostTimes) -
      (roundsAgo !== null && roundsAgo < weights.recentRounds ? weights.recent : 0) +
      (one != null && other != null && one !== other ? weights.acrossTeams : 0) +
      weights.overlap * overlap +
      weights.chance * chance;
    return Math.max(0, Math.round(value));
  };
  const all = people.map((_, a) => people.slice(0, a).map((__, b) => weight(a, b)));
  return {
    people,
    mayMeet: (a, b) => !two(a, b).isBlocked,
    isTalking: (a, b) => two(a, b).isTalking,
    canTalk: (a, b) => !two(a, b).isBlocked && two(a, b).overlap > 0,
    weight: (a, b) => all[Math.max(a, b)]?.[Math.min(a, b)] ?? 0,
    tired: (a) => weights.perTrio * Math.min((people[a]?.trios ?? 0) - leastTrios, weights.mostTrios),
  };
}

const leastOf = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b), Infinity);

/** Numbers of people in a table. */
type Numbers = readonly number[];

function inRegion(table: Table): Group[] {
  const { people } = table;
  const first = grouped(table, null);
  const isOdd = first.some((group) => group.length > 2);
  const others = isOdd && people.length <= fewEnough ? people.map((_, at) => grouped(table, at)) : [];
  const values = new Map([first, ...others].map((groups) => [groups, valueOf(table, groups)]));
  const best = [...values].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  return best.map((group) => group.flatMap((at) => people[at] ?? []));
}

/** @param odd who is in no pair at first; `null`: whoever is left over */
function grouped(table: Table, odd: number | null): Numbers[] {
  const groups: number[][] = [];
  let left = table.people.map((_, at) => at);
  const add = (found: readonly number[][]) => {
    groups.push(...found);
    const placed = new Set(groups.flat());
    left = left.filter((at) => !placed.has(at));
  };
  add(
    pairsAmong(
      table,
      table.canTalk,
      left.filter((at) => at !== odd),
    ),
  );
  add(threesWith(table, table.canTalk, left, groups));
  // Those whose hours meet nobody's write to each other.
  add(pairsAmong(table, table.mayMeet, left));
  add(threesWith(table, table.mayMeet, left, groups));
  return groups;
}

function pairsAmong({ people, weight, isTalking }: Table, may: Table['mayMeet'], left: Numbers): number[][] {
  const own = (at: number) => (people[at]?.waits === true ? weights.waits : 0);
  const edges = left.flatMap((a, nth) =>
    left
      .slice(nth + 1)
      .filter((b) => may(a, b) && !isTalking(a, b))
      .map((b): Edge => [a, b, weight(a, b) + own(a) + own(b)]),
  );
  return matching(edges);
}

/** Those left over join pairs, which become groups of three. @returns none: the pairs hold them now */
function threesWith(table: Table, may: Table['mayMeet'], left: Numbers, groups: readonly number[][]): [] {
  const open = groups.filter((group) => group.length === 2);
  // Pairs are numbered after the people.
  const edges = left.flatMap((at) =>
    open.flatMap((group, nth): Edge[] => {
      if (!group.every((other) => may(at, other))) return [];
      const value = group.reduce((sum, other) => sum + table.weight(at, other) - table.tired(other), 0);
      return [[at, table.people.length + nth, Math.max(0, value)]];
    }),
  );
  for (const found of matching(edges)) {
    const [at = 0, group = 0] = found.toSorted((a, b) => a - b);
    open[group - table.people.length]?.push(at);
  }
  return [];
}

/** What each person has of it, added up: the more the better. Nobody without a group is worth less than any group. */
function valueOf({ weight, tired }: Table, groups: readonly Numbers[]): number {
  let value = 0;
  for (const group of groups) {
    const [a = 0, b = 0, c] = group;
    value += c === undefined ? 2 * weight(a, b) : weight(a, b) + weight(b, c) + weight(a, c);
    if (c !== undefined) value -= tired(a) + tired(b) + tired(c);
    value += group.length * 1_000_000;
  }
  return value;
}

type Edge = readonly [one: number, other: number, weight: number];

/** The most pairs, and among those the greatest weight. @param edges between any numbers */
function matching(edges: readonly Edge[]): number[][] {
  const known = [...new Set(edges.flatMap(([a, b]) => [a, b]))];
  const at = new Map(known.map((one, nth) => [one, nth]));
  const mates = blossom(
    edges.map(([a, b, weight]): Edge => [at.get(a) ?? 0, at.get(b) ?? 0, weight]),
    true,
  );
  return mates.flatMap((mate, nth) => {
    const [one, other] = [known[nth], known[mate]];
    return mate > nth && one !== undefined && other !== undefined ? [[one, other]] : [];
  });
}
