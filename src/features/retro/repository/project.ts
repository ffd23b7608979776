/** Projects as the viewer may see them. */
import type { ChannelId, RowId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { isSameName } from '../domain/project.ts';
import { projects, type ProjectRow } from '../tables/project.ts';

/** @returns `null` when this viewer may not see it, or it is gone */
export async function loadProject(view: ReadScope, id: RowId): Promise<ProjectRow | null> {
  return (await view.from(projects).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
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
