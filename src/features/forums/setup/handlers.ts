/** The form of a new forum, and the answers of those who are asked. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import type { Channel, Person } from '#core/people.ts';
import { definePost } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import { oneLine } from '#core/text.ts';
import type { ForumsKey } from '#locales/forums.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { forumIn, loadForum, peopleIn } from '../rows.ts';
import {
  type AskRow,
  answerTo,
  asksOf,
  loadAsk,
  loadPlan,
  ownAsks,
  ownPlanIn,
  type PlanRow,
  yesesTo,
} from './rows.ts';
import { coreSize, meetsSchedule, whyNotCore, whyNotSponsor } from '../rules.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

type Told = Extract<ForumsKey, `told.${string}`>;

export const tell = (it: Reading, key: Told): Reply => say(messageOf(copy.for(it).mrkdwn(key)));

/** Opens the form, unless nothing can begin where it was asked for. @param channel where; `null`: Lore sees none */
export async function openNew(it: Reading, channel: Channel | null): Promise<Reply> {
  const t = copy.for(it);
  const may = mayBeginIn(it.person, channel);
  if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/forum' })));
  const { channelId } = may.value;
  if ((await forumIn(it.scope, channelId)) !== null)
    return say(messageOf(t.mrkdwn('new.already', { channel: channelLink(channelId) })));
  return open(screens.renderNew(t, channelId, it.person.userId));
}

const known = async (read: ReadScope, users: readonly UserId[]) =>
  new Map<UserId, Person | null>(
    await Promise.all(users.map(async (user) => [user, await read.person(user)] as const)),
  );

const submitNew = onSubmit(ids.newModal, async (it, _of, fields): Promise<Reply> => {
  const { scope, person } = it;
  const t = copy.for(it);
  const may = mayBeginIn(person, fields.channel === null ? null : await scope.channel(fields.channel));
  if (!may.ok) return errors({ channel: t.plain(`begin.${may.code}`, { command: '/forum' }) });
  const channel = may.value;
  const { channelId } = channel;
  if ((await forumIn(scope, channelId)) !== null) return errors({ channel: t.plain('new.alreadyForm') });
  if ((await ownPlanIn(scope, channelId)) !== null) return errors({ channel: t.plain('new.asking') });
  const subject = oneLine(fields.subject);
  const core = [...new Set(fields.core)];
  const there = new Set((await scope.members(channelId)).map(({ userId }) => userId));
  const whyCore = whyNotCore(await known(scope, core), there);
  const asked = fields.sponsor === null ? null : await scope.person(fields.sponsor);
  const whySponsor = whyNotSponsor(fields.sponsor, asked, core);
  // What recurs in a channel can be locked by an admin, which only a change tells.
  const changed = await scope.schedules.change(channelId, meetsSchedule, { isOn: false });
  const isLocked = !changed.ok && changed.code === 'locked';
  const sponsor = fields.sponsor;
  if (subject === '' || whyCore !== null || whySponsor !== null || isLocked || sponsor === null)
    return errors({
      ...(isLocked ? { channel: t.plain('new.locked') } : {}),
      ...(subject === '' ? { subject: t.plain('new.noSubject') } : {}),
      ...(whyCore === null ? {} : { core: t.plain(`new.refused.core.${whyCore}`) }),
      ...(whySponsor === null ? {} : { sponsor: t.plain(`new.refused.sponsor.${whySponsor}`) }),
    });
  const every = fields.every ?? 'month';
  await operations.plan(it, person.userId, { channel, subject, about: fields.about, core, sponsor, every });
  return clear;
});

/** What the viewer sets up, if it is not over. */
async function ownPlan(it: Reading, id: RowId): Promise<PlanRow | null> {
  const row = await loadPlan(it.scope, id);
  return row?.state === 'asking' && row.planned_by === it.person.userId ? row : null;
}

const submitOther = onSubmit(ids.otherModal, async (it, { plan }, fields): Promise<Reply> => {
  const { scope, person } = it;
  const t = copy.for(it);
  const row = await ownPlan(it, plan);
  if (row === null) return errors({ person: t.plain('told.planOver') });
  const user = fields.person;
  const part = fields.part ?? 'core';
  const found = user === null ? null : await scope.person(user);
  const why = whyNotSponsor(user, found, []);
  if (user === null || why !== null)
    return errors({ person: t.plain(`new.refused.sponsor.${why ?? 'nobody'}`) });
  const members = await scope.members(row.channel_id);
  if (part === 'core' && !members.some(({ userId }) => userId === user))
    return errors({ person: t.plain('other.notThere') });
  const asked = await operations.askAnother(it, row, person.userId, user, part);
  return asked === 'asked' ? clear : errors({ person: t.plain(`other.${asked}`) });
});

