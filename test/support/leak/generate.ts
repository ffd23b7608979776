/** Random worlds and what happens in them. Chance is bent towards what matters: somebody in the channel writes, then the channel changes. */
import fc from 'fast-check';
import type { MemberType } from '../../../src/core/people.ts';

export const people = ['UA', 'UB', 'UC', 'UD', 'UE', 'UF'] as const;
/** In lists of members, and otherwise unknown. */
export const stranger = 'USTRANGER';
/** Words that stand nowhere else: `CA` is a region, too. */
export const channels = ['CHANNELA', 'CHANNELB', 'CHANNELC'] as const;
export const choiceWords = ['yes', 'no'] as const;
export const embargoCount = 3;

export interface ChannelStart {
  readonly kind: 'public' | 'private';
  readonly isShared: boolean;
  readonly isArchived: boolean;
  readonly hasLore: boolean;
  readonly members: readonly string[];
  readonly list: 'fresh' | 'stale' | 'unknown';
}
export interface TeamStart {
  readonly standings: readonly MemberType[];
  readonly channels: readonly ChannelStart[];
}

interface Reach {
  readonly channel: number;
  readonly kind: 'workspace' | 'conversation' | 'people' | 'named';
  readonly people: readonly string[];
  readonly after: number | null;
}

type Deed =
  | {
      readonly do: 'write';
      /** The how-manieth of those who may write there; `null`: whoever `user` is, in the channel or not. */
      readonly insider: number | null;
      readonly user: string;
      readonly reach: Reach;
      readonly embargo: number | null;
      readonly names: 'shown' | 'hidden';
      readonly by: 'self' | 'nobody' | 'two';
      readonly coauthor: string;
      readonly through: 'button' | 'modal';
    }
  | {
      readonly do: 'choose';
      readonly insider: number | null;
      readonly user: string;
      readonly reach: Reach | null;
      readonly embargo: number | null;
      readonly choice: (typeof choiceWords)[number];
    }
  | { readonly do: 'open' | 'unlink'; readonly embargo: number }
  | {
      readonly do: 'offer';
      readonly user: string;
      readonly what: (typeof choiceWords)[number];
      readonly isOn: boolean;
    }
  | {
      readonly do: 'pool';
      readonly insider: number | null;
      readonly user: string;
      readonly reach: Reach | null;
      readonly embargo: number | null;
      readonly what: (typeof choiceWords)[number];
    }
  | { readonly do: 'join' | 'leave'; readonly user: string; readonly channel: number }
  | {
      readonly do:
        'public' | 'private' | 'share' | 'unshare' | 'archive' | 'lore left' | 'lore back' | 'recount';
      /** `null`: the one that was last written in. */
      readonly channel: number | null;
    }
  | { readonly do: 'standing'; readonly user: string; readonly standing: MemberType }
  | { readonly do: 'later'; readonly hours: number }
  | { readonly do: 'touch' | 'remove' | 'take back'; readonly user: string; readonly row: number };
export type Step = Deed & { readonly team: 0 | 1 };

export interface WorldPlan {
  readonly teams: readonly [TeamStart, TeamStart];
  readonly steps: readonly Step[];
}

/** One of these values, each as often as its weight says. */
export function oneOf<T>(...weighted: readonly (readonly [number, T])[]): fc.Arbitrary<T> {
  return fc.oneof(...weighted.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

const user = fc.constantFrom(...people);
const channel = fc.nat(channels.length - 1);
const embargo = fc.nat(embargoCount - 1);
const maybeEmbargo = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: embargo });
export const standing = oneOf<MemberType>(
  [8, 'member'],
  [3, 'guest'],
  // Few, so that much is written before the first of them is there.
  [2, 'external'],
  [1, 'deactivated'],
  [1, 'bot'],
);

const channelStart: fc.Arbitrary<ChannelStart> = fc.record({
  kind: oneOf<'public' | 'private'>([3, 'public'], [2, 'private']),
  isShared: oneOf([4, false], [1, true]),
  isArchived: oneOf([8, false], [1, true]),
  hasLore: oneOf([7, true], [1, false]),
  members: fc
    .tuple(fc.subarray([...people], { minLength: 2 }), oneOf([12, false], [1, true]))
    .map(([some, hasStranger]) => (hasStranger ? [...some, stranger] : some)),
  list: oneOf<ChannelStart['list']>([10, 'fresh'], [1, 'stale'], [1, 'unknown']),
});

export const teamStart: fc.Arbitrary<TeamStart> = fc.record({
  standings: fc.tuple(...people.map(() => standing)),
  channels: fc.tuple(...channels.map(() => channelStart)),
});

const reach: fc.Arbitrary<Reach> = fc.record({
  channel,
  kind: oneOf<Reach['kind']>([3, 'workspace'], [3, 'conversation'], [3, 'people'], [1, 'named']),
  people: fc.subarray([...people]),
  after: fc.option(embargo, { freq: 2 }),
});
const insider = fc.option(fc.nat(5), { freq: 6 });
const hidden = oneOf<'shown' | 'hidden'>([2, 'shown'], [1, 'hidden']);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      insider,
      user,
      reach,
      embargo: maybeEmbargo,
      names: hidden,
      by: oneOf([4, 'self' as const], [2, 'nobody' as const], [1, 'two' as const]),
      coauthor: user,
      through: fc.constantFrom('button' as const, 'modal' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      insider,
      user,
      reach: fc.option(reach, { freq: 5 }),
      embargo: maybeEmbargo,
      choice: fc.constantFrom(...choiceWords),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), embargo }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unlink' as const), embargo }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('offer' as const),
      user,
      what: fc.constantFrom(...choiceWords),
      isOn: oneOf([3, true], [1, false]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pool' as const),
      insider,
      user,
      reach: fc.option(
        fc.oneof(
          { weight: 1, arbitrary: reach },
          { weight: 2, arbitrary: reach.map((one) => ({ ...one, kind: 'conversation' as const })) },
        ),
        { freq: 8 },
      ),
      embargo: maybeEmbargo,
      what: fc.constantFrom(...choiceWords),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: oneOf([2, 'join' as const], [1, 'leave' as const]), user, channel }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: oneOf(
        [3, 'public' as const],
        [4, 'private' as const],
        [4, 'share' as const],
        [1, 'unshare' as const],
        [1, 'archive' as const],
        [1, 'lore left' as const],
        [1, 'lore back' as const],
        [1, 'recount' as const],
      ),
      channel: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: channel }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('standing' as const), user, standing }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('later' as const), hours: fc.constantFrom(5, 30) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('touch' as const, 'remove' as const, 'take back' as const),
      user,
      row: fc.nat(9),
    }),
  },
);

const step: fc.Arbitrary<Step> = fc
  .tuple(oneOf<0 | 1>([3, 0], [2, 1]), deed)
  .map(([team, what]): Step => ({ ...what, team }));

/** Whoever comes last finds what was written without them. */
const latecomers = fc.array(
  fc.record({
    do: fc.constant('join' as const),
    user,
    channel,
    team: fc.constantFrom(0 as const, 1 as const),
  }),
  { minLength: 3, maxLength: 6 },
);

export const worldPlan: fc.Arbitrary<WorldPlan> = fc
  .record({
    teams: fc.tuple(teamStart, teamStart),
    steps: fc.array(step, { minLength: 8, maxLength: 24, size: 'max' }),
    latecomers,
  })
  .map(({ teams, steps, latecomers: late }) => ({ teams, steps: [...steps, ...late] }));
