/** Agreeing to lead, in the channel, and saying what one keeps. */
import type { FeaturePart } from '#core/feature.ts';
import { userId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { beside, byTelling, type Refuse, tell } from '../brief/handlers.ts';
import { channelLink } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { type ChangeRow, loadChange, noticeIn } from '../rows.ts';
import * as operations from './operations.ts';
import { keptOf } from './rows.ts';
import * as screens from './screens.ts';

export const leadingAmong = (practices: operations.Practices): FeaturePart => {
  const answer =
    (said: 'yes' | 'no') =>
    async (it: Interaction, of: ids.OfChange): Promise<Reply> => {
      const change = await loadChange(it.scope, of.change);
      if (change === null || (await it.scope.channel(change.channel_id)) === null)
        return tell(it, 'told.changeGone');
      if (change.leader_id !== it.person.userId) return tell(it, 'told.notAsked');
      if ((await noticeIn(it.scope, change.reorg_id, change.channel_id))?.ended_at !== null)
        return tell(it, 'told.ended');
      return (await operations.answerLead(it, change, it.person.userId, said))
        ? nothing
        : tell(it, 'told.saidBefore');
    };
  /** Runs while it is theirs to say, with what they are handed. */
  const whileTheirs = async (
    { scope, person, locale }: Reading,
    of: ids.OfChange,
    refuse: Refuse,
    run: (change: ChangeRow, handed: operations.Handed) => Promise<Reply>,
  ): Promise<Reply> => {
    const change = await loadChange(scope, of.change);
    if (change === null || change.leader_id !== person.userId || change.said !== 'yes')
      return refuse('told.changeGone');
    if (change.kept_at !== null) return refuse('told.saidBefore');
    if ((await scope.channel(change.channel_id)) === null) return refuse('told.notIn');
    if (await operations.isTakenBack(scope, change)) return refuse('told.ended');
    return run(change, await operations.handedIn(practices, scope, change, { locale, tz: person.tz }));
  };
  const about = postsAbout(copy, (read, { change }: ids.OfChange) => loadChange(read, change));
  return {
    actions: [
      onAction(ids.lead, answer('yes')),
      onAction(ids.leadNot, answer('no')),
      onReading(ids.openHanded, (it, of) =>
        whileTheirs(it, of, byTelling(it), async (change, handed) =>
          open(screens.renderHanded(copy.for(it), change, handed)),
        ),
      ),
    ],
    views: [
      onSubmit(ids.handedModal, (it, of, { drops }) =>
        whileTheirs(it, of, beside(it, 'drops'), async (change, handed) => {
          await operations.sayKept(it, change, it.person.userId, handed, new Set(drops));
          return say(messageOf(copy.for(it).mrkdwn('kept.done')));
        }),
      ),
    ],
    events: (['member_left_channel', 'user_deactivated'] as const).map((event) =>
      onEvent(event, ({ scope, channel }, { user }) =>
        operations.hasLeft(scope, channel.channelId, userId(user)),
      ),
    ),
    posts: [
      about.post(
        ids.posts.lead,
        'title.lead',
        async (t, change, _params, read) => {
          const notice = await noticeIn(read, change.reorg_id, change.channel_id);
          if (notice === null || notice.ended_at !== null) return null;
          const leader = change.leader_id === null ? null : await read.person(change.leader_id);
          return screens.leadMessage(t, change, notice.effect_at, leader?.memberType === 'member');
        },
        copy.says('lead.over'),
        { asks: true },
      ),
      about.post(
        ids.posts.handed,
        'title.handed',
        async (t, change, { round }, read, renderContext) => {
          const isTheirs = read.viewer.kind === 'person' && change.leader_id === read.viewer.userId;
          const notice = await noticeIn(read, change.reorg_id, change.channel_id);
          const isOpen = (await read.channel(change.channel_id)) !== null;
          if (!isTheirs || change.said !== 'yes' || notice?.ended_at !== null || !isOpen) return null;
          const handed = await operations.handedIn(practices, read, change, renderContext);
          const message = screens.handedMessage(t, change, notice.effect_at, handed, round);
          return { ...message, shows: handed.items.map(({ id }) => id) };
        },
        about.over(async (t, change, read) => {
          const notice = await noticeIn(read, change.reorg_id, change.channel_id);
          const isEnded = notice !== null && notice.ended_at !== null;
          return t.mrkdwn(isEnded ? 'handed.takenBack' : 'handed.over', {
            channel: channelLink(change.channel_id),
          });
        }),
      ),
      about.post(ids.posts.kept, 'title.kept', async (t, change, _params, read, renderContext) => {
        const handed = await operations.handedIn(practices, read, change, renderContext);
        const message = screens.keptMessage(t, change, handed, await keptOf(read, change.id));
        return { ...message, shows: handed.items.map(({ id }) => id) };
      }),
    ],
    jobs: [
      defineJob(ids.jobs.askKept, 'prompt', { title: copy.titled('title.handed'), run: operations.askKept }),
    ],
  };
};