/** A question that is theirs to answer, of somebody who is still here. */
async function withAsk(it: Interaction, id: RowId, run: (row: AskRow) => Promise<Reply>): Promise<Reply> {
  const row = await loadAsk(it.scope, id);
  if (row === null || row.person_id !== it.person.userId) return tell(it, 'told.askGone');
  const asker = row.asked_by === null ? null : await it.scope.person(row.asked_by);
  return asker?.memberType === 'member' ? run(row) : tell(it, 'told.askerGone');
}

const agree = (it: Interaction, id: RowId) =>
  withAsk(it, id, async (row) => {
    const { scope, person } = it;
    if (person.memberType !== 'member') return tell(it, 'told.guest');
    if (row.part === 'core') {
      if ((await scope.channel(row.channel_id)) === null) return tell(it, 'told.notThere');
      const forum = await forumIn(scope, row.channel_id);
      if (forum !== null && forum.id !== row.plan_id) return tell(it, 'told.otherForum');
      const isFull = forum !== null && (await peopleIn(scope, forum)).core.length >= coreSize;
      if (isFull && (await answerTo(scope, row))?.answer !== 'yes') return tell(it, 'told.full');
    }
    return (await operations.answer(it, row, person.userId, 'yes')) ? nothing : tell(it, 'told.saidBefore');
  });

const decline = (it: Interaction, id: RowId) =>
  withAsk(it, id, async (row) => {
    if ((await answerTo(it.scope, row)) !== null) return tell(it, 'told.saidBefore');
    await operations.answer(it, row, it.person.userId, 'no');
    return nothing;
  });

const aboutAsk = postsAbout(copy, (read, { ask }: ids.OfAsk) => loadAsk(read, ask));

export async function plannedOf(read: ReadScope, row: PlanRow): Promise<screens.Planned> {
  const { core } = await operations.agreedTo(read, row);
  return {
    row,
    asks: await asksOf(read, row.id),
    yeses: await yesesTo(read, row.id),
    core: core.length,
  };
}

export const setup: FeaturePart = {
  actions: [
    onReading(ids.beginNew, async (it, { channel }) => openNew(it, await it.scope.channel(channel))),
    onReading(ids.askOther, async (it, { plan }) => {
      const row = await ownPlan(it, plan);
      return row === null ? tell(it, 'told.planOver') : open(screens.renderOther(copy.for(it), row));
    }),
    onAction(ids.dropPlan, async (it, { plan }) => {
      const row = await ownPlan(it, plan);
      if (row === null) return tell(it, 'told.planOver');
      await operations.drop(it.scope, row, it.person.userId);
      return nothing;
    }),
    onAction(ids.agree, (it, { ask }) => agree(it, ask)),
    onAction(ids.decline, (it, { ask }) => decline(it, ask)),
  ],
  views: [submitNew, submitOther],
  posts: [
    definePost(ids.posts.plan, {
      title: copy.titled('title.plan'),
      build: async (read, { plan }, renderContext) => {
        const row = await loadPlan(read, plan);
        return row === null ? null : screens.planMessage(copy.for(renderContext), await plannedOf(read, row));
      },
      over: copy.says('plan.over'),
    }),
    aboutAsk.post(
      ids.posts.ask,
      'title.ask',
      async (t, row, _params, read) => {
        const own = row.person_id === null ? [] : await ownAsks(read, row.person_id);
        if (!own.some(({ id }) => id === row.id)) return null;
        const forum = await forumIn(read, row.channel_id);
        return screens.askMessage(t, row, (await answerTo(read, row))?.answer ?? null, forum !== null);
      },
      copy.says('ask.over'),
    ),
    definePost(ids.posts.begun, {
      title: copy.titled('title.begun'),
      build: async (read, { forum }, renderContext) => {
        const row = await loadForum(read, forum);
        if (row === null) return null;
        return screens.begunMessage(copy.for(renderContext), row, await peopleIn(read, row));
      },
      over: gone,
    }),
  ],
  jobs: [
    defineJob(ids.jobs.begin, 'transition', {
      title: copy.titled('title.plan'),
      run: (context, { plan }) => operations.begin(context, plan),
    }),
    defineJob(ids.jobs.starts, 'transition', {
      title: copy.titled('title.begun'),
      run: (context, { forum, weeks }) => operations.start(context, forum, weeks),
    }),
  ],
};
