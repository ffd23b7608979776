/**
 * A retrospective's state in the rules, its events, and its course as data: each kind's phases and their order, and what each phase is (`lengths.ts`:
 * how long it lasts). To add a phase, add an entry in `phases`, a place in a flow, and the events that it accepts. Pure.
 */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { SaidStandard, WithStandard } from '../standards/rules.ts';
import { type Kind, type Lengths, type Pace, type TimedPhase, timedPhases } from '../start/formats.ts';

export const allPhases = [...timedPhases, 'closed', 'cancelled'] as const;
export type Phase = (typeof allPhases)[number];

/**
 * How a phase ended: by itself, by a person moving on or back, because the channel was archived, or because too few cards came in for a vote in one
 * that came round.
 */
export const endings = ['time', 'everybody', 'person', 'reopened', 'archived', 'few'] as const;
export type EndedHow = (typeof endings)[number];

export interface Retro {
  readonly kind: Kind;
  readonly pace: Pace;
  readonly phase: Phase;
  readonly lengths: Lengths;
  /** `null` once all is over. */
  readonly endsAt: Instant | null;
  /** When this phase began; `null` in old rows. */
  readonly beganAt: Instant | null;
  /** When this phase would have ended, if it is longer so that everybody has a working day in it (`fairEnd`); otherwise `null`. */
  readonly usualEnd: Instant | null;
  readonly endedAt: Instant | null;
  /** How this phase came about; `null` in the first one. */
  readonly endedHow: EndedHow | null;
  /** Who caused it, if a person did who is not erased. */
  readonly endedBy: UserId | null;
  readonly facilitator: UserId | null;
  /** When the facilitator last did something that others may know of: some time later another person can take over (`takeOverFrom`). */
  readonly facilitatorSeenAt: Instant;
  /** The people asked who can still participate: in the channel, and not deactivated. */
  readonly participants: readonly UserId[];
  /** Those of them who are guests or of another organisation: they cannot facilitate. */
  readonly guests: readonly UserId[];
  /** For each of them who is away, until when. */
  readonly away: readonly Instant[];
  readonly invited: number;
  /** How many of all people asked have answered in this phase since it was last reopened, including those who left since. Nobody knows who. */
  readonly answers: number;
  /** In a reopened phase everyone may have answered before: only its time or a person ends it again. */
  readonly isReopened: boolean;
  /** How many times a phase was reopened. */
  readonly opening: number;
  /** How many topics there are: cards, joined ones counting as one. 0 during collecting. */
  readonly topics: number;
  /** How many of them are discussed: see `topTopics`. */
  readonly top: number;
  readonly actions: readonly ActionItem[];
  /** Whether the channel itself is still shown the progress: see `hasOpenedUp`. */
  readonly isShown: boolean;
  /** Whether Lore can still post in the channel. */
  readonly isReachable: boolean;
  /** IANA zone of the channel. */
  readonly tz: string;
  readonly calendar: Calendar;
}

export type RetroEvent =
  /** Cards were written, or "nothing to add". */
  | { readonly kind: 'answer'; readonly by: UserId; readonly isFirst: boolean }
  /** The person's last card was deleted. */
  | { readonly kind: 'withdraw'; readonly by: UserId; readonly hadAnswered: boolean }
  /** Topics were joined, taken apart or kept apart. */
  | { readonly kind: 'group'; readonly by: UserId; readonly topics: number }
  /** Votes were given, changed or taken back. */
  | { readonly kind: 'vote'; readonly by: UserId; readonly isFirst: boolean }
  /** The person is done with this phase. */
  | { readonly kind: 'ready'; readonly by: UserId; readonly isFirst: boolean }
  | { readonly kind: 'propose'; readonly by: UserId; readonly action: ActionItem }
  | ChangeEvent
  | ActionEvent
  /** `phase`: the one shown when the button was pressed, so that a second press ends no second phase. */
  | { readonly kind: 'endPhase' | 'reopen'; readonly by: UserId; readonly phase: Phase }
  /** `until`: `null` for half of the phase's length. */
  | { readonly kind: 'extend'; readonly by: UserId; readonly phase: Phase; readonly until: Instant | null }
  | { readonly kind: 'handOver'; readonly by: UserId; readonly to: UserId }
  | { readonly kind: 'cancel' | 'takeOver' | 'note' | 'name'; readonly by: UserId }
  /** The facilitator adds people of the channel. */
  | { readonly kind: 'add'; readonly by: UserId; readonly people: readonly UserId[] }
  /** A person takes part who was offered to. */
  | { readonly kind: 'join'; readonly by: UserId }
  /** Live, a topic is extended. `endsAt`: the whole phase's new end. */
  | { readonly kind: 'goOn'; readonly by: UserId; readonly endsAt: Instant }
  /** Live, the next topic begins. */
  | { readonly kind: 'talk'; readonly endsAt: Instant }
  /** A phase has begun and the topics are known: phases with nothing to do are skipped. `isTooFew`: it closes without a vote. */
  | { readonly kind: 'counted'; readonly topics: number; readonly top: number; readonly isTooFew?: boolean }
  | { readonly kind: 'timeUp' | 'channelGone' }
  /** A person left the channel, or was deactivated. */
  | { readonly kind: 'ownerGone'; readonly person: UserId };

