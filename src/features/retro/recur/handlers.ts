/** Retrospectives that come round by themselves: what recurs, what is pressed, posted and done later. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
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
import type { RowId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { decidedAlready, type QuietChoice } from '#core/quiet.ts';
import type { Schedule } from '#core/schedule.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import type { RetroKey } from '#locales/retro.ts';
import type { Others } from '../lessons/operations.ts';
import { plannedProjects } from '../plan/rows.ts';
import { isProjectName } from '../plan/rules.ts';
import { tell } from '../session/answers.ts';
import { isOpen } from '../session/phases.ts';
import { retroPost } from '../session/retro-post.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import * as ids from './ids.ts';
import { comeRound, decideRounds } from './operations.ts';
import { loadRound } from './rows.ts';
import * as screens from './screens.ts';
import * as turns from './turns.ts';

/** A project's channel starts with them. */
const startsIn = async (read: ReadScope, { channelId, name }: Channel): Promise<boolean> =>
  isProjectName(name) || (await plannedProjects(read, channelId)).length > 0;

export const schedules: readonly Schedule[] = [
  {
    name: ids.scheduleNames.round,
    title: retroCopy.named('round.title'),
    what: retroCopy.named('round.what'),
    usual: { every: 'fortnight', weekday: 3, minutes: 10 * 60 },
    offered: 'settings',
    startsIn,
    occur: comeRound,
  },
  {
    name: ids.scheduleNames.facilitator,
    title: retroCopy.named('round.facilitator.title'),
    what: retroCopy.named('round.facilitator.what'),
    usual: { before: ids.scheduleNames.round, days: 5, minutes: 0 },
    offered: 'settings',
    startsIn,
    occur: turns.seekFacilitator,
  },
];

/** A direct message about a round, and its outcome once it is settled. */
const { post: roundPost, over: roundOver } = postsAbout(
  { ...retroCopy, for: wordsFor },
  (read, { round }: ids.OfRound) => loadRound(read, round),
);

const posts = [
  retroPost(ids.roundPosts.began, 'title.round', (t, { row }, { round, nth }) =>
    isOpen(row.phase) ? screens.beganMessage(t, { id: round }, nth) : null,
  ),
  roundPost(
    ids.roundPosts.ask,
    'title.roundAsk',
    (t, row, _params, { viewer }) =>
      viewer.kind === 'person' ? screens.askMessage(t, row, viewer.userId) : null,
    roundOver((t, row, { viewer }) =>
      viewer.kind === 'person' ? screens.askedLine(t, row, viewer.userId) : screens.ownerLine(t, row),
    ),
  ),
  roundPost(ids.roundPosts.owner, 'title.roundAsk', screens.ownerMessage, roundOver(screens.ownerLine)),
  roundPost(
    ids.roundPosts.quiet,
    'title.roundQuiet',
    async (t, row, _params, read) => {
      const rule = (await read.schedules.of(row.channel_id, ids.scheduleNames.round))?.rule;
      return screens.quietMessage(t, row, rule !== undefined && 'every' in rule ? rule.every : null);
    },
    roundOver(screens.quietLine),
  ),
];

const jobsWith = (others: Others) => [
  defineJob(ids.roundJobs.ask, 'transition', {
    title: retroCopy.titled('title.roundAsk'),
    run: (context, { round, person }) => turns.askThem(context, others, round, person),
  }),
  defineJob(ids.roundJobs.unanswered, 'transition', {
    title: retroCopy.titled('title.roundAsk'),
    run: (context, { round }) => turns.passOver(context, round),
  }),
  defineJob(ids.roundJobs.joins, 'transition', {
    title: retroCopy.titled('title.roundAsk'),
    run: (context, { channel, person }) => turns.putIn(context, channel, person),
  }),
];

/** Which round it was about, where its time is over, or somebody else is asked. */
async function tellRefused(interaction: Reading, round: RowId, code: turns.RoundRefusal): Promise<Reply> {
  const row = await loadRound(interaction.scope, round);
  if (row === null || (code !== 'roundGone' && code !== 'roundNotYours'))
    return tell(interaction, `refused.${code}`);
  const t = wordsFor(interaction);
  const facts = { channel: channelLink(row.channel_id), at: atMoment(row.starts_at) };
  const what = t.mrkdwn(code === 'roundGone' ? 'round.begun' : 'round.ask.over', facts);
  return say(endedMessage({ what, now: t.mrkdwn('round.now') }));
}

/** @param then what the person alone is told */
async function answered(
  interaction: Interaction,
  round: RowId,
  answer: ReturnType<typeof turns.agree>,
  then?: Extract<RetroKey, 'round.joined' | 'round.left'>,
): Promise<Reply> {
  const said = await answer;
  if (!said.ok) return tellRefused(interaction, round, said.code);
  if (then === undefined) return nothing;
  return say(messageOf(wordsFor(interaction).mrkdwn(then, { channel: channelLink(said.value.channel_id) })));
}

async function chosen(interaction: Interaction, round: RowId, choice: QuietChoice): Promise<Reply> {
  const row = await loadRound(interaction.scope, round);
  if (row === null) return tell(interaction, 'refused.roundGone');
  const done = await decideRounds(interaction, row, interaction.person.userId, choice);
  if (done.ok) return nothing;
  if (done.code !== 'decided') return tell(interaction, `refused.${done.code}`);
  const { channel_id: channel, decided_by: by, starts_at: asked } = row;
  const t = wordsFor(interaction);
  const of = { channel, name: ids.scheduleNames.round, by, asked };
  return say(await decidedAlready(t, interaction.scope, of, screens.quietLine(t, row)));
}

/** @param others the practices that may have invited somebody to lead; none is known here */
export const recurring = (others: Others): FeaturePart => ({
  actions: [
    onAction(ids.volunteer, (it, { round }) => answered(it, round, turns.join(it, round), 'round.joined')),
    onAction(ids.stepOut, (it, { round }) => answered(it, round, turns.stepAside(it, round), 'round.left')),
    onAction(ids.accept, (it, { round }) => answered(it, round, turns.agree(it, round))),
    onAction(ids.pass, (it, { round }) => answered(it, round, turns.passTurn(it, round))),
    onReading(ids.swap, async (it, { round }) => {
      const own = await turns.ownRound(it, round);
      return own.ok ? open(screens.renderSwap(wordsFor(it), own.value)) : tellRefused(it, round, own.code);
    }),
    onAction(ids.goRarer, (it, { round }) => chosen(it, round, 'rarer')),
    onAction(ids.pauseRounds, (it, { round }) => chosen(it, round, 'paused')),
    onAction(ids.endRounds, (it, { round }) => chosen(it, round, 'ended')),
  ],
  views: [
    onSubmit(ids.swapModal, async (it, { round }, { to }) => {
      const swapped = await turns.swapWith(it, round, to);
      return swapped.ok ? clear : errors({ to: wordsFor(it).plain(`refused.${swapped.code}`) });
    }),
  ],
  posts,
  jobs: jobsWith(others),
});
