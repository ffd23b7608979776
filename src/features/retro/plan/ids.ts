/** The ids of planning ahead. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { ProjectRow } from './rows.ts';

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

type Named = Pick<ProjectRow, 'id' | 'channel_id' | 'owner_id'>;
const inChannel = ({ channel_id: channel }: Named) => ({ kind: 'channel', channel }) as const;

/** That it is planned: one message in the channel. */
export function plannedPost(row: Named): PostRef {
  return planPosts.planned.ref({ project: row.id }, inChannel(row), row.owner_id ?? undefined);
}

/** The question before its end, in the channel. */
export function askPost(row: Named & Pick<ProjectRow, 'round'>): PostRef {
  return planPosts.ask.ref({ project: row.id, round: row.round }, inChannel(row), row.owner_id ?? undefined);
}

/** Where else to hold it, to its owner alone. */
export function wherePost(row: Pick<ProjectRow, 'id'>, owner: UserId): PostRef {
  return planPosts.where.ref({ project: row.id }, { kind: 'person', user: owner, urgency: 'due' });
}

/** In the thread of the plan: lessons of other teams that fit. See `lessons/handlers.ts`. */
export function projectLessonsPost(row: Named): PostRef {
  const under = plannedPost(row);
  return planPosts.lessons.ref({ project: row.id }, { kind: 'thread', under });
}
