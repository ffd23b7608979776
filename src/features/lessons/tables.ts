/** The rows of this feature. Instants are epoch milliseconds. */
import type { Instant } from '../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from '../../core/ids.ts';
import type { ReachKind } from '../../core/reach.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { LessonState } from './domain.ts';

/** A lesson. It is written by those who wrote its cards, under the cards' seal: where names are hidden, nobody knows after a while who they are. */
export interface LessonRow extends SharedRow {
  readonly id: RowId;
  /** The practice that it comes from. */
  readonly source: string;
  readonly gathering_id: RowId;
  readonly seed_id: RowId;
  readonly channel_id: ChannelId;
  readonly title: string;
  readonly context: string;
  readonly happened: string;
  readonly use_when: string;
  /** With commas between them, or empty. */
  readonly topics: string;
  /** Whom it is meant for. */
  readonly reach: ReachKind;
  /** The audience of those who saw the cards, and the one it is meant for: both fixed when it was written. */
  readonly seen_id: AudienceId;
  readonly wide_id: AudienceId;
  /** 0 or 1: it is meant for more than those who saw the cards. */
  readonly is_wider: number;
  /** 0 or 1: names are hidden. */
  readonly is_hidden: number;
  /** 0 or 1: its channel was public then, so its name may be told. */
  readonly from_public: number;
  /** Who wrote it down. */
  readonly writer_id: UserId | null;
  readonly state: LessonState;
  readonly cards: number;
  readonly agreed: number;
  readonly round: number;
  readonly ask_until: Instant;
  readonly written_at: Instant;
  readonly edited_at: Instant | null;
  /** Since when it reaches whom it is meant for. */
  readonly kept_at: Instant | null;
  /** When it is worth a look whether it still holds. */
  readonly review_by: Instant;
}

/** One card of a lesson, without its words: whoever wrote the card has written this row, and answers in it. */
export interface PartRow extends SharedRow {
  readonly id: RowId;
  readonly lesson_id: RowId;
  /** The lesson's round in which they answered; 0: not yet. */
  readonly round: number;
  /** 0 or 1: they agreed then. */
  readonly agreed: number;
}

/** What a person typed and has not saved: for their eyes only. */
export interface DraftRow {
  /** The lesson that it changes; or what a new one is made of. */
  readonly about: RowId;
  readonly title: string;
  readonly context: string;
  readonly happened: string;
  readonly use_when: string;
  readonly topics: string;
  readonly typed_at: Instant;
}

/** A reader says that they used it, or find it useful. Others may only count these. */
export interface OpinionRow {
  readonly lesson_id: RowId;
  readonly said: 'used' | 'useful';
  readonly said_at: Instant;
}

export const lessons = sharedTable<LessonRow>('lesson');
export const parts = sharedTable<PartRow>('lesson_part', ['round', 'agreed']);
export const opinions = ownTable<OpinionRow>('lesson_opinion', ['lesson_id', 'said']);
/** Who changes a lesson has written a card of it: that goes when nobody is to know any more who did. */
export const drafts = ownTable<DraftRow>('lesson_draft', ['about'], 'about');
