/** When Lore asks about a project that ends. */

import { defineJob, type JobDefinition } from '../../../core/job.ts';
import { planJobs } from '../ids/plan.ts';
import { projectTitled } from '../posts/plan.ts';
import { loadProject } from '../repository/project.ts';
import { ask, askWhere } from '../service/project.ts';

/** With the channel's eyes. Where Lore cannot speak nothing happens: its owner is asked where else to hold it. */
const asks = defineJob(planJobs.ask, 'prompt', {
  title: projectTitled('title.projectAsk'),
  run: async (context, { project }) => {
    const row = await loadProject(context.scope, project);
    if (row?.state !== 'planned') return;
    const channel = await context.scope.channel(row.channel_id);
    if (channel?.hasLore === true && !channel.isArchived) await ask(context, row);
  },
});

/** A minute later, with the owner's: a channel that is read by more people than before is shown nothing, and one that Lore is not in hears nothing. */
const watch = defineJob(planJobs.watch, 'prompt', {
  title: projectTitled('title.projectAsk'),
  run: async (context, { project, person }) => {
    const row = await loadProject(context.scope, project);
    if (row?.state === 'planned' && row.owner_id === person) await askWhere(context, row);
  },
});

export const planJobDefinitions: readonly JobDefinition[] = [asks, watch];
