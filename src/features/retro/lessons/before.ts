/** What a review before the work begins with, in its thread: lessons of other teams that fit, and the standards that changed here before. */
import type { KnownBlock } from '@slack/types';
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { bullets, context, type Piece } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { definePost, type Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { beforeJobs, beforeLessonsPost, beforePosts, type OfBefore } from '../before/ids.ts';
import { type BeforeRow, loadBefore } from '../before/rows.ts';
import { promiseAtPlan } from '../session/promises.ts';
import { retroCopy, type Translator, wordsFor } from '../session/words.ts';
import { changedIn, type ChangedHere } from '../standards/operations.ts';
import { standardPieces } from '../standards/screens.ts';
import { readable } from './handlers.ts';
import { chooseForBefore } from './offering.ts';
import { beforeOffersOf, type Others } from './operations.ts';
import { lessonCards } from './screens.ts';

/** How many standards are shown. */
const mostChanged = 3;

/** Those that had changed when it began: the newest first. */
async function changedBefore(
  others: Others,
  read: ReadScope,
  { channel_id: channel, began_at: began }: BeforeRow,
): Promise<readonly ChangedHere[]> {
  const all = await changedIn(others, read, channel, began);
  return all.filter(({ since }) => since <= began).slice(0, mostChanged);
}

const titled: Title<OfBefore> = async (read, { before }, renderContext) => {
  const t = wordsFor(renderContext);
  const row = await loadBefore(read, before);
  return row === null ? t.plain('title.unseen') : t.plain('title.beforeLessons', { name: row.name });
};

const lessonsPost = (others: Others) =>
  definePost(beforePosts.lessons, {
    title: titled,
    build: async (read, { before }, renderContext) => {
      const row = await loadBefore(read, before);
      if (row === null) return null;
      const offered = await readable(others, read, await beforeOffersOf(read, before), renderContext);
      const changed = await changedBefore(others, read, row);
      if (offered.length + changed.length === 0) return null;
      const t = wordsFor(renderContext);
      const how =
        row.state === 'over' ? [] : [context(join([t.mrkdwn('project.lessonsHow'), promiseAtPlan(t)], ' '))];
      return messageOf(
        ...(offered.length === 0 ? [] : [t.mrkdwn('before.lessons'), lessonCards(t, offered), ...how]),
        ...changedBlocks(t, changed),
      );
    },
    over: retroCopy.says('project.lessonsGone'),
  });

const changedBlocks = (t: Translator, changed: readonly ChangedHere[]): (Mrkdwn | KnownBlock)[] =>
  changed.length === 0
    ? []
    : [
        t.mrkdwn('before.changedHere'),
        bullets(
          changed.map(({ standard, since }): Piece[] => [
            ...standardPieces(t, standard),
            ' · ',
            ...t.pieces('before.changedOn', { day: onDay(since) }),
          ]),
        ),
      ];

/** @param others the practices that keep lessons */
export const beforeLessons = (others: Others): FeaturePart => ({
  posts: [lessonsPost(others)],
  jobs: [
    defineJob(beforeJobs.offerLessons, 'transition', {
      title: titled,
      run: async (context, { before }) => {
        const { scope } = context;
        const row = await loadBefore(scope, before);
        if (row === null || row.state === 'over') return;
        const lessons = await chooseForBefore(context, others, row);
        const changed = await changedBefore(others, scope, row);
        if (lessons.length + changed.length === 0) return;
        await scope.publish({
          ...beforeLessonsPost(row),
          shows: [...lessons, ...changed.map(({ id }) => id)],
        });
        // It may stand there already, with standards alone.
        await scope.refresh(beforeLessonsPost(row));
      },
    }),
  ],
});
