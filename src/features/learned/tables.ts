/** The rows of this feature. Instants are epoch milliseconds. */
import type { Instant } from '../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from '../../core/ids.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { ReachKind } from '../../core/reach.ts';
import type { PromptState } from './domain.ts';

/** A channel was asked, or would have been: its id is that of the ritual's occurrence. The channel's, without an author. */
export interface PromptRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  /** Which of the questions. */
  readonly question: number;
  readonly asked_at: Instant;
  /** Where what is shared goes. */
  readonly place: 'thread' | 'channel';
  readonly state: PromptState;
  /** Who was asked how to go on, and who decided. */
  readonly owner_id: UserId | null;
  readonly decided_by: UserId | null;
}

/** One thing that somebody learned. */
export interface ShareRow extends SharedRow {
  readonly id: RowId;
  /** Where it was shared, and is posted. */
  readonly channel_id: ChannelId;
  /** The prompt that it answers. */
  readonly prompt_id: RowId | null;
  /** 0 or 1: posted in the thread of that prompt. */
  readonly in_thread: number;
  readonly what: string;
  readonly use_when: string;
  /** An address outside of Slack, or empty. */
  readonly link: string;
  /** With commas between them, or empty. */
  readonly topics: string;
  readonly reach: ReachKind;
  /** The audience of the row, for what others say about it. */
  readonly reach_id: AudienceId;
  /** 0 or 1: its channel was public then, so its name may be told. */
  readonly from_public: number;
  readonly shared_at: Instant;
  readonly edited_at: Instant | null;
  /** Taken back by its author: no words are left. The row stays until it is too old, since what others said hangs on it. */
  readonly taken_back_at: Instant | null;
}

/** What a share links to in Slack: for whoever may see that conversation, however far the share goes. At most one a share. */
export interface SourceRow extends SharedRow {
  readonly id: RowId;
  readonly share_id: RowId;
  /** Empty once whoever wrote the message took it out. */
  readonly link: string;
  /** Who wrote it, where that is somebody else. */
  readonly author_id: UserId | null;
  /** When they said that their words are not to be kept beside the share, if they did. */
  readonly declined_at: Instant | null;
}

/** The words of the message that a share links to, given by whoever wrote it: for whoever is in the channel. At most one a share. */
export interface QuoteRow extends SharedRow {
  readonly id: RowId;
  readonly share_id: RowId;
  readonly channel_id: ChannelId;
  /** Empty once they are gone: with their author, or with the link. */
  readonly words: string;
  readonly given_at: Instant;
}

/** Somebody used it, and says how: for whoever may read the share. One a person. */
export interface UseRow extends SharedRow {
  readonly id: RowId;
  readonly share_id: RowId;
  readonly how: string;
  readonly used_at: Instant;
}

/** Somebody finds it useful. Others may only count these. */
export interface UsefulRow {
  readonly share_id: RowId;
  readonly said_at: Instant;
}

/** What a person typed and has not saved: for their eyes only. */
export interface DraftRow {
  /** The share that it changes; or else the address of the message that it links to, or the channel that it is for. */
  readonly about: string;
  readonly what: string;
  readonly use_when: string;
  readonly link: string;
  readonly topics: string;
  readonly typed_at: Instant;
}

export const prompts = sharedTable<PromptRow>('learned_prompt');
export const shares = sharedTable<ShareRow>('learned_share');
export const sources = sharedTable<SourceRow>('learned_source');
export const quotes = sharedTable<QuoteRow>('learned_quote');
export const uses = sharedTable<UseRow>('learned_use');
export const useful = ownTable<UsefulRow>('learned_useful', ['share_id']);
export const drafts = ownTable<DraftRow>('learned_draft', ['about']);
