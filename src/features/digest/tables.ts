/** The rows of this feature. Instants are epoch milliseconds. */
import type { Instant } from '../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from '../../core/ids.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { DigestReason } from '../../core/week.ts';

/** One digest of one channel: its id is that of the ritual's occurrence. The channel's, without an author. */
export interface IssueRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  readonly told_at: Instant;
}

/** One thing that stands in it. It holds no word of it: that is read anew whenever it is drawn. */
export interface ItemRow extends SharedRow {
  readonly id: RowId;
  readonly issue_id: RowId;
  readonly channel_id: ChannelId;
  /** 0 is the first. */
  readonly place: number;
  /** Which practice draws it. */
  readonly practice: string;
  readonly about_id: RowId;
  readonly reason: DigestReason;
  /** The channel that it came from. */
  readonly source_id: ChannelId;
  /** Whose it is, where it is one person's. */
  readonly author_id: UserId | null;
  readonly told_at: Instant;
  /** Who may count what people say of it: those who may count who has seen it. */
  readonly reach_id: AudienceId;
}

/** A digest showed something of another channel to a person. Of a public channel the workspace may count it, of others the channel alone. */
export interface SeenRow extends SharedRow {
  readonly id: RowId;
  readonly about_id: RowId;
  readonly person_id: UserId | null;
  readonly seen_at: Instant;
}

/** Somebody says that a thing is not for them. Others may only count these. */
export interface NotForMeRow {
  readonly about_id: RowId;
  readonly said_at: Instant;
}

/** Whether something that was recalled in a channel still holds, as the last one said whom it was asked. The channel's, without an author. */
export interface VerdictRow extends SharedRow {
  readonly id: RowId;
  readonly about_id: RowId;
  readonly channel_id: ChannelId;
  /** 0 or 1 */
  readonly holds: number;
  readonly said_by: UserId | null;
  readonly said_at: Instant;
}

export const verdicts = sharedTable<VerdictRow>('digest_verdict');
export const issues = sharedTable<IssueRow>('digest_issue');
export const items = sharedTable<ItemRow>('digest_item');
export const seen = sharedTable<SeenRow>('digest_seen');
export const notForMe = ownTable<NotForMeRow>('digest_not_for_me', ['about_id']);
