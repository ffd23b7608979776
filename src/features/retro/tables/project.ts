/** A project whose retrospective is planned ahead. */
import { audience, channel, choice, day, instant, number, person, text } from '../../../core/columns.ts';
import { sharedTable, type RowOf } from '../../../core/tables.ts';
import { projectStates } from '../domain/project.ts';

/** It is the channel's: everybody in it sees, changes and cancels it, and it stays when whoever planned it is erased. */
export const projects = sharedTable(
  'retro_project',
  {
    name: text,
    channel_id: channel,
    /** The audience of everybody in the channel. */
    conversation_id: audience,
    /** In the channel's zone. */
    ends_on: day,
    /** When that day is over. */
    ends_at: instant.internal,
    /** `null`: nobody, since they were erased. */
    owner_id: person.orNull.theirs,
    planner_id: person.orNull.theirs.as('plannedBy'),
    state: choice(projectStates),
    /** When Lore asks in the channel, or did. */
    ask_at: instant.internal,
    /** Counts up when Lore is to ask once more, since the end was moved: each time is a message of its own. */
    round: number.internal,
    /** Who changed, started, moved or cancelled it last, and when. */
    decided_by: person.orNull.internal,
    decided_at: instant.orNull.internal,
  },
  {
    // As long as the retrospective of it.
    kept: { name: 'retro.projects', days: 730, since: 'ends_at' },
    exported: { as: 'projects', withId: true },
  },
);
export type ProjectRow = RowOf<typeof projects>;
