/** Posts and buttons of planned projects. Every full member in the channel may press; that is checked on the press. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  type EventContext,
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  push,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import type { Channel } from '#core/people.ts';
import { onDay } from '#core/sentence.ts';
import { isOffered } from '../before/following.ts';
import { belongsTo, nothingBelongs } from '../facts/in-plan.ts';
import { fittingFor } from '../lessons/offering.ts';
import type { Others } from '../lessons/operations.ts';
import { ifMayStart, tell, tellNotHere } from '../session/answers.ts';
import { usualDueDate } from '../session/lengths.ts';
import { noonOf, wordsFor } from '../session/words.ts';
import { startViewOf } from '../start/handlers.ts';
import { renderStart } from '../start/screens.ts';
import { planJobs, planPosts } from './ids.ts';
import * as operations from './operations.ts';
import {
  loadProject,
  ownProjects,
  plannedProjects,
  planRecords,
  type ProjectRow,
  type Typed,
} from './rows.ts';
import { isPlanned, projectLimits, type ProjectRefusal } from './rules.ts';
import { tellSettled } from './settled.ts';
import { projectTitled } from './titles.ts';
import * as screens from './screens.ts';

const { post: projectPost } = postsAbout(
  { for: wordsFor, titled: projectTitled },
  (read, { project }: Readonly<Record<'project', RowId>>) => loadProject(read, project),
);

const posts = [
  projectPost(planPosts.planned, 'title.project', async (t, row, _params, read) =>
    screens.plannedMessage(t, row, await isOffered(read, row, t.now), await belongsTo(read, row)),
  ),
  projectPost(planPosts.ask, 'title.projectAsk', (t, row, { round }) => screens.askMessage(t, row, round)),
  projectPost(planPosts.where, 'title.projectWhere', screens.whereMessage),
];

/** With the channel's access. If Lore cannot post there nothing happens: the project's owner is asked where else to hold it. */
const askWhenDue = defineJob(planJobs.ask, 'prompt', {
  title: projectTitled('title.projectAsk'),
  run: async (context, { project }) => {
    const row = await loadProject(context.scope, project);
    if (row?.state !== 'planned') return;
    const channel = await context.scope.channel(row.channel_id);
    if (channel?.hasLore === true && !channel.isArchived) await operations.ask(context, row);
  },
});

/** A minute later, with the owner's access: a channel with more readers than before is shown nothing, and one without Lore receives nothing. */
const watch = defineJob(planJobs.watch, 'prompt', {
  title: projectTitled('title.projectAsk'),
  run: async (context, { project, person }) => {
    const row = await loadProject(context.scope, project);
    if (row?.state === 'planned' && row.owner_id === person) await operations.askWhere(context, row);
  },
});

/** `page`: of the list that holds the button. */
interface OfProject {
  readonly project: RowId;
  readonly page?: number | undefined;
}

