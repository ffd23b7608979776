/** The rows of this feature. Instants are epoch milliseconds; dates are `YYYY-MM-DD` in the person's zone. */
import type { Instant } from '../../core/clock.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import { ownTable, sharedTable, type SharedRow } from '../../core/tables.ts';
import type { LocalDate } from '../../core/time/date.ts';
import type { FirstState, Rhythm, Subject } from './domain.ts';

/** An entry in one of the channels that it was published in: it reaches that conversation, so it is a row of its own in each. */
export interface EntryRow extends SharedRow {
  readonly id: RowId;
  /** The same in all channels. */
  readonly entry_id: RowId;
  readonly channel_id: ChannelId;
  /** Who wrote it, which it always says. */
  readonly teller_id: UserId;
  readonly question: Subject;
  /** Empty once it was withdrawn. */
  readonly text: string;
  readonly told_at: Instant;
  readonly edited_at: Instant | null;
  readonly withdrawn_at: Instant | null;
}

/** That somebody wants to tell first in a channel: the channel's to see, and to end. */
export interface FirstRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  readonly teller_id: UserId;
  readonly state: FirstState;
  /** Nobody waits for longer. */
  readonly until: Instant;
  readonly ended_by: UserId | null;
  readonly ended_at: Instant | null;
}

/** What a person typed and has not published or saved: for their eyes alone. */
export interface DraftRow {
  /** Of an entry that was published, or the id that it will have. */
  readonly entry_id: RowId;
  readonly question: Subject;
  readonly text: string;
  /** JSON: ids of the channels chosen. */
  readonly channels: string;
  /** Another with each change, so that nothing is published that was not seen before. */
  readonly version: RowId;
  readonly typed_at: Instant;
}

/** How a person wants to be asked. */
export interface KeepingRow {
  readonly rhythm: Rhythm;
  /** Counts the times that they are asked: the one that comes next. */
  readonly nth: number;
  /** The last one that was not missed, and no time that they were away; 0: none. */
  readonly asked_nth: number;
  /** The day on which it is by the rhythm; `null`: none comes. */
  readonly due_on: LocalDate | null;
  /** When: on that day, or on their first working day after. */
  readonly next_at: Instant | null;
  /** How many in a row they were asked and published nothing. */
  readonly unanswered: number;
  /** The last one that an entry followed. */
  readonly answered_nth: number;
  /** The one in whose message they said "stop"; 0: elsewhere, or not at all. */
  readonly stopped_nth: number;
  readonly stopped_at: Instant | null;
  /** Whose invitation they answered last. */
  readonly invited_by: UserId | null;
}

export const entries = sharedTable<EntryRow>('journey_entry');
export const firsts = sharedTable<FirstRow>('journey_first');
export const drafts = ownTable<DraftRow>('journey_draft', ['entry_id']);
export const keepings = ownTable<KeepingRow>('journey_keeping', []);
