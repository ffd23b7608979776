/** What is pressed and typed by people who follow a pathway. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
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
import { definePost } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { type FixedKey, nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { PathwaysWalkingSentences } from '#locales/pathways.walking.ts';
import { walkCopy } from '../copy.ts';
import { onWhole, showPathway, tell } from '../here.ts';
import { sentencesFor } from '../page.ts';
import { activities, loadPathway, loadWhole, pathwayOf, type Whole } from '../rows.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { ownDone, ownDones, ownFollow, ownFollows, ownSetting, loadShown, type ShownRow } from './rows.ts';
import { limitsOf } from '../rules.ts';
import { type Did, whyNotOn } from './rules.ts';
import * as screens from './screens.ts';

type WalkTold = Extract<FixedKey<PathwaysWalkingSentences>, `told.${string}`>;

const told = (it: Reading, key: WalkTold): Reply => say(messageOf(walkCopy.for(it).mrkdwn(key)));

const inOf = (it: Reading): screens.In => ({ ...sentencesFor(it), tz: it.person.tz });

const settingOf = async (read: ReadScope): Promise<operations.Setting> => {
  const row = await ownSetting(read);
  return { channel: row?.channel_id ?? null, isQuiet: row?.is_quiet === 1 };
};

/** What the viewer follows that is still there. */
export async function followedBy(read: ReadScope, self: ShownRow['person_id']) {
  const found: screens.Followed[] = [];
  const given = self === null ? [] : await operations.shownBy(read, self);
  for (const { pathway_id: id } of await ownFollows(read)) {
    const row = await loadPathway(read, id);
    if (row === null) continue;
    const mine = given.filter((one) => one.pathway_id === id);
    found.push({ row, ...(await operations.progressOf(read, id)), shown: mine });
  }
  return found;
}

async function showMine(it: Reading, page: number, notice: Mrkdwn | null = null): Promise<Reply> {
  const { scope, person } = it;
  const followed = await followedBy(scope, person.userId);
  const done = await ownDones(scope);
  return update(screens.renderMine(inOf(it), followed, done, await settingOf(scope), page, notice));
}

export const openMine = (it: Reading): Promise<Reply> => showMine(it, 0);

/** What is wrong with when somebody wants to use something; `null`: nothing. */
function wrongDay(it: Reading, typed: string | null) {
  const why = whyNotOn(typed, it.now, it.person.tz);
  return why === null ? null : walkCopy.for(it).plain(`use.${why}`);
}

const activityOf = ({ activities: all, row }: Whole, part: string) =>
  row.state === 'published' ? all.find(({ id }) => id === part) : undefined;

async function openFinish(it: Reading, { part }: { readonly part: RowId }): Promise<Reply> {
  const id = await pathwayOf(it.scope, activities, part);
  const whole = id === null ? null : await loadWhole(it.scope, id);
  const activity = whole === null ? undefined : activityOf(whole, part);
  if (whole === null || activity === undefined) return tell(it, 'told.outAlready');
  if ((await ownFollow(it.scope, whole.row.id)) === null) return told(it, 'told.notFollowed');
  return update(screens.renderFinish(walkCopy.for(it), activity));
}

const submitFinish = onSubmit(
  ids.finishModal,
  async (it, { pathway: id, part }, { use, on }): Promise<Reply> => {
    const wrong = wrongDay(it, on);
    if (wrong !== null) return errors({ on: wrong });
    const run = onWhole(async (_it: Interaction, whole) => {
      const activity = activityOf(whole, part);
      if (activity === undefined) return tell(it, 'told.outAlready');
      const isRequired = activity.is_required === 1;
      await operations.finish(it, it.person, { activity, what: activity.title, isRequired, use, on });
      const t = walkCopy.for(it);
      return showPathway(it, id, 0, t.mrkdwn(use === '' ? 'finish.done' : 'finish.asked'));
    });
    return run(it, { pathway: id });
  },
);

