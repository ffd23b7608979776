/** Rounds of coaching, played with the matching alone. */
import { channelId, userId } from '../../src/core/ids.ts';
import { type Candidate, type Group, matched, type Two } from '../../src/features/coaching/rounds/rules.ts';
import { drawnFrom } from '../../src/core/drawn.ts';

export interface Company {
  readonly size: number;
  readonly seed: string;
  /** How many teams they are of; 0: nobody said. */
  readonly teams: number;
  /** How many zones they live in, an hour apart. */
  readonly zones: number;
  /** Of ten, so many are away in each round. */
  readonly away: number;
}

export interface Played {
  /** The round in which two met who had met before; `null`: none did. */
  readonly firstRepeat: number | null;
  readonly fewest: number;
  readonly most: number;
  /** Those who were there and had nobody. */
  readonly alone: number;
  /** How often somebody was one of three, at least and at most. */
  readonly trios: readonly [number, number];
}

export const keyOf = (one: string, other: string): string => [one, other].sort().join(' ');

/** All twos of a group. */
export const twosOf = (group: readonly { readonly user: string }[]): string[] =>
  group.flatMap(({ user }, nth) => group.slice(nth + 1).map((other) => keyOf(user, other.user)));

export function play({ size, seed, teams, zones, away }: Company, rounds: number): Played {
  const chance = drawnFrom(seed);
  const below = (count: number) => Math.floor(chance() * count);
  const people = Array.from({ length: size }, (_, nth) => ({
    user: userId(`U${nth}`),
    team: teams === 0 ? null : channelId(`C${below(teams)}`),
    zone: below(zones),
  }));
  const times = new Map<string, number>();
  const last = new Map<string, number>();
  const trios = new Map<string, number>(people.map(({ user }) => [user, 0]));
  let firstRepeat: number | null = null;
  let alone = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const here = people.filter(() => chance() * 10 >= away);
    const groups = matched({
      people: here.map(({ zone, ...one }) => ({
        ...one,
        waits: false,
        trios: trios.get(one.user) ?? 0,
        offset: zone * 60,
      })),
      between: (one, other): Two => {
        const key = keyOf(one.user, other.user);
        const before = last.get(key);
        return {
          isBlocked: false,
          isTalking: false,
          times: times.get(key) ?? 0,
          roundsAgo: before === undefined ? null : round - before,
          overlap: Math.max(0.1, 1 - Math.abs(one.offset - other.offset) / 600),
          chance: chance(),
        };
      },
    });
    alone += here.length - groups.flat().length;
    for (const group of groups) {
      for (const { user } of group.length > 2 ? group : []) trios.set(user, (trios.get(user) ?? 0) + 1);
      for (const key of twosOf(group)) {
        if (times.has(key)) firstRepeat ??= round;
        times.set(key, (times.get(key) ?? 0) + 1);
        last.set(key, round);
      }
    }
  }
  const met = twosOf(people).map((key) => times.get(key) ?? 0);
  const counts = [...trios.values()];
  return {
    firstRepeat,
    fewest: Math.min(...met),
    most: Math.max(...met),
    alone,
    trios: [Math.min(...counts), Math.max(...counts)],
  };
}

export const usersOf = (group: Group): string[] => group.map(({ user }) => user).sort();

/** Somebody about whom nothing is known yet. */
export const candidate = (user: string, more: Partial<Candidate> = {}): Candidate => ({
  user: userId(user),
  team: null,
  waits: false,
  trios: 0,
  offset: 0,
  ...more,
});

export const strangers: Two = {
  isBlocked: false,
  isTalking: false,
  times: 0,
  roundsAgo: null,
  overlap: 1,
  chance: 0,
};
