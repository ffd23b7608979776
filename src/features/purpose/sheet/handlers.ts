/** What is pressed and typed about one's own sheet. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, nothing, onAction, onReading, onSubmit, type Reply, update } from '#core/listener.ts';
import { nameOf } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { isFor, showPage, tell } from '../page.ts';
import { aboutPair } from '../pairs.ts';
import { loadShare, otherIn, ownShare, ownSheet } from '../rows.ts';
import { findToLearn, type Practices } from './learn.ts';
import * as operations from './operations.ts';
import { isEmpty, type Sheet, whyNotChosen } from './rules.ts';
import * as screens from './screens.ts';

const blank: Sheet = { learn: '', drives: '', toward: '' };

const openForm = onAction(ids.write, async (it): Promise<Reply> => {
  if (!isFor(it)) return tell(it, 'told.guest');
  // Nothing is typed that could not be kept.
  if ((await it.scope.seal('')) === null) return tell(it, 'told.noKey');
  const row = await ownSheet(it.scope);
  const sheet = row === null ? null : operations.unsealed(it.scope, row);
  return update(screens.renderSheet(copy.for(it), sheet ?? blank, await ownShare(it.scope)));
});

const submitSheet = onSubmit(
  ids.sheetModal,
  async (it, _of, sheet): Promise<Reply> => {
    const t = copy.for(it);
    if (!isFor(it)) return tell(it, 'told.guest');
    if (isEmpty(sheet)) return errors({ learn: t.plain('form.empty') });
    if (!(await operations.saveSheet(it, it.person.userId, sheet)))
      return errors({ learn: t.plain('told.noKey') });
    return showPage(it);
  },
  async (it, _of, sheet) => {
    if (isFor(it) && !isEmpty(sheet)) await operations.keepTyped(it, sheet);
    return nothing;
  },
);

const openShare = onReading(ids.openShare, async (it): Promise<Reply> => {
  if (!isFor(it)) return tell(it, 'told.guest');
  const may = mayPostIn(it.channel);
  return update(screens.renderShare(copy.for(it), may.ok ? may.value.channelId : undefined));
});

const submitShare = onSubmit(ids.shareModal, async (it, _of, { chosen, channel }): Promise<Reply> => {
  const t = copy.for(it);
  const { scope, person } = it;
  if (!isFor(it)) return tell(it, 'told.guest');
  const known = chosen === null ? null : await scope.person(chosen);
  const why = whyNotChosen(person.userId, known);
  if (why !== null || chosen === null) return errors({ chosen: t.plain(`chosen.${why ?? 'unknown'}`) });
  const may = mayPostIn(channel === null ? null : await scope.channel(channel));
  if (!may.ok)
    return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
  const before = await ownShare(scope);
  if (before !== null)
    return errors({ chosen: t.plain('share.already', { person: nameOf(before.chosen_id) }) });
  const row = await ownSheet(scope);
  const sheet = row === null ? null : operations.unsealed(scope, row);
  if (sheet === null || isEmpty(sheet)) return errors({ chosen: t.plain('share.nothing') });
  if (!(await operations.share(it, person.userId, chosen, may.value.channelId, sheet)))
    return errors({ chosen: t.plain('told.noKey') });
  return showPage(it);
});

/** @param practices those with which somebody can learn */
export const ownSheets = (practices: Practices): FeaturePart => ({
  actions: [
    openForm,
    openShare,
    onAction(ids.takeBack, async (it, { share }) => {
      const row = await loadShare(it.scope, share);
      if (row?.person_id !== it.person.userId) return tell(it, 'told.gone');
      await operations.endShare(it, row);
      return showPage(it);
    }),
    onAction(ids.forget, async (it) => {
      await operations.forget(it, it.person.userId);
      return showPage(it);
    }),
    onReading(ids.learn, async (it): Promise<Reply> => {
      const row = await ownSheet(it.scope);
      const sheet = row === null ? null : operations.unsealed(it.scope, row);
      if (sheet === null) return showPage(it);
      const { now, locale, person } = it;
      const found = await findToLearn(practices, it.scope, sheet, { now, locale, tz: person.tz });
      return update(screens.renderLearn(copy.for(it), found));
    }),
  ],
  views: [submitSheet, submitShare],
  posts: [
    aboutPair.post(
      ids.posts.shared,
      'title.shared',
      (t, { row }) => (row.person_id === null ? null : screens.sharedMessage(t, row, row.person_id)),
      aboutPair.over((t, { row }) => t.mrkdwn('shared.over', { person: nameOf(row.person_id) })),
    ),
    aboutPair.post(ids.posts.alone, 'title.shared', (t, { row, self }) =>
      messageOf(t.mrkdwn('alone.line', { other: nameOf(otherIn(row, self)) })),
    ),
  ],
  jobs: [
    defineJob(ids.jobs.watch, 'transition', { title: copy.titled('title.watch'), run: operations.watch }),
  ],
});
