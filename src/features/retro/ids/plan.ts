/** The ids of planning ahead. */
import { rowValue, channelValue } from '../../../core/kit/values.ts';
import { jobId } from '../../../core/job.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { postId } from '../../../core/post.ts';
import { pageNumber, definePages } from '../../../core/kit/pages.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '../../../core/kit/modal.ts';
import { conversationField } from '../../../core/kit/pickers.ts';

const project = z.object({ project: rowValue });

/** `project`: the one that is changed; without one, a new one is planned. */
export const planModal = defineModal(
  'retro.plan',
  z.object({ channel: channelValue, project: rowValue.optional() }),
  {
    name: textField(),
    ends: dateField(),
    owner: personField(),
  },
);
export const moveModal = defineModal('retro.project-where', project, {
  where: conversationField(),
});
export const projectsModal = defineModal('retro.projects', z.object({}), {});

export const startProject = defineAction('retro.project-start', project);
export const changeProject = defineAction('retro.project-change', project);
/** `page`: of the list that the button stands in, which is drawn anew. */
export const cancelProject = defineAction(
  'retro.project-cancel',
  z.object({ project: rowValue, page: pageNumber.optional() }),
);
export const takeProject = defineAction(
  'retro.project-take',
  z.object({ project: rowValue, page: pageNumber.optional() }),
);
export const moveProject = defineAction('retro.project-move', project);
export const listProjects = defineAction('retro.projects', z.object({}));
export const projectsPages = definePages('retro.projects', z.object({ page: pageNumber }));

export const planPosts = {
  planned: postId<{ readonly project: RowId }>('retro.project'),
  ask: postId<{ readonly project: RowId; readonly round: number }>('retro.project-ask'),
  lessons: postId<{ readonly project: RowId }>('retro.project-lessons'),
  where: postId<{ readonly project: RowId }>('retro.project-where'),
} as const;
export const planJobs = {
  ask: jobId<{ project: RowId }>('retro.project-ask'),
  watch: jobId<{ project: RowId; person: UserId }>('retro.project-watch'),
} as const;
