/** The posts and jobs of planned projects. */
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { ProjectRow } from './rows.ts';

export const planPosts = {
  planned: postId<{ readonly project: RowId }>('retro.project'),
  ask: postId<{ readonly project: RowId; readonly round: number }>('retro.project-ask'),
  lessons: postId<{ readonly project: RowId }>('retro.project-lessons'),
  where: postId<{ readonly project: RowId }>('retro.project-where'),
} as const;

export const planJobs = {
  ask: jobId<{ project: RowId }>('retro.project-ask'),
  watch: jobId<{ project: RowId; person: UserId }>('retro.project-watch'),
  offerLessons: jobId<{ readonly project: RowId }>('retro.offer-project-lessons'),
} as const;

const inChannel = ({ channel_id: channel }: ProjectRow) => ({ kind: 'channel', channel }) as const;

/** Announces the plan: one message in the channel. */
export const plannedPost = (row: ProjectRow): PostRef =>
  planPosts.planned.ref({ project: row.id }, inChannel(row), row.owner_id ?? undefined);

/** The question before its end, in the channel. */
export const askPost = (row: ProjectRow): PostRef =>
  planPosts.ask.ref({ project: row.id, round: row.round }, inChannel(row), row.owner_id ?? undefined);

/** Asks only its owner where else to hold it. */
export const wherePost = ({ id: project, ends_at: date }: ProjectRow, user: UserId): PostRef =>
  planPosts.where.ref({ project }, { kind: 'person', user, urgency: 'due', date });

/** In the thread of the plan: other teams' lessons that fit. See `lessons/handlers.ts`. */
export const projectLessonsPost = (row: ProjectRow): PostRef =>
  planPosts.lessons.ref({ project: row.id }, { kind: 'thread', under: plannedPost(row) });
