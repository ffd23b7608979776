/** Who talks with whom: everybody once, never with whom they would rather not, and with somebody new as long as that is possible. */
import fc from 'fast-check';
import { channelId, userId } from '../../../src/core/ids.ts';
import {
  type Candidate,
  type Group,
  matched,
  type Two,
} from '../../../src/features/coaching/rounds/rules.ts';
import { often } from '../../support/often.ts';
import { candidate, keyOf, play, strangers, twosOf, usersOf } from '../../support/played-rounds.ts';

/** People, and what is known of each two of them, by the order of their first names. */
interface Drawn {
  readonly people: readonly Candidate[];
  readonly known: ReadonlyMap<string, Two>;
}

const two: fc.Arbitrary<Two> = fc.record({
  isBlocked: fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  isTalking: fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  times: fc.nat(4),
  roundsAgo: fc.option(fc.integer({ min: 1, max: 12 })),
  overlap: fc.constantFrom(0, 0.2, 0.8, 1),
  chance: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

const drawn = (most: number): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 0, max: most }).chain((size) =>
    fc
      .record({
        people: fc.tuple(
          ...Array.from({ length: size }, (_, nth) =>
            fc
              .record({
                team: fc.constantFrom(null, channelId('CA'), channelId('CB')),
                waits: fc.boolean(),
                trios: fc.nat(5),
                offset: fc.constantFrom(-480, 0, 60, 600),
              })
              .map((more) => candidate(`U${nth}`, more)),
          ),
        ),
        twos: fc.array(two, { minLength: (size * (size - 1)) / 2, maxLength: (size * (size - 1)) / 2 }),
      })
      .map(({ people, twos }) => ({
        people,
        known: new Map(twosOf(people).map((key, nth) => [key, twos[nth] ?? strangers])),
      })),
  );

const of = ({ known }: Drawn, one: string, other: string): Two => known.get(keyOf(one, other)) ?? strangers;
const groupsOf = (round: Drawn): Group[] =>
  matched({ people: round.people, between: (one, other) => of(round, one.user, other.user) });
const split = (key: string): [string, string] => {
  const [one = '', other = ''] = key.split(' ');
  return [one, other];
};
const pairsOnly = (groups: readonly Group[]) => groups.flatMap(twosOf).sort();