// prettier-ignore
export type Refusal =
  | 'collectingOver' | 'groupingOver' | 'votingOver' | 'discussingOver' | 'notYet' | 'alreadyEnded' | 'closed' | 'cancelled' | 'unreachable'
  | 'notParticipant' | 'notFacilitator' | 'facilitatorIsThere' | 'isFacilitator' | 'guestFacilitates' | 'handedOutside'
  | 'untilWrong' | 'nothingBefore'
  | 'threeActions' | 'ownerOutside' | 'dueWrong' | 'duePast' | 'dueFar' | 'whatEmpty' | 'whatLong' | 'whenLong' | 'whyLong' | 'whyEmpty'
  | 'noSuchAction' | 'notYourAction';

/**
 * - `proposed`: its owner has not accepted it yet, or nobody owns it
 * - `open`: its owner has accepted it
 */
export const actionStates = ['proposed', 'open', 'done', 'dropped'] as const;
export type ActionState = (typeof actionStates)[number];

export const helpedAnswers = ['yes', 'partly', 'no'] as const;
export type Helped = (typeof helpedAnswers)[number];

export interface ActionItem extends WithStandard {
  readonly id: RowId;
  readonly what: string;
  /** "When X, then I will Y", or empty. */
  readonly whenThen: string;
  readonly owner: UserId | null;
  readonly proposer: UserId | null;
  readonly dueOn: LocalDate;
  readonly state: ActionState;
  readonly doneAt: Instant | null;
  /** Why it was dropped; empty while it stands, and if its retrospective was cancelled. */
  readonly reason: string;
  /** The owner's later answer; `null`: not asked or not answered. */
  readonly helped: Helped | null;
  /** One line on how it helped or did not, or empty. */
  readonly helpedHow: string;
}

/** What follows from a question about an assumption, in any phase. `isLeaders`: a leader who was asked takes it on. */
export interface ChangeEvent {
  readonly kind: 'change';
  readonly by: UserId;
  readonly action: ActionItem;
  readonly isLeaders: boolean;
  /** The action that it takes the place of, and what is said of that then. */
  readonly instead?: { readonly action: RowId; readonly reason: string };
}

/** What a person does with an existing one. */
export type ActionEvent = { readonly by: UserId; readonly action: RowId } & (
  | { readonly kind: 'accept' | 'decline' | 'done' }
  | { readonly kind: 'pass'; readonly to: UserId }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'move'; readonly dueOn: string }
  /** It becomes `first`, and `second` is added. */
  | { readonly kind: 'split'; readonly first: Wished; readonly second: Wished & Pick<ActionItem, 'id'> }
  /** `standard`: what changed, `null` if nothing did; without it, what was said before stays. */
  | {
      readonly kind: 'helped';
      readonly helped: Helped;
      readonly how: string;
      readonly standard?: SaidStandard | null;
    }
);

type Wished = Pick<ActionItem, 'what' | 'dueOn'>;

const flows = {
  full: ['collect', 'group', 'vote', 'discuss', 'actions', 'closed'],
  /** Three steps: votes and proposals at once. */
  short: ['collect', 'choose', 'closed'],
} as const satisfies Record<string, readonly Phase[]>;

/** A kind's phases in order; it can be cancelled in each but the last. */
export const flowOf = (kind: Kind): readonly Phase[] =>
  kind === 'sprint' || kind === 'reflection' ? flows.short : flows.full;