const submitElsewhere = onSubmit(ids.elsewhereModal, async (it, _of, typed): Promise<Reply> => {
  const t = walkCopy.for(it);
  const { what, use, on } = typed;
  const wrong = wrongDay(it, on);
  if (what === '' || wrong !== null)
    return errors({
      ...(what === '' ? { what: t.plain('elsewhere.empty') } : {}),
      ...(wrong === null ? {} : { on: wrong }),
    });
  const isRequired = typed.required.length > 0;
  await operations.finish(it, it.person, { activity: null, what, isRequired, use, on });
  return showMine(it, 0, t.mrkdwn(use === '' ? 'finish.done' : 'finish.asked'));
});

const submitShow = onSubmit(ids.showModal, async (it, { pathway: id }, { to, channel }): Promise<Reply> => {
  const t = walkCopy.for(it);
  const { scope, person } = it;
  const row = await loadPathway(scope, id);
  if (row === null || (await ownFollow(scope, id)) === null) return told(it, 'told.notFollowed');
  if (person.memberType !== 'member') return told(it, 'told.guest');
  if (to === null) return errors({ to: t.plain('show.nobody') });
  if (to === person.userId) return errors({ to: t.plain('show.self') });
  if (!(await operations.isThere(scope, to))) return errors({ to: t.plain('show.noMember') });
  const given = (await operations.shownBy(scope, person.userId)).filter((one) => one.pathway_id === id);
  if (given.length >= limitsOf.shown && !given.some(({ shown_to: other }) => other === to))
    return errors({ to: t.plain('show.many', { most: limitsOf.shown }) });
  const from =
    (await scope.channel(row.channel_id)) ?? (channel === null ? null : await scope.channel(channel));
  if (from === null) return errors({ channel: t.plain('show.noChannel') });
  await operations.show(it, person.userId, row, to, from.channelId);
  return showPathway(it, id, 0, t.mrkdwn('show.done', { person: nameOf(to) }));
});

const submitSettings = onSubmit(ids.settingsModal, async (it, _of, { channel, quiet }): Promise<Reply> => {
  const t = walkCopy.for(it);
  if (channel !== null && (await it.scope.channel(channel)) === null)
    return errors({ channel: t.plain('settings.notThere') });
  await operations.set(it, it.person.userId, { channel, isQuiet: quiet.length > 0 });
  return showMine(it, 0, t.mrkdwn('settings.saved'));
});

const saying =
  (did: Did) =>
  async (it: Interaction, { done: id }: { readonly done: RowId }): Promise<Reply> => {
    const row = await ownDone(it.scope, id);
    if (row === null) return told(it, 'told.doneGone');
    await operations.sayDid(it, row, did, it.person.userId);
    return told(it, `told.did.${did}`);
  };

