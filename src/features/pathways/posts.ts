/** What Lore posts about a pathway, and the job that asks its editors. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { messageOf } from '#core/kit/message.ts';
import { definePost, stays } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import { copy, walkCopy } from './copy.ts';
import { fileMessage } from './files.ts';
import { fileFormats, jobs, type OfPathway, posts } from './ids.ts';
import { ask } from './making/operations.ts';
import { cardMessage, readyMessage, reviewMessage } from './messages.ts';
import { roleOf } from './page.ts';
import { loadWhole, type Whole } from './rows.ts';
import { leastEditors } from './rules.ts';

const about = postsAbout<ReturnType<typeof copy.for>, OfPathway, Whole, 'title.pathway' | 'title.review'>(
  copy,
  (read, { pathway }) => loadWhole(read, pathway),
);

/** What the message that it can be published says, once there is nothing to press. */
const readyOver = { draft: 'ready.over', published: 'ready.done', ended: 'card.ended' } as const;

export const posting: FeaturePart = {
  posts: [
    about.post(
      posts.card,
      'title.pathway',
      (t, whole, _params, _read, renderContext) =>
        whole.row.state === 'ended'
          ? null
          : cardMessage(t, walkCopy.for(renderContext), whole, renderContext.now),
      about.over((t, { row }) => t.mrkdwn('card.ended', { role: roleOf(t, row) })),
    ),
    about.post(posts.published, 'title.pathway', (t, { row }) =>
      messageOf(t.mrkdwn('published.line', { role: roleOf(t, row), by: nameOf(row.published_by) })),
    ),
    about.post(
      posts.ready,
      'title.pathway',
      (t, { row, editors }, _params, { viewer }) =>
        viewer.kind === 'person' &&
        row.state === 'draft' &&
        editors.length >= leastEditors &&
        editors.includes(viewer.userId)
          ? readyMessage(t, row)
          : null,
      about.over((t, { row }) => t.mrkdwn(readyOver[row.state], { role: roleOf(t, row) })),
    ),
    about.post(
      posts.review,
      'title.review',
      (t, { row, editors }, { since, nth }, { viewer }) =>
        viewer.kind === 'person' &&
        row.state === 'published' &&
        row.right_at === since &&
        editors.includes(viewer.userId)
          ? reviewMessage(t, row, nth)
          : null,
      about.over((t, { row }, _read, { since }) =>
        row.right_at === null || row.right_at === since
          ? t.mrkdwn('review.over', { role: roleOf(t, row) })
          : t.mrkdwn('review.done', { role: roleOf(t, row), on: onDay(row.right_at) }),
      ),
    ),
    definePost(posts.file, {
      title: copy.titled('title.file'),
      hasFile: true,
      build: async (read, { pathway, as }, renderContext) => {
        const format = fileFormats[as];
        return format === undefined ? null : fileMessage(read, pathway, format, renderContext);
      },
      // The file belongs to them.
      over: stays,
    }),
  ],
  jobs: [defineJob(jobs.review, 'transition', { title: copy.titled('title.review'), run: ask })],
};
