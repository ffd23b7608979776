/** A retrospective as the rules know it, the actions that it agrees on among it, and what can happen to it. Pure. */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { type Kind, type Lengths, type Pace, timedPhases } from '../start/formats.ts';

export const allPhases = [...timedPhases, 'closed', 'cancelled'] as const;
export type Phase = (typeof allPhases)[number];

/** How a phase ended: by itself, or somebody went on or back, or the channel was archived. */
export const endings = ['time', 'everybody', 'person', 'reopened', 'archived'] as const;

export type EndedHow = (typeof endings)[number];

export interface Retro {
  readonly kind: Kind;
  readonly pace: Pace;
  readonly phase: Phase;
  readonly lengths: Lengths;
  /** When the phase ends by itself; `null` when all is over. */
  readonly endsAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How it came to this phase; `null` in the first one. */
  readonly endedHow: EndedHow | null;
  /** Who brought it here, if a person did and is not erased. */
  readonly endedBy: UserId | null;
  readonly facilitator: UserId | null;
  /** When the facilitator last did something as one, or the phase began: a day later somebody else can take over. */
  readonly facilitatorSeenAt: Instant;
  /** Those asked who can still take part: in the channel, and not deactivated. */
  readonly participants: readonly UserId[];
  /** Those of them who are guests or of another organisation: they cannot facilitate. */
  readonly guests: readonly UserId[];
  /** Until when those of them are away who are. */
  readonly away: readonly Instant[];
  readonly invited: number;
  /** How many of all who were asked have answered in this phase, since it was opened again where it was, those who left since among them. Who, nobody knows. */
  readonly answers: number;
  /** Those who answered in a phase that was reopened have done so before: only its time or a person ends it again. */
  readonly isReopened: boolean;
  /** How many times a phase was opened again. */
  readonly opening: number;
  /** How many topics there are: cards, those that were joined as one. 0 while they are collected. */
  readonly topics: number;
  readonly actions: readonly ActionItem[];
  /** Whether the channel itself is still shown how it goes: see `hasOpenedUp`. */
  readonly isShown: boolean;
  /** Whether Lore can still post in the channel. */
  readonly isReachable: boolean;
  /** IANA zone of the channel. */
  readonly tz: string;
  /** The days on which the channel works, in that zone. */
  readonly calendar: Calendar;
}

export type RetroEvent =
  /** Cards were written, or "nothing to add". */
  | { readonly kind: 'answer'; readonly by: UserId; readonly isFirst: boolean }
  /** The person's last card was deleted. */
  | { readonly kind: 'withdraw'; readonly by: UserId; readonly hadAnswered: boolean }
  /** Topics were joined or taken apart, or are to be kept apart. */
  | { readonly kind: 'group'; readonly by: UserId; readonly topics: number }
  /** Votes were given, changed or taken back. */
  | { readonly kind: 'vote'; readonly by: UserId; readonly isFirst: boolean }
  /** What came out of a topic was noted. */
  | { readonly kind: 'note'; readonly by: UserId }
  /** They have said what they had to say in this phase. */
  | { readonly kind: 'ready'; readonly by: UserId; readonly isFirst: boolean }
  | { readonly kind: 'propose'; readonly by: UserId; readonly action: ActionItem }
  | ActionEvent
  /** `phase`: the one that was in sight when the button was pressed, so that a second press ends no second phase. */
  | { readonly kind: 'endPhase' | 'reopen'; readonly by: UserId; readonly phase: Phase }
  /** `until`: `null` for half the time that the phase has. */
  | { readonly kind: 'extend'; readonly by: UserId; readonly phase: Phase; readonly until: Instant | null }
  | { readonly kind: 'handOver'; readonly by: UserId; readonly to: UserId }
  | { readonly kind: 'cancel' | 'takeOver'; readonly by: UserId }
  /** Live, a topic goes on beyond its time. `endsAt`: of the whole phase then. */
  | { readonly kind: 'goOn'; readonly by: UserId; readonly endsAt: Instant }
  /** Live, the next topic begins. */
  | { readonly kind: 'talk'; readonly endsAt: Instant }
  | { readonly kind: 'timeUp' }
  /** A phase has begun, and now it is known how many topics there are: what has nothing to do is passed over. */
  | { readonly kind: 'counted'; readonly topics: number }
  /** The channel was archived. */
  | { readonly kind: 'channelGone' }
  /** Somebody left the channel, or their account was closed. */
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
  /** Why somebody dropped it; empty while it stands, and where its retrospective was cancelled. */
  readonly reason: string;
  /** What its owner said later; `null`: not asked or not answered. */
  readonly helped: Helped | null;
  /** One line on how it helped or did not, or empty. */
  readonly helpedHow: string;
}

/** What somebody does with one that was proposed. */
export type ActionEvent =
  | { readonly kind: 'accept' | 'decline' | 'done'; readonly by: UserId; readonly action: RowId }
  | { readonly kind: 'pass'; readonly by: UserId; readonly action: RowId; readonly to: UserId }
  | { readonly kind: 'drop'; readonly by: UserId; readonly action: RowId; readonly reason: string }
  | { readonly kind: 'move'; readonly by: UserId; readonly action: RowId; readonly dueOn: string }
  /** It becomes `first`, and `second` comes beside it. */
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