interface PhaseRules {
  /** It ends as soon as everyone has answered. */
  readonly endsWhenAllAnswered: boolean;
  /** Who acts in it: nobody else is reminded, and it lasts long enough for them. */
  readonly isFor: 'everybody' | 'facilitator';
  /** They are reminded once, if they have not answered: see `mayRemind`. */
  readonly reminds: boolean;
  /** With fewer topics there is nothing to do in it, so it is skipped. */
  readonly needs: number;
  /** What becomes readable when it begins: cards and votes for participants, and cards for the rest of the channel. */
  readonly opens: readonly ('cards' | 'votes' | 'channel')[];
  /** Whether votes are given in it, which nobody can count before it ends. */
  readonly hidesVotes: boolean;
  readonly accepts: readonly RetroEvent['kind'][];
}

const handling = ['extend', 'handOver', 'cancel', 'takeOver', 'add', 'join', 'change'] as const;
const control = ['endPhase', 'timeUp', 'counted', 'channelGone', ...handling] as const;
const owning = ['accept', 'pass', 'decline', 'drop', 'done', 'move', 'ownerGone'] as const;
const deciding = ['propose', ...owning] as const;

/** Nothing happens in it. */
const still: PhaseRules = {
  endsWhenAllAnswered: false,
  isFor: 'everybody',
  reminds: false,
  needs: 0,
  opens: [],
  hidesVotes: false,
  accepts: [],
};

export const phases: Readonly<Record<Phase, PhaseRules>> = {
  collect: {
    ...still,
    endsWhenAllAnswered: true,
    reminds: true,
    accepts: [...control, 'answer', 'withdraw'],
  },
  group: {
    ...still,
    isFor: 'facilitator',
    reminds: true,
    needs: 2,
    opens: ['cards'],
    accepts: [...control, 'reopen', 'group', 'name'],
  },
  vote: {
    ...still,
    endsWhenAllAnswered: true,
    reminds: true,
    needs: 2,
    opens: ['cards'],
    hidesVotes: true,
    accepts: [...control, 'reopen', 'vote', 'name'],
  },
  choose: {
    ...still,
    endsWhenAllAnswered: true,
    reminds: true,
    needs: 1,
    opens: ['cards'],
    hidesVotes: true,
    accepts: [...control, ...deciding, 'reopen', 'vote', 'ready', 'name'],
  },
  discuss: {
    ...still,
    endsWhenAllAnswered: true,
    needs: 1,
    opens: ['cards', 'votes'],
    accepts: [...control, 'reopen', 'note', 'ready', 'talk', 'goOn', 'name'],
  },
  actions: {
    ...still,
    endsWhenAllAnswered: true,
    needs: 1,
    opens: ['cards', 'votes'],
    accepts: [...control, ...deciding, 'reopen', 'ready'],
  },
  closed: {
    ...still,
    opens: ['cards', 'votes', 'channel'],
    accepts: [...owning, 'split', 'helped', 'change'],
  },
  // What was collected before a cancellation stays with its authors.
  cancelled: still,
};

export const isOpen = (phase: Phase): phase is TimedPhase => phase !== 'closed' && phase !== 'cancelled';

/**
 * The phase after this one. One missing from the flow (left by an older version) counts as the last.
 * @param topics how many there are; `null`: not known yet, and nothing is skipped
 */
export function phaseAfter(kind: Kind, phase: Phase, topics: number | null): Phase {
  const flow = flowOf(kind);
  const at = flow.indexOf(phase);
  const later = at < 0 ? [] : flow.slice(at + 1);
  return later.find((one) => topics === null || topics >= phases[one].needs) ?? 'closed';
}

/** The phase before this one that has something to do; `null`: this is the first. */
export function phaseBefore(kind: Kind, phase: Phase, topics: number): TimedPhase | null {
  const flow = flowOf(kind);
  const earlier = flow.slice(0, Math.max(0, flow.indexOf(phase)));
  return earlier.filter(isOpen).findLast((one) => topics >= phases[one].needs) ?? null;
}

/** Whether a phase is over: its kind has it, and a later one has begun. */
export function isOver(kind: Kind, phase: Phase, now: Phase): boolean {
  const flow = flowOf(kind);
  return flow.includes(phase) && flow.indexOf(phase) < flow.indexOf(now);
}
