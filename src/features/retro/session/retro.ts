/** A retrospective's state in the rules, including its action items, and its events. Pure. */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { type Kind, type Lengths, type Pace, timedPhases } from '../start/formats.ts';

export const allPhases = [...timedPhases, 'closed', 'cancelled'] as const;
export type Phase = (typeof allPhases)[number];

/** How a phase ended: by itself, by a person moving on or back, or because the channel was archived. */
export const endings = ['time', 'everybody', 'person', 'reopened', 'archived'] as const;

export type EndedHow = (typeof endings)[number];

export interface Retro {
  readonly kind: Kind;
  readonly pace: Pace;
  readonly phase: Phase;
  readonly lengths: Lengths;
  /** When the phase ends by itself; `null` once all is over. */
  readonly endsAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How this phase came about; `null` in the first one. */
  readonly endedHow: EndedHow | null;
  /** The person who caused it, if one did and is not erased. */
  readonly endedBy: UserId | null;
  readonly facilitator: UserId | null;
  /** When the facilitator was last active, or the phase began: a day later another person can take over. */
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
  readonly actions: readonly ActionItem[];
  /** Whether the channel itself is still shown the progress: see `hasOpenedUp`. */
  readonly isShown: boolean;
  /** Whether Lore can still post in the channel. */
  readonly isReachable: boolean;
  /** IANA zone of the channel. */
  readonly tz: string;
  /** The channel's working days, in that zone. */
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
  /** A topic's outcome was noted. */
  | { readonly kind: 'note'; readonly by: UserId }
  /** The person is done with this phase. */
  | { readonly kind: 'ready'; readonly by: UserId; readonly isFirst: boolean }
  | { readonly kind: 'propose'; readonly by: UserId; readonly action: ActionItem }
  | ActionEvent
  /** `phase`: the one shown when the button was pressed, so that a second press ends no second phase. */
  | { readonly kind: 'endPhase' | 'reopen'; readonly by: UserId; readonly phase: Phase }
  /** `until`: `null` for half of the phase's length. */
  | { readonly kind: 'extend'; readonly by: UserId; readonly phase: Phase; readonly until: Instant | null }
  | { readonly kind: 'handOver'; readonly by: UserId; readonly to: UserId }
  | { readonly kind: 'cancel' | 'takeOver'; readonly by: UserId }
  /** Live, a topic is extended. `endsAt`: the whole phase's new end. */
  | { readonly kind: 'goOn'; readonly by: UserId; readonly endsAt: Instant }
  /** Live, the next topic begins. */
  | { readonly kind: 'talk'; readonly endsAt: Instant }
  | { readonly kind: 'timeUp' }
  /** A phase has begun and the number of topics is known: phases with nothing to do are skipped. */
  | { readonly kind: 'counted'; readonly topics: number }
  /** The channel was archived. */
  | { readonly kind: 'channelGone' }
  /** A person left the channel, or was deactivated. */
  | { readonly kind: 'ownerGone'; readonly person: UserId };

// prettier-ignore
export type Refusal =
  | 'collectingOver' | 'groupingOver' | 'votingOver' | 'notYet' | 'alreadyEnded' | 'closed' | 'cancelled' | 'unreachable'
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

export interface ActionItem {
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

/** What a person does with an existing one. */
export type ActionEvent =
  | { readonly kind: 'accept' | 'decline' | 'done'; readonly by: UserId; readonly action: RowId }
  | { readonly kind: 'pass'; readonly by: UserId; readonly action: RowId; readonly to: UserId }
  | { readonly kind: 'drop'; readonly by: UserId; readonly action: RowId; readonly reason: string }
  | { readonly kind: 'move'; readonly by: UserId; readonly action: RowId; readonly dueOn: string }
  /** It becomes `first`, and `second` is added. */
  | {
      readonly kind: 'split';
      readonly by: UserId;
      readonly action: RowId;
      readonly first: Pick<ActionItem, 'what' | 'dueOn'>;
      readonly second: Pick<ActionItem, 'id' | 'what' | 'dueOn'>;
    }
  | {
      readonly kind: 'helped';
      readonly by: UserId;
      readonly action: RowId;
      readonly helped: Helped;
      readonly how: string;
    };