describe('a round', () => {
  it('has every person in at most one group of two or three, never two who are blocked, and never those alone who talk already', () => {
    fc.assert(
      fc.property(drawn(13), (round) => {
        const groups = groupsOf(round);
        const all = groups.flat().map(({ user }) => user);
        expect(new Set(all).size).toBe(all.length);
        for (const group of groups) expect([2, 3]).toContain(group.length);
        for (const key of groups.flatMap(twosOf)) expect(round.known.get(key)?.isBlocked).toBe(false);
        for (const group of groups)
          expect(twosOf(group).map((key) => round.known.get(key)?.isTalking)).toContain(false);
      }),
      often(150),
    );
  });

  it('leaves nobody over who could talk with another one left over, or be the third of two', () => {
    fc.assert(
      fc.property(drawn(13), (round) => {
        const groups = groupsOf(round);
        const placed = new Set(groups.flat());
        const left = round.people.filter((one) => !placed.has(one));
        const may = (one: Candidate, other: Candidate) => !of(round, one.user, other.user).isBlocked;
        for (const one of left) {
          const isNew = (other: Candidate) => !of(round, one.user, other.user).isTalking;
          expect(left.filter((other) => other !== one && may(one, other) && isNew(other))).toEqual([]);
          const open = groups.filter((group) => group.length === 2);
          expect(open.filter((group) => group.every((other) => may(one, other)))).toEqual([]);
        }
      }),
      often(150),
    );
  });

  it('has everybody in a group where nobody is blocked or talks already and two are there', () => {
    fc.assert(
      fc.property(drawn(13), ({ people, known }) => {
        const free = new Map(
          [...known].map(([key, one]) => [key, { ...one, isBlocked: false, isTalking: false }]),
        );
        const all = groupsOf({ people, known: free }).flat();
        expect(all).toHaveLength(people.length < 2 ? 0 : people.length);
      }),
      often(100),
    );
  });

  it('leaves nobody alone who talks with one other already, from four people on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 13 }), fc.nat(6), (size, talking) => {
        const people = Array.from({ length: size }, (_, nth) => candidate(`U${nth}`));
        const isTalking = (one: string, other: string) => {
          const [a = 0, b = 0] = [one, other].map((user) => Number(user.slice(1))).sort((x, y) => x - y);
          return a % 2 === 0 && b === a + 1 && a < 2 * talking;
        };
        const between = (one: Candidate, other: Candidate): Two => ({
          ...strangers,
          isTalking: isTalking(one.user, other.user),
        });
        const groups = matched({ people, between });
        expect(groups.flat()).toHaveLength(size);
        for (const group of groups)
          if (group.length === 2)
            for (const key of twosOf(group)) expect(isTalking(...split(key))).toBe(false);
      }),
      often(100),
    );
  });

  it('does not depend on the order of people or on what they are called, but for ties', () => {
    const even = drawn(6).map(({ people, known }) => ({
      people: people.slice(0, people.length - (people.length % 2)),
      known: new Map(
        [...known].map(([key, one]) => [key, { ...one, isBlocked: false, isTalking: false, overlap: 1 }]),
      ),
    }));
    const renamed = (name: string) => userId(`X${String(100 - Number(name.slice(1)))}`);
    fc.assert(
      fc.property(
        even.chain((round) =>
          fc.tuple(
            fc.constant(round),
            fc.shuffledSubarray([...round.people], { minLength: round.people.length }),
          ),
        ),
        ([round, shuffled]) => {
          const value = (groups: readonly Group[]) =>
            pairsOnly(groups).reduce((sum, key) => sum + worthOf(round, key), 0);
          const other: Drawn = {
            people: shuffled.map((one) => ({ ...one, user: renamed(one.user) })),
            known: new Map(
              [...round.known].map(([key, one]) => [key.split(' ').map(renamed).sort().join(' '), one]),
            ),
          };
          const back = groupsOf(other).map((group) =>
            group.map((one) => ({ ...one, user: userId(`U${String(100 - Number(one.user.slice(1)))}`) })),
          );
          expect(value(back)).toBe(value(groupsOf(round)));
        },
      ),
      often(150),
    );
  });

  it('of one person, or nobody, has no group', () => {
    for (const people of [[], [candidate('U1')]])
      expect(matched({ people, between: () => strangers })).toEqual([]);
  });

  it('of three of whom two block each other has a pair, and who waited last time is in it', () => {
    const between = (one: Candidate, other: Candidate): Two => ({
      ...strangers,
      isBlocked: keyOf(one.user, other.user) === 'U1 U2',
    });
    for (const waits of ['U1', 'U2']) {
      const people = ['U0', 'U1', 'U2'].map((user) => candidate(user, { waits: user === waits }));
      expect(matched({ people, between }).map(usersOf)).toEqual([['U0', waits]]);
    }
  });

  it('puts people without common hours together only as a last resort', () => {
    const between = (one: Candidate, other: Candidate): Two => ({
      ...strangers,
      overlap: one.offset === other.offset ? 1 : 0,
    });
    const at = (offset: number, ...users: string[]) => users.map((user) => candidate(user, { offset }));
    // Three and three: two groups of three rather than a pair that can never talk.
    const apart = matched({ people: [...at(0, 'U1', 'U2', 'U3'), ...at(600, 'U4', 'U5', 'U6')], between });
    expect(apart.map(usersOf).sort()).toEqual([
      ['U1', 'U2', 'U3'],
      ['U4', 'U5', 'U6'],
    ]);
    expect(matched({ people: [...at(0, 'U1'), ...at(600, 'U2')], between }).map(usersOf)).toEqual([
      ['U1', 'U2'],
    ]);
  });

  it('prefers who is of another team, and who shares more of the day, among people who never met', () => {
    const team = (user: string, name: string) => candidate(user, { team: channelId(name) });
    const people = [team('U1', 'CA'), team('U2', 'CA'), team('U3', 'CB'), team('U4', 'CB')];
    for (const key of matched({ people, between: () => strangers }).flatMap(twosOf))
      expect(['U1 U2', 'U3 U4']).not.toContain(key);
    const hours = (one: Candidate, other: Candidate): Two => ({
      ...strangers,
      overlap: ['U1 U4', 'U2 U3'].includes(keyOf(one.user, other.user)) ? 1 : 0.2,
    });
    const found = matched({
      people: ['U1', 'U2', 'U3', 'U4'].map((user) => candidate(user)),
      between: hours,
    });
    expect(pairsOnly(found)).toEqual(['U1 U4', 'U2 U3']);
  });

  it('of more than 200 people is split by time zone first', () => {
    const people = Array.from({ length: 240 }, (_, nth) =>
      candidate(`U${nth}`, { offset: nth % 2 === 0 ? 0 : 600 }),
    );
    const groups = matched({ people, between: () => strangers });
    expect(groups.flat()).toHaveLength(240);
    for (const group of groups) expect(new Set(group.map(({ offset }) => offset)).size).toBe(1);
  });
});

/** The weights as decision 32 has them, written once more. */
function worthOf({ people, known }: Drawn, key: string): number {
  const [a, b] = key.split(' ').map((user) => people.find((one) => one.user === user));
  const { times, roundsAgo, overlap, chance } = known.get(key) ?? strangers;
  const here = new Set(twosOf(people));
  const least = Math.min(...[...known].flatMap(([one, { times: n }]) => (here.has(one) ? [n] : [])));
  const isAcross = a?.team != null && b?.team != null && a.team !== b.team;
  return Math.max(
    0,
    Math.round(
      10_000 -
        3_000 * Math.min(times - least, 3) -
        (roundsAgo !== null && roundsAgo < 8 ? 3_000 : 0) +
        (isAcross ? 600 : 0) +
        400 * overlap +
        100 * chance,
    ),
  );
}

describe('21 people', () => {
  it.each([
    ['of no team, in one zone', { teams: 0, zones: 1 }],
    ['of three teams, in three zones', { teams: 3, zones: 3 }],
    ['of five teams, in six zones', { teams: 5, zones: 6 }],
    ['of two teams, in two zones', { teams: 2, zones: 2 }],
  ])(
    '%s: no repeat in 12 rounds; after 50 the most and the least often met pairs differ by at most two',
    (name, how) => {
      for (const nth of [1, 2, 3]) {
        const played = play({ size: 21, seed: `${name} ${nth}`, away: 0, ...how }, 50);
        expect(played.firstRepeat ?? 51).toBeGreaterThan(12);
        expect(played.most - played.fewest).toBeLessThanOrEqual(2);
        expect(played.alone).toBe(0);
        // Ten groups of two and three of 21 each: whoever is one of three changes.
        expect(played.trios[1] - played.trios[0]).toBeLessThanOrEqual(5);
      }
    },
  );

  it('of whom some are away each time: everybody who is there has somebody', () => {
    const played = play({ size: 21, seed: 'away', teams: 3, zones: 3, away: 2 }, 50);
    expect(played.alone).toBe(0);
    expect(played.firstRepeat ?? 51).toBeGreaterThan(8);
  });
});
