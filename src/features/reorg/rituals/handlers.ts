/** Deciding what becomes of a ritual: by the person in its channel who looks after it. */
import type { Feature, FeaturePart } from '#core/feature.ts';
import { type ChannelId, type RowId, userId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { beside, byTelling, ofNotice, type Refuse, tell } from '../brief/handlers.ts';
import { endsHere, type Kind } from '../brief/rules.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { asSeen, changesOf, loadNotice, noticeIn } from '../rows.ts';
import * as operations from './operations.ts';
import { loadTask, type TaskRow, tasksOf } from './rows.ts';
import { offered } from './rules.ts';
import * as screens from './screens.ts';

/** The rituals of a channel, as its people see them; `null`: none, or not for this reader. */
async function listOf(
  practices: () => readonly Feature[],
  read: ReadScope,
  t: T,
  { reorg, channel }: ids.OfHere,
  { now, locale }: Pick<RenderContext, 'now' | 'locale'>,
) {
  const tasks = await asSeen(read, 'into_id', await tasksOf(read, reorg, channel));
  const here = await read.channel(channel);
  if (tasks.length === 0) return null;
  return { tasks, titles: screens.titlesIn(practices, t, locale), now, isResting: here?.isArchived ?? false };
}

/** Runs for somebody who decides about it. */
async function withTask(
  it: Reading,
  id: RowId,
  refuse: Refuse,
  run: (task: TaskRow) => Promise<Reply>,
): Promise<Reply> {
  const task = await loadTask(it.scope, id);
  if (task === null) return refuse('told.taskGone');
  if (task.state !== 'open') return refuse('told.decided');
  if ((await it.scope.channel(task.channel_id)) === null) return refuse('told.notIn');
  return it.person.memberType === 'member' ? run(task) : refuse('told.guest');
}

export const ritualsAmong = (practices: () => readonly Feature[]): FeaturePart => {
  const list = async (it: Reading, of: ids.OfHere, note?: Parameters<typeof screens.renderRituals>[3]) => {
    const t = copy.for(it);
    const found = await listOf(practices, it.scope, t, of, it);
    return found === null ? null : screens.renderRituals(t, of, found, note);
  };
  const form = (it: Reading, id: RowId): Promise<Reply> =>
    withTask(it, id, byTelling(it), async (task) => {
      const t = copy.for(it);
      const title = screens.titlesIn(practices, t, it.locale)(task.ritual);
      const offered = await decisionsFor(it.scope, task);
      const choice = { title, offered, into: await goesTo(it.scope, task), self: it.person.userId };
      return update(screens.renderDecide(t, task, choice));
    });
  const submit = onSubmit(ids.decideModal, (it, { task: id }, { decision, into, owner, deputy }) =>
    withTask(it, id, beside(it, 'decision'), async (task) => {
      const t = copy.for(it);
      const { scope, person } = it;
      if (decision === null || !(await decisionsFor(scope, task)).includes(decision))
        return errors({ decision: t.plain('decide.choose') });
      const goesOn = decision === 'merge' || decision === 'handover';
      if (goesOn && (into === null || into === task.channel_id))
        return errors({ into: t.plain('decide.where') });
      const there = decision === 'retire' ? null : goesOn ? into : task.channel_id;
      if (there !== null) {
        const people = new Map((await scope.members(there)).map((one) => [one.userId, one.memberType]));
        const isIn = (user: typeof owner) =>
          user === null || people.size === 0 || people.get(user) === 'member';
        if (!isIn(owner)) return errors({ owner: t.plain('decide.ownerIn') });
        if (!isIn(deputy)) return errors({ deputy: t.plain('decide.ownerIn') });
      }
      if (owner !== null && owner === deputy) return errors({ deputy: t.plain('decide.other') });
      const schedule = practices()
        .flatMap(({ schedules = [] }) => schedules)
        .find(({ name }) => name === task.ritual);
      if (
        goesOn &&
        into !== null &&
        (await scope.schedules.switchedOn(into, [{ name: task.ritual }])).length === 0
      )
        return errors({
          into: t.plain((await scope.channel(into)) === null ? 'decide.why.notThere' : 'decide.why.off'),
        });
      const wanted = { decision, into: goesOn ? into : null, owner, deputy };
      const canBeSetUp = schedule !== undefined && schedule.hasOwnForm !== true;
      const done = await operations.decide(it, task, person.userId, wanted, canBeSetUp);
      if (!done.ok) return errors({ [goesOn ? 'into' : 'decision']: t.plain(`decide.why.${done.code}`) });
      const shown = await list(
        it,
        { reorg: task.reorg_id, channel: task.channel_id },
        t.mrkdwn('decide.done'),
      );
      return shown === null ? say(messageOf(t.mrkdwn('decide.done'))) : update(shown);
    }),
  );
  const about = postsAbout(copy, async (read, of: ids.OfHere) => {
    const tasks = await tasksOf(read, of.reorg, of.channel);
    return tasks.length === 0 ? null : tasks;
  });
  const aboutNotice = postsAbout(copy, (read, { notice }: ids.OfNotice) => loadNotice(read, notice));
  return {
    actions: [
      onReading(ids.openRituals, async (it: Reading, of): Promise<Reply> => {
        const shown = await list(it, of);
        return shown === null ? tell(it, 'told.taskGone') : open(shown);
      }),
      onReading(ids.decide, (it, { task }) => form(it, task)),
      onAction(ids.takeOn, (it, { task: id }) =>
        withTask(it, id, byTelling(it), async (task) => {
          if (task.owner_id !== null || !(await operations.takeOn(it.scope, task, it.person.userId)))
            return tell(it, 'told.taken');
          const shown = await list(it, { reorg: task.reorg_id, channel: task.channel_id });
          return shown === null ? tell(it, 'told.taskGone') : update(shown);
        }),
      ),
    ],
    views: [submit],
    events: (['member_left_channel', 'user_deactivated'] as const).map((event) =>
      onEvent(event, ({ scope, channel }, { user }) =>
        operations.passOn(scope, channel.channelId, userId(user)),
      ),
    ),
    posts: [
      about.post(ids.posts.rituals, 'title.rituals', async (t, _tasks, of, read, renderContext) => {
        const found = await listOf(practices, read, t, of, renderContext);
        const notice = await noticeIn(read, of.reorg, of.channel);
        const isCounted = notice !== null && notice.seen_at !== null;
        if (found === null) return null;
        return screens.ritualsMessage(t, of, found, isCounted);
      }),
      about.post(
        ids.posts.decideBy,
        'title.rituals',
        async (t, tasks, { round, ...of }, read, renderContext) => {
          const { viewer } = read;
          const open_ = tasks.filter(
            ({ state, owner_id: owner, deputy_id: deputy }) =>
              state === 'open' && viewer.kind === 'person' && [owner, deputy].includes(viewer.userId),
          );
          const found = await listOf(practices, read, t, of, renderContext);
          const isOver = renderContext.now >= (open_[0]?.due_at ?? 0);
          if (open_.length === 0 || found === null || isOver) return null;
          return screens.decideByMessage(t, of, { ...found, tasks: open_ }, round);
        },
        about.over(async (t, _tasks, read, of, renderContext) => {
          const found = await listOf(practices, read, t, of, renderContext);
          return found === null ? t.mrkdwn('told.taskGone') : screens.becameLine(t, of, found);
        }),
      ),
      aboutNotice.post(ids.posts.alive, 'title.alive', async (t, notice, _params, read) => {
        const tasks = await tasksOf(read, notice.reorg_id, notice.channel_id);
        return tasks.length === 0 ? null : screens.aliveMessage(t, tasks);
      }),
    ],
    jobs: [
      defineJob(ids.jobs.remind, 'transition', ofNotice(operations.remind)),
      defineJob(ids.jobs.due, 'transition', ofNotice(operations.due)),
      defineJob(ids.jobs.look, 'transition', ofNotice(operations.look)),
      defineJob(ids.jobs.count, 'transition', ofNotice(operations.count)),
      defineJob(ids.jobs.lookThere, 'transition', {
        title: copy.titled('title.rituals'),
        run: operations.lookThere,
      }),
      defineJob(ids.jobs.lives, 'transition', { title: copy.titled('title.rituals'), run: operations.lives }),
    ],
  };
};

/** The one channel that the brief names for its people, if this person is in it. */
async function goesTo(read: ReadScope, task: TaskRow): Promise<ChannelId | null> {
  const all = (await changesOf(read, task.reorg_id, task.channel_id)).filter(endsHere);
  const [into = null, ...more] = new Set(all.map(({ other_id: other }) => other));
  return into === null || more.length > 0 || (await read.channel(into)) === null ? null : into;
}

async function decisionsFor(read: ReadScope, task: TaskRow) {
  const here = await read.channel(task.channel_id);
  const kinds = new Set<Kind>(
    (await changesOf(read, task.reorg_id, task.channel_id)).map(({ kind }) => kind),
  );
  return offered(here?.isArchived ?? false, kinds);
}
