/** A project whose retrospective is planned ahead. Instants are epoch milliseconds. */
import type { Instant } from '../../../core/clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from '../../../core/ids.ts';
import { sharedTable, type SharedRow } from '../../../core/tables.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import type { ProjectState } from '../domain/project.ts';

/** It is the channel's: everybody in it sees, changes and cancels it, and it stays when whoever planned it is erased. */
export interface ProjectRow extends SharedRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  /** The audience of everybody in the channel. */
  readonly conversation_id: AudienceId;
  readonly name: string;
  /** In the channel's zone. */
  readonly ends_on: LocalDate;
  /** When that day is over: from then on its time of being kept counts. */
  readonly ends_at: Instant;
  /** `null`: nobody, since they were erased. */
  readonly owner_id: UserId | null;
  readonly planner_id: UserId | null;
  readonly state: ProjectState;
  /** When Lore asks in the channel, or did. */
  readonly ask_at: Instant;
  /** Counts up when Lore is to ask once more, since the end was moved: each time is a message of its own. */
  readonly round: number;
  /** Who changed, started, moved or cancelled it last, and when. */
  readonly decided_by: UserId | null;
  readonly decided_at: Instant | null;
}

export const projects = sharedTable<ProjectRow>('retro_project');
