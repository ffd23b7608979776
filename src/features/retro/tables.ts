/** The rows of this feature. Instants are epoch milliseconds; dates are `YYYY-MM-DD` in the channel's zone. */
import type { Instant } from '../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, SealId, UserId } from '../../core/ids.ts';
import type { Names } from '../../core/scope.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { EndedHow, Phase } from './domain.ts';
import type { ActionState } from './domain/actions.ts';
import type { CardsFor } from './domain/start.ts';
import type { FormatId, Kind } from './formats.ts';

/** Everybody in the channel may see that there is a retrospective and how far it is. */
export interface RetroRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  /** The planned project that it is the retrospective of. */
  readonly project_id: RowId | null;
  readonly about: string;
  readonly kind: Kind;
  readonly format: FormatId;
  readonly names: Names;
  readonly cards_for: CardsFor;
  readonly phase: Phase;
  readonly facilitator_id: UserId | null;
  readonly facilitator_seen_at: Instant;
  /** When the phase ends by itself; `null` when all is over. */
  readonly ends_at: Instant | null;
  readonly ended_at: Instant | null;
  /** How the phase before this one ended, and who ended it if a person did. */
  readonly ended_how: EndedHow | null;
  readonly ended_by: UserId | null;
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
  /** Keeps the cards from the rest of the channel until the end, where they may see them then. */
  readonly channel_seal: SealId | null;
}

/** One line of text for the participants. No time and no number over all of them: these would lead back to the author. */
export interface CardRow extends SharedRow {
  readonly id: RowId;
  readonly retro_id: RowId;
  readonly column_id: string;
  /** Its place among its author's own cards here, so that they find them as they typed them. Read by nobody else; 0 once nobody knows who that is. */
  readonly place: number;
  readonly text: string;
}

/** A card as those who take part read it. */
export type ReadableCard = Omit<CardRow, 'place'>;

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
}

/** That a person has answered. Others may only count these. */
export interface AnswerRow {
  readonly retro_id: RowId;
  readonly answer: 'cards' | 'nothing';
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
export const cards = sharedTable<CardRow>('retro_card', ['place']);
export const actionItems = sharedTable<ActionRow>('retro_action');
export const answers = ownTable<AnswerRow>('retro_answer', ['retro_id']);
export const drafts = ownTable<DraftRow>('retro_draft', ['retro_id']);
