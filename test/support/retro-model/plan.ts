/** Random retrospectives: what random people do in rounds, each round at the same moment, whether or not they may. */
import fc from 'fast-check';
import { timedPhases } from '../../../src/features/retro/start/formats.ts';
import type { Becoming } from '../leak/changes.ts';
import { oneOf } from '../leak/generate.ts';

/** Mara facilitates, Gus is a guest, and Late comes to the channel when it has begun, if at all. */
export const mara = 'UMARA';
export const gus = 'UGUS';
export const late = 'ULATE';
export const asked = [mara, 'UBEN', 'UCAT', 'UDAN'] as const;
export const people = [...asked, gus, late] as const;

export type Deed =
  /** `isTwice`: the same press is sent again before it is answered. */
  | { readonly do: 'cards'; readonly by: string; readonly count: number; readonly isTwice: boolean }
  | { readonly do: 'nothing' | 'delete' | 'group' | 'apart' | 'takeOver' | 'cancel'; readonly by: string }
  | { readonly do: 'vote'; readonly by: string; readonly votes: readonly number[]; readonly isTwice: boolean }
  | { readonly do: 'propose'; readonly by: string; readonly owner: string; readonly isTwice: boolean }
  | { readonly do: 'accept' | 'decline' | 'done' | 'drop'; readonly by: string; readonly nth: number }
  /** About a topic that is talked about: what came of it is noted; live, the next one begins, or it goes on. */
  | { readonly do: 'note' | 'next' | 'goOn'; readonly by: string; readonly nth: number }
  | { readonly do: 'file'; readonly by: string }
  /** `phase`: the one that the form was opened in; `null`: the one that is on. */
  | { readonly do: 'end' | 'reopen' | 'ready'; readonly by: string; readonly phase: Phase | null }
  | { readonly do: 'handOver'; readonly by: string; readonly to: string }
  | { readonly do: 'join' | 'leave' | 'deactivate'; readonly who: string }
  | { readonly do: 'become'; readonly what: Becoming }
  | { readonly do: 'restart' };
type Phase = (typeof timedPhases)[number];

export interface Round {
  /** How long after the one before. */
  readonly wait: 'not' | 'some' | 'long';
  readonly deeds: readonly Deed[];
}

export interface Plan {
  /** A sprint has three steps, a project all phases. */
  readonly kind: 'project' | 'sprint';
  readonly pace: 'live' | 'async';
  readonly names: 'hidden' | 'shown';
  readonly cardsFor: 'participants' | 'channel';
  readonly rounds: readonly Round[];
}

/** Mostly who was asked. */
const by = fc.constantFrom(...asked, ...asked, ...people);
const nth = fc.nat(3);
/** Mostly of a form that is old, so that not everything is over at once. */
const phase = fc.option(fc.constantFrom(...timedPhases), { freq: 4, nil: null });
/** Mostly Mara, so that it goes on. */
const steering = oneOf<string>([6, mara], [1, 'UBEN'], [1, gus], [1, late]);
const isTwice = oneOf([3, false], [1, true]);

const cards: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('cards' as const),
  by,
  count: fc.constantFrom(1, 2),
  isTwice,
});
const own: fc.Arbitrary<Deed> = fc.record({ do: fc.constantFrom('nothing' as const, 'delete' as const), by });
const grouping: fc.Arbitrary<Deed> = fc.record({
  do: oneOf([2, 'group' as const], [1, 'apart' as const]),
  by: steering,
});
/** Three votes are there to give: one of these is too many, and one too many on one topic. */
const vote: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('vote' as const),
  by,
  votes: fc.constantFrom([1], [2, 1], [0, 1, 2], [1, 1, 1], [0, 0, 0, 2], [0], [2, 2], [3]),
  isTwice,
});
const proposal: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('propose' as const),
  by,
  owner: by,
  isTwice,
});
const decision: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom('accept' as const, 'decline' as const, 'done' as const, 'drop' as const),
  by,
  nth,
});
const talking: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom('note' as const, 'next' as const, 'goOn' as const),
  by: oneOf<string>([4, mara], [2, 'UBEN'], [1, gus], [1, late]),
  nth,
});
const file: fc.Arbitrary<Deed> = fc.record({ do: fc.constant('file' as const), by });
const working = fc.oneof(cards, own, grouping, vote, proposal, decision, talking, file);

const control: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: oneOf([8, 'end' as const], [2, 'reopen' as const], [1, 'ready' as const]),
      by: steering,
      phase,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeOver' as const), by }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('handOver' as const), by: steering, to: by }) },
);

const around: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Deed>({ do: 'restart' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: oneOf([3, 'join' as const], [2, 'leave' as const], [1, 'deactivate' as const]),
      who: fc.constantFrom(late, late, 'UDAN', gus, mara),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('become' as const),
      what: oneOf<Becoming>([2, 'private'], [2, 'public'], [1, 'share'], [1, 'archive'], [1, 'lore left']),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), by: steering }) },
);

/** Rounds of what belongs to a phase, and now and then of anything; then Mara ends it, if it is still on. */
function phaseOf(phase: Phase, ...fitting: readonly fc.Arbitrary<Deed>[]): fc.Arbitrary<readonly Round[]> {
  const deed = fc.oneof(
    { weight: 20, arbitrary: fc.oneof(...fitting) },
    { weight: 3, arbitrary: working },
    { weight: 1, arbitrary: control },
    { weight: 1, arbitrary: around },
  );
  const round: fc.Arbitrary<Round> = fc.record({
    wait: oneOf<Round['wait']>([14, 'not'], [2, 'some'], [1, 'long']),
    deeds: fc.array(deed, { minLength: 2, maxLength: 4 }),
  });
  const end: Round = { wait: 'not', deeds: [{ do: 'end', by: mara, phase }] };
  return fc.array(round, { minLength: 1, maxLength: 3, size: 'max' }).map((rounds) => [...rounds, end]);
}

/** Somebody has to say something first. */
const beginning: Round = {
  wait: 'not',
  deeds: asked.slice(0, 3).map((who) => ({ do: 'cards', by: who, count: 2, isTwice: false })),
};

export const plan: fc.Arbitrary<Plan> = fc
  .record({
    kind: oneOf<Plan['kind']>([3, 'project'], [1, 'sprint']),
    pace: oneOf<Plan['pace']>([1, 'async'], [1, 'live']),
    names: oneOf<Plan['names']>([2, 'hidden'], [1, 'shown']),
    cardsFor: oneOf<Plan['cardsFor']>([3, 'participants'], [1, 'channel']),
    collect: phaseOf('collect', cards, cards, own),
    group: phaseOf('group', grouping),
    vote: phaseOf('vote', vote),
    discuss: phaseOf('discuss', talking, talking, control),
    actions: phaseOf('actions', proposal, decision),
  })
  .map(({ collect, group, vote: votes, discuss, actions, ...chosen }) => ({
    ...chosen,
    rounds: [beginning, ...collect, ...group, ...votes, ...discuss, ...actions],
  }));

/** The same with one action after the other. */
export const oneByOne = (all: Plan): Plan => ({
  ...all,
  rounds: all.rounds.flatMap(({ wait, deeds }) =>
    deeds.map((one, at) => ({ wait: at === 0 ? wait : 'not', deeds: [one] })),
  ),
});
