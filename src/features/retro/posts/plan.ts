/** What is posted of a project: that it is planned, the question before its end, and to its owner, where else to hold it. */
import type { RowId, UserId } from '../../../core/ids.ts';
import { definePost, type PostRef, type Title } from '../../../core/post.ts';
import { askMessage, plannedMessage, whereMessage } from '../blocks/plan.ts';
import { wordsOf } from '../blocks/words.ts';
import type { RetroKey } from '../../../../locales/retro.ts';
import { planPosts } from '../ids/plan.ts';
import { loadProject } from '../repository/project.ts';
import type { ProjectRow } from '../tables/project.ts';

/** @param key a sentence with the name of the project in it */
export function projectTitled(key: Extract<RetroKey, `title.${string}`>): Title<{ readonly project: RowId }> {
  return async (view, { project }, drawing) => {
    const { say } = wordsOf(drawing);
    const row = await loadProject(view, project);
    return row === null ? say.plain('title.unseen') : say.plain(key, { name: row.name });
  };
}

const planned = definePost(planPosts.planned, {
  title: projectTitled('title.project'),
  build: async (view, { project }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : plannedMessage(wordsOf(drawing), row, drawing.tz);
  },
});

const asks = definePost(planPosts.ask, {
  title: projectTitled('title.projectAsk'),
  build: async (view, { project, round }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : askMessage(wordsOf(drawing), row, round, drawing.tz);
  },
});

const where = definePost(planPosts.where, {
  title: projectTitled('title.projectWhere'),
  build: async (view, { project }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : whereMessage(wordsOf(drawing), row, drawing.tz);
  },
});

export const planPostDefinitions = [planned, asks, where];

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

/** In the thread of the plan: lessons of other teams that fit. See `posts/prepare.ts`. */
export function projectLessonsPost(row: Named): PostRef {
  const under = plannedPost(row);
  return planPosts.lessons.ref({ project: row.id }, { kind: 'thread', under });
}
