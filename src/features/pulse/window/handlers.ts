/** Opening and ending a window, and the jobs that it runs. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { definePost, stays } from '#core/post.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { renderPage } from '../page.ts';
import { publishWindow } from '../results/part.ts';
import { loadWindow, setupOf } from '../rows.ts';
import { forAdmin, showPage, tell } from '../tree/handlers.ts';
import { leastBehind, mostPeopleBehind } from '../tree/rules.ts';
import { askAll, closeWindow, endEarly, mayOpenNow, openWindow, remind, tellVoid } from './operations.ts';
import { markOf, previewOf } from './roster.ts';
import * as screens from './screens.ts';

const showPreview = async (it: Reading): Promise<Reply> => {
  const t = copy.for(it);
  const may = await mayOpenNow(it.scope, it.now);
  if (may.kind !== 'yes') return say(messageOf(t.mrkdwn('said', { words: screens.whyNot(t, may) })));
  const preview = await previewOf(it.scope);
  return update(screens.renderOpen(t, preview, leastBehind, await markOf(preview)));
};

const submitOpen = onSubmit(ids.openModal, async (it, { read }, { least }) => {
  const t = copy.for(it);
  const refuse = (sentence: string): Reply => errors({ least: sentence });
  if (!isAdmin(it.person)) return refuse(t.plain('told.adminsOnly'));
  if (least === null || least > mostPeopleBehind)
    return refuse(t.plain('open.leastNumber', { most: mostPeopleBehind }));
  if (least < leastBehind) return refuse(t.plain('open.leastRefused', { least: leastBehind }));
  const setup = await setupOf(it.scope);
  const channel = setup === null ? null : await it.scope.channel(setup.channel_id);
  if (
    setup === null ||
    channel === null ||
    channel.isArchived ||
    !channel.hasLore ||
    channel.kind !== 'public'
  )
    return refuse(t.plain('told.notThere'));
  const may = await mayOpenNow(it.scope, it.now);
  if (may.kind !== 'yes') return refuse(screens.whyNot(t, may));
  const preview = await previewOf(it.scope);
  const mark = await markOf(preview);
  // Whom it asks is fixed from then on, so an admin opens what they have read.
  if (mark !== read) return update(screens.renderOpen(t, preview, least, mark, true));
  const [wrong] = screens.faultsIn(t, preview);
  if (wrong !== undefined) return refuse(wrong);
  const opened = await openWindow(it, setup, it.person.userId, least, preview);
  if (opened !== 'opened') return refuse(t.plain(opened === 'another' ? 'open.already' : 'open.noPlace'));
  return update(await renderPage(it, 0, copy.for(it).mrkdwn('open.done', { asked: preview.teamOf.size })));
});

export const windowPart: FeaturePart = {
  actions: [
    onReading(ids.preview, forAdmin(showPreview)),
    onAction(
      ids.endNow,
      forAdmin(async (it: Interaction, { window }) => {
        const row = await loadWindow(it.scope, window);
        if (row === null || !(await endEarly(it, row, it.person.userId))) return tell(it, 'told.over');
        return showPage(it);
      }),
    ),
  ],
  views: [submitOpen],
  posts: [
    definePost(ids.posts.void, {
      title: copy.titled('title.void'),
      build: async (_read, { key }, renderContext) =>
        messageOf(copy.for(renderContext).mrkdwn(key === 1 ? 'void.key' : 'void.channel')),
      over: stays,
    }),
  ],
  jobs: [
    defineJob(ids.jobs.ask, 'transition', {
      title: copy.titled('title.asked'),
      run: (context, { window }) => askAll(context, window),
    }),
    defineJob(ids.jobs.remind, 'prompt', {
      title: copy.titled('title.reminder'),
      run: ({ scope }, { window }) => remind(scope, window),
    }),
    // It keeps the promise until when a key could link, also while the practice is turned off.
    defineJob(ids.jobs.close, 'erasure', {
      title: copy.titled('title.close'),
      run: (context, { window, by }) => closeWindow(context, window, by),
    }),
    defineJob(ids.jobs.closeAtLast, 'erasure', {
      title: copy.titled('title.close'),
      run: (context, { window }) => closeWindow(context, window, null),
    }),
    defineJob(ids.jobs.destroyKey, 'erasure', {
      title: copy.titled('title.close'),
      run: ({ scope }, { window }) => scope.ballots.destroyKey(window),
    }),
    defineJob(ids.jobs.publish, 'transition', {
      title: copy.titled('title.close'),
      run: (context, { window }) => publishWindow(context, window),
    }),
    defineJob(ids.jobs.tellVoid, 'transition', {
      title: copy.titled('title.void'),
      run: ({ scope }, { window, key }) => tellVoid(scope, window, key),
    }),
  ],
};
