/** The rows of this feature. Instants are epoch milliseconds; dates are `YYYY-MM-DD` in the channel's zone. */
import type { Instant } from '../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, SealId, UserId } from '../../core/ids.ts';
import type { Names } from '../../core/scope.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { EndedHow } from './domain.ts';
import type { ActionState, Helped } from './domain/actions.ts';
import type { Pace, Phase, TimedPhase } from './domain/flow.ts';
import type { CardsFor } from './domain/start.ts';
import type { GroupingState } from './domain/topics.ts';
import type { AnyFormat, Kind } from './formats.ts';

/** Everybody in the channel may see that there is a retrospective and how far it is. */
export interface RetroRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  /** The planned project that it is the retrospective of. */
  readonly project_id: RowId | null;
  readonly about: string;
  readonly kind: Kind;
  readonly pace: Pace;
  readonly format: AnyFormat;
  /** JSON: the columns somebody wrote themselves, in their order; `null` where the format is a ready one. */
  readonly own_columns: string | null;
  readonly names: Names;
  readonly cards_for: CardsFor;
  readonly phase: Phase;
  readonly facilitator_id: UserId | null;
  readonly facilitator_seen_at: Instant;
  /** When the phase ends by itself; `null` when all is over. */
  readonly ends_at: Instant | null;
  readonly ended_at: Instant | null;
  /** How it came to this phase, and who brought it here if a person did. */
  readonly ended_how: EndedHow | null;
  readonly ended_by: UserId | null;
  /** Whether this phase was open before, 0 or 1. */
  readonly is_reopened: number;
  /** How many times a phase was opened again here. */
  readonly opening: number;
  /** How long each phase takes, as JSON; what is missing is as usual for the kind. */
  readonly lengths: string;
  /** The day on which what it is about ended; `null` for old ones. */
  readonly happened_until: string | null;
  /** Who was asked at the start. */
  readonly invited: number;
  /** What the channel was at the start, 0 or 1: see `hasOpenedUp`. */
  readonly was_private: number;
  readonly was_shared: number;
  /** The audience that the cards are written for. */
  readonly participants_id: AudienceId;
  /** The audience of everybody in the channel. */
  readonly conversation_id: AudienceId;
  /** Keeps the cards from others until collecting is over. */
  readonly card_seal: SealId;
  /** Keeps what is added from others while collecting is open again, beside cards that can be read; `null` when it is not. */
  readonly added_seal: SealId | null;
  /** Keeps the cards from the rest of the channel until the end, where they may see them then. */
  readonly channel_seal: SealId | null;
  /** Keeps the votes from everybody, but for the moment in which they are counted; `null` before there were any. */
  readonly vote_seal: SealId | null;
  /** How many times votes were counted here. */
  readonly votes_counted: number;
  /** Whether it was worth the time, in tenths, of how many answers: written once, and `null` until then, or where these were too few. */
  readonly worth_tenths: number | null;
  readonly worth_count: number | null;
}

/** One line of text for the participants. No time and no number over all of them: these would lead back to the author. */
export interface CardRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly column_id: string;
  /** Its place among its author's own cards here, so that they find them as they typed them. Read by nobody else; 0 once nobody knows who that is. */
  readonly place: number;
  /** `RetroRow.opening` when it was written; 0 once nobody knows by whom. */
  readonly opening: number;
  readonly text: string;
}

/** A card as those who take part read it. */
export type ReadableCard = Omit<CardRow, 'place' | 'opening'>;

/**
 * That there is a card, under the card's id and nothing more: so that the channel, which may not read the cards, knows how many topics there
 * are. It is sealed as its card is, and comes and goes with it.
 */
export interface MarkRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
}

/** What was decided about some cards: see `Grouping`. Ids only, so it can be the channel's. */
export interface GroupingRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly state: GroupingState;
}

/** A card that a grouping names. */
export interface GroupedRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly grouping_id: RowId;
  readonly card_id: RowId;
}

/** One vote of a person: `nth` is 1 or 2 of those they gave to this topic. They are counted in the transaction that ends voting, and at no other time. */
export interface VoteRow {
  readonly retro_id: RowId;
  readonly topic_id: RowId;
  readonly nth: number;
}

