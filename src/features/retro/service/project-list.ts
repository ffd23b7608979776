/** The planned projects that a person must know of: their own, and those in their channels that nobody looks after. */
import type { UserId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { plannedProjects } from '../repository/project.ts';
import type { ProjectRow } from '../tables/project.ts';

export interface OwnProject {
  readonly row: ProjectRow;
  /** Its owner is not in the channel any more, or was erased. */
  readonly isOwnerless: boolean;
}

/** What ends first first. @param person the viewer, a member of the workspace */
export async function ownProjects(view: ReadScope, person: UserId): Promise<readonly OwnProject[]> {
  const rows = await plannedProjects(view);
  const there = new Map<string, ReadonlySet<UserId>>();
  for (const channel of new Set(rows.map((row) => row.channel_id)))
    there.set(channel, new Set((await view.members(channel)).map(({ userId }) => userId)));
  return rows
    .map((row) => ({
      row,
      isOwnerless: row.owner_id === null || there.get(row.channel_id)?.has(row.owner_id) !== true,
    }))
    .filter(({ row, isOwnerless }) => isOwnerless || row.owner_id === person);
}
