/** What is typed, pressed and sent about taking part. */
import type { FeaturePart } from '#core/feature.ts';
import { helped } from '#core/help-words.ts';
import { type ChannelId, isId, userId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { ownBlocks, ownJoin } from '../rows.ts';
import { inTwoWeeks, pausedUntil } from './rules.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

const command = '/coach';

interface Refused {
  readonly why: Mrkdwn;
}

/** Whether the person may join in a channel: they are a full member, both they and Lore are there, and it has rounds. */
async function whyNot(it: Reading, channel: ChannelId | null): Promise<Refused | null> {
  const t = copy.for(it);
  const may = mayBeginIn(it.person, channel === null ? null : await it.scope.channel(channel));
  if (!may.ok) {
    if (may.code === 'guest' || may.code === 'external') return { why: t.mrkdwn('refused.guest') };
    return { why: t.mrkdwn(`begin.${may.code}`, { command: `${command} join` }) };
  }
  if (!(await operations.hasRounds(it.scope, may.value.channelId)))
    return { why: t.mrkdwn('refused.noRounds', { channel: channelLink(may.value.channelId) }) };
  return null;
}

async function openJoin(it: Reading, channel: ChannelId): Promise<Reply> {
  const refused = await whyNot(it, channel);
  if (refused !== null) return say(messageOf(refused.why));
  const before = await ownJoin(it.scope, channel);
  const view = {
    channel,
    team: before?.team_channel_id ?? null,
    notWith: [...(await ownBlocks(it.scope))],
  };
  return open(screens.renderJoin(copy.for(it), view, before === null));
}

/** Where one stands here; elsewhere, where there are rounds. */
async function show(it: Reading): Promise<Reply> {
  const t = copy.for(it);
  const { scope, channel, now, person } = it;
  if (person.memberType !== 'member') return say(messageOf(t.mrkdwn('refused.guest')));
  if (channel !== null && (await operations.hasRounds(scope, channel.channelId))) {
    const row = await ownJoin(scope, channel.channelId);
    return say(screens.standingMessage(t, channel.channelId, row, now));
  }
  return say(screens.placesMessage(t, await operations.placesOf(scope)));
}

async function joinHere(it: Reading): Promise<Reply> {
  const { channel } = it;
  return channel !== null && (await operations.hasRounds(it.scope, channel.channelId))
    ? openJoin(it, channel.channelId)
    : show(it);
}

async function pause(it: Interaction, channel: ChannelId | null): Promise<Reply> {
  const t = copy.for(it);
  const until = inTwoWeeks(it.now, it.person.tz);
  const count = await operations.pauseRounds(it, it.person.userId, channel, until);
  return say(
    messageOf(count === 0 ? t.mrkdwn('refused.notIn') : t.mrkdwn('pause.done', { until: onDay(until) })),
  );
}

/** More words after `/coach`, each with what it does. */
export type CoachWords = Readonly<Record<string, (it: Interaction) => Promise<Reply>>>;

/** @param more what the other subjects of coaching add */
export const joining = (more: CoachWords = {}): FeaturePart => ({
  commands: [
    {
      name: command,
      ...helped(copy, (t) =>
        messageOf(
          t.mrkdwn('help.what'),
          t.mrkdwn('help.how'),
          t.mrkdwn('help.mentor'),
          t.mrkdwn('help.unseen'),
        ),
      ),
      words: ['join', 'pause', ...Object.keys(more)],
      run: async (it, text) => {
        const word = text.toLowerCase();
        if (word === '') return show(it);
        if (word === 'join') return joinHere(it);
        if (word === 'pause') return pause(it, null);
        const run = more[word];
        return run === undefined ? say(messageOf(copy.for(it).mrkdwn('help.unknown'))) : run(it);
      },
    },
  ],
  actions: [
    onReading(ids.openJoin, (it, { channel }) => openJoin(it, channel)),
    onAction(ids.pause, (it, { channel }) => pause(it, channel)),
    onReading(ids.openPause, async (it, { channel }) =>
      open(screens.renderPause(copy.for(it), channel, it.now, it.person.tz)),
    ),
    onAction(ids.goOn, async (it, { channel }) => {
      const t = copy.for(it);
      const count = await operations.pauseRounds(it, it.person.userId, channel, null);
      return say(
        messageOf(
          count === 0 ? t.mrkdwn('refused.notIn') : t.mrkdwn('pause.over', { channel: channelLink(channel) }),
        ),
      );
    }),
    onAction(ids.stop, async (it, { channel }) => {
      const t = copy.for(it);
      const was = await operations.stopRounds(it, it.person.userId, channel);
      return say(
        messageOf(was ? t.mrkdwn('stop.done', { channel: channelLink(channel) }) : t.mrkdwn('refused.notIn')),
      );
    }),
  ],
  views: [
    onSubmit(ids.joinModal, async (it, { channel }, { team, notWith }): Promise<Reply> => {
      const t = copy.for(it);
      const refused = await whyNot(it, channel);
      if (refused !== null) return say(messageOf(refused.why));
      const whom = [...new Set(notWith)];
      const why = await operations.notWithRefusal(it.scope, it.person, whom);
      if (why !== null) return errors({ notWith: t.plain(`refused.${why}`) });
      // A team is a channel that they are in.
      const own = team === null ? null : await it.scope.channel(team);
      if (team !== null && own === null) return errors({ team: t.plain('refused.team') });
      const at = await it.scope.channel(channel);
      if (at === null) throw new Error('a channel that one may join in is seen');
      await operations.joinRounds(it, it.person.userId, at, { team: own?.channelId ?? null, notWith: whom });
      return say(messageOf(t.mrkdwn('join.done', { channel: channelLink(channel) })));
    }),
    onSubmit(ids.pauseModal, async (it, { channel }, { until }): Promise<Reply> => {
      const t = copy.for(it);
      const at = pausedUntil(until, it.now, it.person.tz);
      if (at === null) return errors({ until: t.plain('refused.date') });
      const count = await operations.pauseRounds(it, it.person.userId, channel, at);
      return say(
        messageOf(count === 0 ? t.mrkdwn('refused.notIn') : t.mrkdwn('pause.done', { until: onDay(at) })),
      );
    }),
  ],
  events: [
    onEvent('channel_changed', (context) => operations.askAgain(context, context.channel)),
    onEvent('member_joined_channel', async (context, { user }) => {
      const { scope, channel } = context;
      if (isId(user) && (await operations.hasRounds(scope, channel.channelId)))
        await operations.comesBack(context, channel, userId(user));
    }),
  ],
  jobs: [
    defineJob(ids.jobs.rejoins, 'transition', {
      title: copy.titled('title.rounds'),
      run: (context, { channel }) => operations.rejoin(context, channel),
    }),
  ],
});
