/** A project whose retrospective is planned ahead. */
import { findRow } from '#core/rows.ts';
import { audience, channel, choice, day, instant, number, person, text } from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { isSameName, projectStates } from './rules.ts';

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

/** @returns `null` when this viewer may not see it, or it is gone */
export async function loadProject(view: ReadScope, id: RowId): Promise<ProjectRow | null> {
  return findRow(view.from(projects), { id });
}

/** Projects of which something may still come, what ends first first. @param channel without one, of all channels that the viewer is in */
export async function plannedProjects(view: ReadScope, channel?: ChannelId): Promise<ProjectRow[]> {
  const planned = view.from(projects).selectAll().where('it.state', 'in', ['planned', 'asked']);
  return (channel === undefined ? planned : planned.where('it.channel_id', '=', channel))
    .orderBy('it.ends_on')
    .orderBy('it.id')
    .execute();
}

/** All projects of a channel, what ended last first; those that were cancelled or went elsewhere are left out. */
export async function projectsOf(view: ReadScope, channel: ChannelId): Promise<ProjectRow[]> {
  return view
    .from(projects)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.state', 'in', ['planned', 'asked', 'held'])
    .orderBy('it.ends_on', 'desc')
    .orderBy('it.id')
    .execute();
}

/** The project of a channel that has this name: one that is planned, or else the last one that was held. */
export async function projectNamed(
  view: ReadScope,
  channel: ChannelId,
  name: string,
): Promise<ProjectRow | null> {
  const all = [...(await plannedProjects(view, channel)), ...(await projectsOf(view, channel))];
  return all.find((project) => isSameName(project.name, name)) ?? null;
}