const pressed: FeaturePart['actions'] = [
  onAction(
    ids.follow,
    onWhole(async (it: Interaction, { row }) => {
      if (row.state !== 'published') return tell(it, row.state === 'ended' ? 'told.ended' : 'told.draft');
      await operations.follow(it, row, it.person.userId);
      return showPathway(it, row.id, 0, walkCopy.for(it).mrkdwn('follow.done'));
    }),
  ),
  onAction(ids.unfollow, async (it, { pathway: id }) => {
    const was = await operations.unfollow(it, id, it.person.userId);
    const row = was ? await loadPathway(it.scope, id) : null;
    if (row === null) return told(it, was ? 'told.unfollowed' : 'told.notFollowed');
    return showPathway(it, id, 0, walkCopy.for(it).mrkdwn('told.unfollowed'));
  }),
  onReading(ids.openFinish, openFinish),
  onAction(ids.unfinish, async (it, { done: id }) => {
    const row = await ownDone(it.scope, id);
    if (row === null) return told(it, 'told.doneGone');
    await operations.unfinish(it, id, it.person.userId);
    const notice = walkCopy.for(it).mrkdwn('told.unfinished');
    const { pathway_id: of } = row;
    const isSeen = of !== null && (await loadPathway(it.scope, of)) !== null;
    return isSeen ? showPathway(it, of, 0, notice) : showMine(it, 0, notice);
  }),
  onReading(ids.openElsewhere, (it) => Promise.resolve(update(screens.renderElsewhere(walkCopy.for(it))))),
  onReading(ids.openMine, openMine),
  ...onReadingPages(ids.minePages, (it, { page }) => showMine(it, page)),
  onReading(
    ids.openShow,
    onWhole(async (it: Reading, { row }) => {
      if (it.person.memberType !== 'member') return told(it, 'told.guest');
      if ((await ownFollow(it.scope, row.id)) === null) return told(it, 'told.notFollowed');
      const isThere = (await it.scope.channel(row.channel_id)) !== null;
      return update(screens.renderShow(inOf(it), row, isThere));
    }),
  ),
  onAction(ids.takeBack, async (it, { shown: id }) => {
    const row = await loadShown(it.scope, id);
    if (row === null || row.person_id !== it.person.userId) return told(it, 'told.takenBack');
    await operations.takeBack(it.scope, row);
    return showMine(it, 0, walkCopy.for(it).mrkdwn('told.takenBack'));
  }),
  onAction(ids.putAway, async (it, { shown: id }) => {
    const row = await loadShown(it.scope, id);
    if (row === null || row.shown_to !== it.person.userId) return told(it, 'told.shownGone');
    await operations.putAway(it, row, it.person.userId);
    return told(it, 'told.putAway');
  }),
  onReading(ids.openSettings, async (it) =>
    update(screens.renderSettings(walkCopy.for(it), await settingOf(it.scope))),
  ),
  onAction(ids.quiet, async (it) => {
    await operations.hush(it, it.person.userId);
    return told(it, 'told.quiet');
  }),
  onAction(ids.didYes, saying('yes')),
  onAction(ids.didPartly, saying('partly')),
  onAction(ids.didNo, saying('no')),
];

export const walking: FeaturePart = {
  actions: pressed,
  views: [submitFinish, submitElsewhere, submitShow, submitSettings],
  posts: [
    definePost(ids.posts.did, {
      title: walkCopy.titled('title.did'),
      build: async (read, { done }, renderContext) => {
        const row = await ownDone(read, done);
        if (row === null || (row.did === null && (await settingOf(read)).isQuiet)) return null;
        return screens.didMessage(walkCopy.for(renderContext), row);
      },
      over: walkCopy.says('did.over'),
    }),
    definePost(ids.posts.moment, {
      title: walkCopy.titled('title.moment'),
      build: async (read, { moment: nth }, renderContext) => {
        const moment = operations.toldMoments[nth];
        if (moment === undefined || (await settingOf(read)).isQuiet) return null;
        const tied = await operations.tiedTo(read, moment);
        return tied.length === 0 ? null : screens.momentMessage(walkCopy.for(renderContext), moment, tied);
      },
      over: walkCopy.says('moment.over'),
    }),
    definePost(ids.posts.shown, {
      title: walkCopy.titled('title.shown'),
      build: async (read, { shown: id }, renderContext) => {
        const row = await loadShown(read, id);
        if (row === null || row.hidden_at !== null) return null;
        if (!(await operations.isThere(read, row.person_id))) return null;
        const here = { ...sentencesFor(renderContext), tz: renderContext.tz };
        const message = screens.shownMessage(here, await operations.asOfNow(read, row));
        return { ...message, shows: [row.pathway_id] };
      },
      over: walkCopy.says('shown.over'),
    }),
  ],
  jobs: [
    defineJob(ids.jobs.did, 'transition', { title: walkCopy.titled('title.did'), run: operations.askDid }),
    defineJob(ids.jobs.shown, 'transition', {
      title: walkCopy.titled('title.shown'),
      run: operations.countAgain,
    }),
    defineJob(ids.jobs.moment, 'transition', {
      title: walkCopy.titled('title.moment'),
      run: operations.tellMoment,
    }),
  ],
};
