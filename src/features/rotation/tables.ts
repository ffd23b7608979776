/** The rows of this feature. Instants are epoch milliseconds. */
import type { Instant } from '../../core/clock.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import { sharedTable, type SharedRow } from '../../core/tables.ts';
import type { LocalDate } from '../../core/time/date.ts';
import type { Answer, SlotState, Swap } from './domain.ts';

/** Who presents at one meeting. The channel's: nobody wrote it. */
export interface SlotRow extends SharedRow {
  /** Of the occurrence that announced it. */
  readonly id: RowId;
  readonly channel_id: ChannelId;
  /** The day of the meeting by its rule, which names it however it is moved. */
  readonly on_date: LocalDate;
  readonly meets_at: Instant;
  readonly state: SlotState;
  /** `null`: nobody yet. */
  readonly presenter_id: UserId | null;
  readonly answer: Answer;
  /** Who presents too, of their own accord. */
  readonly second_id: UserId | null;
  /** Whom the presenter asked to take it. */
  readonly swap_id: UserId | null;
  readonly swap: Swap;
  /** Who looks after it. */
  readonly owner_id: UserId | null;
}

/** A person's part in the rotation of one channel: theirs, and drawn for nobody. The rotation itself must read it to be fair. */
export interface TurnRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  readonly person_id: UserId;
  readonly presented: number;
  readonly available: number;
  readonly last_at: Instant | null;
  /** 1, or 0 once they do not want to. */
  readonly takes_part: 0 | 1;
  /** The slot that they passed on last, so that it does not come back to them. */
  readonly passed_on: RowId | null;
  readonly counted_at: Instant;
}

export const slots = sharedTable<SlotRow>('rotation_slot');
export const turns = sharedTable<TurnRow>('rotation_turn');
