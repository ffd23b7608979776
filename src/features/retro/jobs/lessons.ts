/** Choosing the lessons that a retrospective begins with, or a project when it is planned, and proposing some when it has ended: with its channel's eyes. */

import { defineJob, type JobDefinition } from '../../../core/job.ts';
import { titled } from '../blocks/titles.ts';
import { isOpen } from '../domain/flow.ts';
import { lessonJobs } from '../ids/lessons.ts';
import { projectTitled } from '../posts/plan.ts';
import { loadRetro } from '../repository.ts';
import { loadProject } from '../repository/project.ts';
import { choose, chooseForProject, propose, type Others } from '../service/lessons.ts';

export const lessonJobsWith = (others: Others): readonly JobDefinition[] => [
  defineJob(lessonJobs.offer, 'transition', {
    title: titled('title.offer'),
    run: async (context, { retro }) => {
      const loaded = await loadRetro(context.scope, retro);
      if (loaded !== null && isOpen(loaded.retro.phase)) await choose(context, others, loaded);
    },
  }),
  defineJob(lessonJobs.offerProject, 'transition', {
    title: projectTitled('title.projectLessons'),
    run: async (context, { project }) => {
      const row = await loadProject(context.scope, project);
      if (row?.state === 'planned') await chooseForProject(context, others, row);
    },
  }),
  defineJob(lessonJobs.propose, 'transition', {
    title: titled('title.propose'),
    run: (context, { retro }) => propose(context, others, retro),
  }),
];
