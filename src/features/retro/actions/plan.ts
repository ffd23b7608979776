/** Buttons of planned projects. Everybody in the channel who is a member of the workspace may press them; that is looked up when they do. */
import { onPages } from '../../../core/kit/pages.ts';
import type { RowId } from '../../../core/ids.ts';
import {
  nothing,
  onAction,
  open,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../../core/listener.ts';
import type { Channel } from '../../../core/people.ts';
import { moveDrawing, planDrawing } from '../blocks/plan.ts';
import { projectsDrawing } from '../blocks/projects.ts';
import { startDrawing } from '../blocks/start.ts';
import { startViewOf } from '../commands.ts';
import { isPlanned } from '../domain/project.ts';
import * as ids from '../ids/plan.ts';
import { loadProject } from '../repository/project.ts';
import { cancelProject, takeProject } from '../service/project.ts';
import { ownProjects } from '../service/project-list.ts';
import type { ProjectRow } from '../tables/project.ts';
import { ifMayStart, tell, wordsIn } from './with-retro.ts';

/** What anybody may do with a project that is planned: it is in sight, and they are a member of the workspace. */
async function withProject(
  interaction: Interaction,
  id: RowId,
  run: (row: ProjectRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const row = await loadProject(interaction.scope, id);
  if (row === null) return tell(interaction, 'project.gone');
  if (interaction.person.standing !== 'member') return tell(interaction, 'refused.guest');
  return isPlanned(row.state) ? run(row) : tell(interaction, 'project.over');
}

/** The same, where its channel has to be one in which a retrospective can be held. */
const inChannel = (
  interaction: Interaction,
  id: RowId,
  run: (row: ProjectRow, channel: Channel) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withProject(interaction, id, async (row) =>
    ifMayStart(interaction, await interaction.scope.channel(row.channel_id), (channel) => run(row, channel)),
  );

const start = (interaction: Interaction, { project: id }: { project: RowId }) =>
  inChannel(interaction, id, async (row, channel) => {
    const of = { project: row.id, ended: row.ends_on };
    return open(startDrawing(wordsIn(interaction), await startViewOf(interaction, channel, row.name, of)));
  });

const change = (interaction: Interaction, { project: id }: { project: RowId }) =>
  inChannel(interaction, id, (row) =>
    open(
      planDrawing(wordsIn(interaction), {
        channel: row.channel_id,
        name: row.name,
        ends: row.ends_on,
        owner: row.owner_id ?? interaction.person.userId,
        project: row.id,
      }),
    ),
  );

const cancel = (interaction: Interaction, value: { project: RowId; page?: number | undefined }) =>
  withProject(interaction, value.project, async (row) => {
    await cancelProject(interaction, row, interaction.person.userId);
    return listAfter(interaction, value.page);
  });

/** Only where its owner is not in the channel any more, and by whoever is. */
const take = (interaction: Interaction, value: { project: RowId; page?: number | undefined }) =>
  withProject(interaction, value.project, async (row) => {
    const members = await interaction.scope.members(row.channel_id);
    if (members.some(({ userId }) => userId === row.owner_id)) return tell(interaction, 'project.hasOwner');
    await takeProject(interaction, row, interaction.person.userId);
    return listAfter(interaction, value.page);
  });

const move = (interaction: Interaction, { project: id }: { project: RowId }) =>
  withProject(interaction, id, (row) => open(moveDrawing(wordsIn(interaction), row, interaction.person.tz)));

async function list(interaction: Interaction, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await ownProjects(interaction.scope, interaction.person.userId);
  return update(projectsDrawing(wordsIn(interaction), mine, page));
}

const listAfter = (interaction: Interaction, page: number | undefined): Reply | Promise<Reply> =>
  page === undefined ? nothing : list(interaction, { page });

export const planActions: readonly ActionListener[] = [
  onAction(ids.startProject, start),
  onAction(ids.changeProject, change),
  onAction(ids.cancelProject, cancel),
  onAction(ids.takeProject, take),
  onAction(ids.moveProject, move),
  onAction(ids.listProjects, list),
  ...onPages(ids.projectsPages, list),
];
