/** The forms of planned projects, submitted. What is refused is said at its field, and what was typed stays. */
import { onDay } from '../../../core/sentence.ts';
import {
  errors,
  nothing,
  onSubmit,
  push,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../../core/listener.ts';
import { sayIn, wordsIn } from '../actions/with-retro.ts';
import { startDrawing } from '../blocks/start.ts';
import { noonOf } from '../blocks/words.ts';
import { startViewOf } from '../commands.ts';
import { isPlanned, projectLimits, type ProjectRefusal, type ProjectWishes } from '../domain/project.ts';
import { usualDueDate } from '../domain/days.ts';
import { mayStart } from '../domain/start.ts';
import { moveModal, planModal } from '../ids/plan.ts';
import { loadProject } from '../repository/project.ts';
import { changeProject, moveProject, planProject } from '../service/project.ts';

const plan = onSubmit(planModal, async (interaction, { channel: id, project }, fields): Promise<Reply> => {
  const { scope, person } = interaction;
  const may = mayStart(person, await scope.channel(id));
  if (!may.ok) return errors({ name: sayIn(interaction).plain(`refused.${may.code}`) });
  const channel = may.value;
  const wishes = { name: fields.name, endsOn: fields.ends, owner: fields.owner };
  const row = project === undefined ? null : await loadProject(scope, project);
  if (project !== undefined && (row === null || !isPlanned(row.state)))
    return errors({ name: sayIn(interaction).plain(row === null ? 'project.gone' : 'project.over') });
  const planned =
    row === null
      ? await planProject(interaction, person, channel, wishes)
      : await changeProject(interaction, person, channel, row, wishes);
  if (planned.ok) return nothing;
  if (planned.refusals.includes('endedAlready') && fields.ends !== null) {
    // On top of the form, so that a slip can be mended by going back.
    const of = { ended: fields.ends, ...(row === null ? {} : { project: row.id }) };
    return push(startDrawing(wordsIn(interaction), await startViewOf(interaction, channel, fields.name, of)));
  }
  const each = planned.refusals.map((refusal) => planError(interaction, refusal, wishes, channel.tz));
  return errors(Object.assign({}, ...each) as Record<string, string>);
});

function planError(
  interaction: Interaction,
  refusal: ProjectRefusal,
  { name }: ProjectWishes,
  tz: string,
): Record<string, string> {
  const words = sayIn(interaction);
  const example = onDay(noonOf(usualDueDate(interaction.now, tz), tz));
  switch (refusal) {
    case 'nameEmpty':
    case 'plannedTwice':
      return { name: words.plain(`plan.${refusal}`) };
    case 'nameLong':
      return { name: words.plain('plan.nameLong', { length: name.length, most: projectLimits.name }) };
    case 'endMissing':
    case 'endFar':
      return { ends: words.plain(`plan.${refusal}`, { example }) };
    case 'ownerOutside':
      return { owner: words.plain('plan.ownerOutside') };
    case 'endedAlready':
      // It is answered with the form that starts one: see `plan`.
      return {};
  }
}

const move = onSubmit(moveModal, async (interaction, { project }, { where }): Promise<Reply> => {
  const { scope, person } = interaction;
  const at = (key: Parameters<ReturnType<typeof sayIn>['plain']>[0]) =>
    errors({ where: sayIn(interaction).plain(key) });
  const row = await loadProject(scope, project);
  if (row === null) return at('project.gone');
  if (!isPlanned(row.state)) return at('project.over');
  const may = mayStart(person, where === null ? null : await scope.channel(where));
  if (!may.ok) return at(may.code === 'noChannel' ? 'move.outside' : `refused.${may.code}`);
  const moved = await moveProject(interaction, row, person.userId, may.value);
  if (moved.ok) return nothing;
  return at(moved.refusals.includes('plannedTwice') ? 'plan.plannedTwice' : 'move.outside');
});

export const planViews: readonly ViewListener[] = [plan, move];
