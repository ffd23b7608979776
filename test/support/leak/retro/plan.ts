/** Random companies that hold retrospectives while their channels and people change. */
import fc from 'fast-check';
import type { MemberType } from '../../../../src/core/people.ts';
import type { Becoming } from '../changes.ts';
import { channels, oneOf, people, standing, teamStart, type TeamStart } from '../generate.ts';

type Deed =
  | {
      readonly do: 'start';
      /** The how-manieth of the full members in the channel. */
      readonly insider: number;
      readonly channel: number;
      readonly kind: 'project' | 'sprint';
      readonly names: 'shown' | 'hidden';
      readonly cardsFor: 'participants' | 'channel';
      readonly people: readonly string[];
    }
  /** `insider`: the how-manieth participant; `null`: whoever `user` is. `retro`: counted from the newest. */
  | {
      readonly do: 'cards' | 'nothing' | 'vote' | 'propose' | 'delete' | 'late';
      readonly insider: number | null;
      readonly user: string;
      readonly retro: number;
    }
  /** `times`: so many phases in a row. */
  | {
      readonly do: 'end' | 'cancel';
      readonly forger: string | null;
      readonly retro: number;
      readonly times: number;
    }
  /** Whoever facilitates looks at what is suggested, takes all of it, and joins the first two topics. */
  | { readonly do: 'group'; readonly forger: string | null; readonly retro: number }
  /** A project, by this person or by whoever can there. */
  | { readonly do: 'plan'; readonly user: string; readonly channel: number }
  | { readonly do: 'join' | 'leave'; readonly user: string; readonly channel: number }
  | { readonly do: 'become'; readonly what: Becoming; readonly channel: number }
  | { readonly do: 'standing'; readonly user: string; readonly standing: MemberType }
  | { readonly do: 'later'; readonly hours: number };
export type RetroStep = Deed & { readonly team: 0 | 1 };

export interface RetroPlan {
  readonly teams: readonly [TeamStart, TeamStart];
  readonly steps: readonly RetroStep[];
}

const user = fc.constantFrom(...people);
const channel = fc.nat(channels.length - 1);
const retro = oneOf([6, 0], [2, 1], [1, 2]);

const start: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('start' as const),
  insider: fc.nat(5),
  channel,
  kind: fc.constantFrom('project' as const, 'sprint' as const),
  names: fc.constantFrom('shown' as const, 'hidden' as const),
  cardsFor: fc.constantFrom('participants' as const, 'channel' as const),
  people: fc.oneof(fc.constant([]), fc.subarray([...people])),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 2,
    arbitrary: start,
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: oneOf(
        [9, 'cards' as const],
        [1, 'nothing' as const],
        [4, 'vote' as const],
        [3, 'propose' as const],
        [1, 'delete' as const],
        [3, 'late' as const],
      ),
      insider: fc.option(fc.nat(5), { freq: 8 }),
      user,
      retro,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: oneOf([8, 'end' as const], [1, 'cancel' as const]),
      forger: fc.option(user, { freq: 2 }),
      retro,
      times: oneOf([4, 1], [2, 2], [1, 5]),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      forger: fc.option(user, { freq: 3 }),
      retro,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('plan' as const), user, channel }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('join' as const, 'leave' as const), user, channel }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('become' as const),
      what: oneOf<Becoming>(
        [2, 'public'],
        [2, 'private'],
        [2, 'share'],
        [1, 'unshare'],
        [1, 'archive'],
        [1, 'lore left'],
        [1, 'lore back'],
        [3, 'recount'],
      ),
      channel,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('standing' as const), user, standing }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('later' as const), hours: fc.constantFrom(5, 30) }),
  },
);

const inTeam = (team: fc.Arbitrary<0 | 1>, what: fc.Arbitrary<Deed>): fc.Arbitrary<RetroStep> =>
  fc.tuple(team, what).map(([one, other]): RetroStep => ({ ...other, team: one }));

export const retroPlan: fc.Arbitrary<RetroPlan> = fc.record({
  teams: fc.tuple(teamStart, teamStart),
  steps: fc
    .tuple(
      inTeam(fc.constant(0), start),
      inTeam(fc.constant(1), start),
      fc.array(inTeam(oneOf<0 | 1>([3, 0], [2, 1]), deed), { minLength: 12, maxLength: 30, size: 'max' }),
    )
    .map(([first, second, rest]) => [first, second, ...rest]),
});
