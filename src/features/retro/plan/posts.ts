/** What is posted of a project: that it is planned, the question before its end, and to its owner, where else to hold it. */
import type { RowId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import { definePost, type Title } from '#core/post.ts';
import type { RetroKey } from '#locales/retro.ts';
import { wordsOf } from '../session/words.ts';
import { planJobs, planPosts } from './ids.ts';
import { ask, askWhere } from './operations.ts';
import { loadProject } from './rows.ts';
import { askMessage, plannedMessage, whereMessage } from './screens.ts';

/** @param key a sentence with the name of the project in it */
export function projectTitled(key: Extract<RetroKey, `title.${string}`>): Title<{ readonly project: RowId }> {
  return async (view, { project }, drawing) => {
    const { t } = wordsOf(drawing);
    const row = await loadProject(view, project);
    return row === null ? t.plain('title.unseen') : t.plain(key, { name: row.name });
  };
}

const planned = definePost(planPosts.planned, {
  title: projectTitled('title.project'),
  build: async (view, { project }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : plannedMessage(wordsOf(drawing), row, drawing.tz);
  },
  over: gone,
});

const asks = definePost(planPosts.ask, {
  title: projectTitled('title.projectAsk'),
  build: async (view, { project, round }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : askMessage(wordsOf(drawing), row, round, drawing.tz);
  },
  over: gone,
});

const where = definePost(planPosts.where, {
  title: projectTitled('title.projectWhere'),
  build: async (view, { project }, drawing) => {
    const row = await loadProject(view, project);
    return row === null ? null : whereMessage(wordsOf(drawing), row, drawing.tz);
  },
  over: gone,
});

export const planPostDefinitions = [planned, asks, where];

/** With the channel's eyes. Where Lore cannot speak nothing happens: its owner is asked where else to hold it. */
const askWhenDue = defineJob(planJobs.ask, 'prompt', {
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

export const planJobDefinitions: readonly JobDefinition[] = [askWhenDue, watch];