/** Whether a person's votes make a difference to what was counted before. Sealed as they are. */
export interface BallotRow {
  readonly retro_id: RowId;
  /** `RetroRow.votes_counted` when they were last changed. */
  readonly counted: number;
  /** 0 or 1: they are others than in each count before. */
  readonly is_new: number;
  /** JSON: what the person's votes were each time they were counted, as lists of topics and votes. */
  readonly earlier: string;
}

/**
 * How a topic came out of the vote, written when voting ends: under the topic's id. Of too few ballots only the first topics have a place, and none a
 * count.
 */
export interface StandingRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  /** 1: the first; `null`: another vote has left it behind. */
  readonly place: number | null;
  readonly votes: number | null;
  /** How many different people voted for it. */
  readonly voters: number | null;
}

/** A topic that is talked about, as the channel may know it, and what came out of it. */
export interface DiscussionRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly topic_id: RowId;
  /** 1: what is talked about first. */
  readonly place: number;
  /** When its own time is up; `null` when it has the time of the phase. */
  readonly ends_at: Instant | null;
  /** One line, or empty. */
  readonly outcome: string;
}

/** What the team agreed on: it belongs to the channel, so it has an owner and a proposer, but no author who takes it along. */
export interface ActionRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly channel_id: ChannelId;
  readonly what: string;
  /** "When X, then I will Y", or empty. */
  readonly when_then: string;
  readonly owner_id: UserId | null;
  readonly proposer_id: UserId | null;
  readonly due_on: string;
  readonly state: ActionState;
  readonly done_at: Instant | null;
  /** Why it was dropped, or empty. */
  readonly reason: string;
  /** What its owner said a month after it was done, and how, or empty. */
  readonly helped: Helped | null;
  readonly helped_how: string;
}

/** That a person has answered in a phase. Others may only count these. */
export interface TurnRow {
  readonly retro_id: RowId;
  readonly phase: TimedPhase;
  readonly answer: TurnAnswer;
  /** `RetroRow.opening` when they did. */
  readonly opening: number;
}
export type TurnAnswer = 'cards' | 'nothing' | 'votes' | 'ready';

/** Whether it was worth the time, 1 to 5. Others may only count these. */
export interface RatingRow {
  readonly retro_id: RowId;
  readonly worth: number;
}

/** What a person says of a lesson that was shown when the retrospective began. */
export interface LessonUseRow {
  readonly retro_id: RowId;
  readonly lesson_id: RowId;
  readonly use: 'applied' | 'adapted' | 'unfit';
}

/** What a person has typed into the form for cards and not saved: for their eyes alone, and only for a while. */
export interface DraftRow {
  readonly retro_id: RowId;
  /** JSON: by column, what stood in its input. */
  readonly typed: string;
  /** JSON: the ids of the cards that stood in the form when it was opened, as in `cardsModal`. */
  readonly shown: string;
  readonly typed_at: Instant;
}

export const retros = sharedTable<RetroRow>('retro');
export const cards = sharedTable<CardRow>('retro_card', ['place', 'opening']);
export const actionItems = sharedTable<ActionRow>('retro_action');
export const marks = sharedTable<MarkRow>('retro_mark');
export const groupings = sharedTable<GroupingRow>('retro_grouping');
export const grouped = sharedTable<GroupedRow>('retro_grouped');
export const votes = ownTable<VoteRow>('retro_vote', ['retro_id', 'topic_id', 'nth']);
export const ballots = ownTable<BallotRow>('retro_ballot', ['retro_id']);
export const standings = sharedTable<StandingRow>('retro_standing');
export const discussions = sharedTable<DiscussionRow>('retro_discussion');
export const turns = ownTable<TurnRow>('retro_turn', ['retro_id', 'phase']);
export const ratings = ownTable<RatingRow>('retro_rating', ['retro_id']);
export const lessonUses = ownTable<LessonUseRow>('retro_lesson_use', ['retro_id', 'lesson_id']);
export const drafts = ownTable<DraftRow>('retro_draft', ['retro_id']);