/** What anyone may do with a planned project: they can see it, and are a member of the workspace. */
async function withProject(
  interaction: Reading,
  { project }: OfProject,
  run: (row: ProjectRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const row = await loadProject(interaction.scope, project);
  if (row === null) return tell(interaction, 'project.gone');
  if (interaction.person.memberType !== 'member') return tellNotHere(interaction, 'guest');
  return isPlanned(row.state) ? run(row) : tellSettled(interaction, row);
}

/** The same, if its channel must be able to hold a retrospective. */
const inChannel = (
  interaction: Reading,
  of: OfProject,
  run: (row: ProjectRow, channel: Channel) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withProject(interaction, of, async (row) =>
    ifMayStart(interaction, await interaction.scope.channel(row.channel_id), (channel) => run(row, channel)),
  );

const start = (interaction: Reading, of: OfProject) =>
  inChannel(interaction, of, async (row, channel) => {
    const held = { project: row.id, ended: row.ends_on };
    return open(renderStart(wordsFor(interaction), await startViewOf(interaction, channel, row.name, held)));
  });

const changeWith = (others: Others) => (interaction: Reading, of: OfProject) =>
  inChannel(interaction, of, async (row) => {
    const typed = planRecords.read(row);
    const owner = typed.owner ?? interaction.person.userId;
    const changed = { channel: row.channel_id, project: row.id };
    return open(await formOf(others, interaction, changed, { ...typed, owner }));
  });

/** The form, with what fits what is written in it so far. */
async function formOf(
  others: Others,
  interaction: Reading,
  of: Parameters<typeof screens.renderPlan>[1],
  typed: Partial<Typed>,
): Promise<RenderedModal> {
  const t = wordsFor(interaction);
  const occasion = { channel: of.channel, name: typed.name ?? '', about: typed.about ?? '' };
  const lessons = await fittingFor(others, interaction, occasion, t);
  const row = of.project === undefined ? null : await loadProject(interaction.scope, of.project);
  const belongs = row === null ? nothingBelongs : await belongsTo(interaction.scope, row);
  return screens.renderPlan(t, of, typed, lessons, belongs);
}

/** Opens the form for a new one. */
export const openPlan = async (
  others: Others,
  interaction: Reading,
  { channelId: channel }: Channel,
  name: string,
): Promise<Reply> =>
  open(await formOf(others, interaction, { channel }, { name, owner: interaction.person.userId }));

const cancel = (interaction: Interaction, of: OfProject) =>
  withProject(interaction, of, async (row) => {
    await operations.endProject(interaction, row, interaction.person.userId, 'cancelled');
    return listAfter(interaction, of);
  });

/** Only if its owner has left the channel, and only by a member. */
const take = (interaction: Interaction, of: OfProject) =>
  withProject(interaction, of, async (row) => {
    const members = await interaction.scope.members(row.channel_id);
    if (members.some(({ userId }) => userId === row.owner_id)) return tell(interaction, 'project.hasOwner');
    await operations.takeProject(interaction, row, interaction.person.userId);
    return listAfter(interaction, of);
  });

const move = (interaction: Reading, of: OfProject) =>
  withProject(interaction, of, (row) => open(screens.renderMove(wordsFor(interaction), row)));

async function list(interaction: Reading, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await ownProjects(interaction.scope, interaction.person.userId);
  return update(screens.renderProjects(wordsFor(interaction), mine, page));
}

const listAfter = (interaction: Interaction, { page }: OfProject): Reply | Promise<Reply> =>
  page === undefined ? nothing : list(interaction, { page });

const planWith = (others: Others) =>
  onSubmit(
    screens.planModal,
    async (interaction, { channel: id, project }, fields): Promise<Reply> => {
      const { scope, person, now } = interaction;
      const t = wordsFor(interaction);
      const may = mayBeginIn(person, await scope.channel(id));
      if (!may.ok) return errors({ name: t.plain(`begin.${may.code}`, { command: '/retro' }) });
      const channel = may.value;
      const wishes = { ...fields, endsOn: fields.ends };
      const row = project === undefined ? null : await loadProject(scope, project);
      if (project !== undefined && (row === null || !isPlanned(row.state)))
        return errors({ name: t.plain(row === null ? 'project.gone' : 'project.over') });
      const refusals = await operations.savePlan(interaction, person.userId, channel, row, wishes);
      if (refusals.length === 0) return nothing;
      if (refusals.includes('endedAlready') && fields.ends !== null) {
        // On top of the form, so that a mistake can be corrected by going back.
        const of = { ended: fields.ends, ...(row === null ? {} : { project: row.id }) };
        return push(renderStart(t, await startViewOf(interaction, channel, fields.name, of)));
      }
      const values = {
        length: refusals.includes('nameLong') ? fields.name.length : fields.about.length,
        most: refusals.includes('nameLong') ? projectLimits.name : projectLimits.about,
        example: onDay(noonOf(usualDueDate(now, channel.tz), channel.tz)),
      };
      return errors(
        Object.fromEntries(
          refusals.flatMap((code) =>
            code === 'endedAlready' ? [] : [[fieldOf[code], t.plain(`plan.${code}`, values)]],
          ),
        ),
      );
    },
    async (interaction, of, fields) =>
      update(
        await formOf(others, interaction, of, {
          ...fields,
          ...(fields.ends === null ? {} : { endsOn: fields.ends }),
        }),
      ),
  );

/** Where the form shows it. */
const fieldOf: Readonly<
  Record<Exclude<ProjectRefusal, 'endedAlready'>, 'name' | 'about' | 'ends' | 'owner'>
> = {
  nameEmpty: 'name',
  nameLong: 'name',
  aboutLong: 'about',
  plannedTwice: 'name',
  endMissing: 'ends',
  endFar: 'ends',
  ownerOutside: 'owner',
};

const moved = onSubmit(screens.moveModal, async (interaction, { project }, { where }): Promise<Reply> => {
  const { scope, person } = interaction;
  const at = (
    key: 'project.gone' | 'project.over' | 'plan.plannedTwice' | 'there.outside' | 'there.archived',
  ) => errors({ where: wordsFor(interaction).plain(key) });
  const row = await loadProject(scope, project);
  if (row === null) return at('project.gone');
  if (!isPlanned(row.state)) return at('project.over');
  const may = mayBeginIn(person, where === null ? null : await scope.channel(where));
  if (!may.ok) return at(may.code === 'archived' ? 'there.archived' : 'there.outside');
  const refusals = await operations.changeChannel(interaction, row, person.userId, may.value);
  if (refusals.length === 0) return nothing;
  return at(refusals.includes('plannedTwice') ? 'plan.plannedTwice' : 'there.outside');
});

/** Nobody reads there any more: the owner of a project is asked where to hold its retrospective. */
async function archived({ scope, channel }: EventContext): Promise<void> {
  for (const row of await plannedProjects(scope, channel.channelId))
    await operations.askWhere({ scope }, row);
}

/** A project may have lost its owner: everyone left in the channel sees that in their Home. */
async function ownerLeft({ scope, channel }: EventContext, user: string): Promise<void> {
  const owned = await plannedProjects(scope, channel.channelId);
  if (!owned.some((row) => row.owner_id === user)) return;
  await scope.refreshHome(...(await scope.members(channel.channelId)).map(({ userId }) => userId));
}

/** @param others the practices that keep lessons */
export const planning = (others: Others): FeaturePart => ({
  actions: [
    onReading(screens.startProject, start),
    onReading(screens.changeProject, changeWith(others)),
    onAction(screens.cancelProject, cancel),
    onAction(screens.takeProject, take),
    onReading(screens.moveProject, move),
    onReading(screens.listProjects, list),
    ...onReadingPages(screens.projectsPages, list),
  ],
  views: [planWith(others), moved],
  events: [
    onEvent('channel_archive', archived),
    onEvent('member_left_channel', (context, { user }) => ownerLeft(context, user)),
    onEvent('user_deactivated', (context, { user }) => ownerLeft(context, user)),
  ],
  posts,
  jobs: [askWhenDue, watch],
});
