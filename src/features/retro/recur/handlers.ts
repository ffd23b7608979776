/** Retrospectives that come round by themselves: what recurs, what is pressed, posted and done later. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import {
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reply,
  say,
} from '#core/listener.ts';
import type { RowId } from '#core/ids.ts';
import { definePost, type Message } from '#core/post.ts';
import type { PostId } from '#core/post-ref.ts';
import type { ReadScope } from '#core/scope.ts';
import type { QuietChoice } from '#core/quiet.ts';
import type { Schedule } from '#core/schedule.ts';
import { channelLink } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import type { Others } from '../lessons/operations.ts';
import { tell } from '../session/answers.ts';
import { isOpen } from '../session/phases.ts';
import { retroCopy, type Translator, wordsFor } from '../session/words.ts';
import { loadRetro } from '../session/load.ts';
import * as ids from './ids.ts';
import { comeRound, decideRounds } from './operations.ts';
import { loadRound, type RoundRow } from './rows.ts';
import * as screens from './screens.ts';
import * as turns from './turns.ts';

export const schedules: readonly Schedule[] = [
  {
    name: ids.scheduleNames.round,
    title: retroCopy.named('round.title'),
    what: retroCopy.named('round.what'),
    usual: { every: 'fortnight', weekday: 3, minutes: 10 * 60 },
    offered: 'settings',
    occur: comeRound,
  },
  {
    name: ids.scheduleNames.facilitator,
    title: retroCopy.named('round.facilitator.title'),
    what: retroCopy.named('round.facilitator.what'),
    usual: { before: ids.scheduleNames.round, days: 5, minutes: 0 },
    offered: 'settings',
    occur: turns.seekFacilitator,
  },
];

/** A direct message about a round, and its outcome once it is settled. */
const roundPost = (
  post: PostId<ids.OfRound>,
  title: 'title.round' | 'title.roundAsk' | 'title.roundQuiet',
  draw: (t: Translator, row: RoundRow, read: ReadScope) => Promise<Message | null> | Message | null,
  over: (t: Translator, row: RoundRow, read: ReadScope) => Mrkdwn,
) =>
  definePost(post, {
    title: retroCopy.titled(title),
    build: async (read, { round }, renderContext) => {
      const row = await loadRound(read, round);
      return row === null ? null : draw(wordsFor(renderContext), row, read);
    },
    over: async (read, params, renderContext) => {
      const row = await loadRound(read, params.round);
      return row === null ? gone(read, params, renderContext) : over(wordsFor(renderContext), row, read);
    },
  });

const posts = [
  definePost(ids.roundPosts.began, {
    title: retroCopy.titled('title.round'),
    build: async (read, { retro, round, nth }, renderContext) => {
      const loaded = await loadRetro(read, retro);
      if (loaded === null || !isOpen(loaded.row.phase)) return null;
      return screens.beganMessage(wordsFor(renderContext), { id: round }, nth);
    },
    over: gone,
  }),
  roundPost(
    ids.roundPosts.ask,
    'title.roundAsk',
    (t, row, { viewer }) => (viewer.kind === 'person' ? screens.askMessage(t, row, viewer.userId) : null),
    (t, row, { viewer }) =>
      viewer.kind === 'person' ? screens.askedLine(t, row, viewer.userId) : screens.ownerLine(t, row),
  ),
  roundPost(ids.roundPosts.owner, 'title.roundAsk', screens.ownerMessage, screens.ownerLine),
  roundPost(
    ids.roundPosts.quiet,
    'title.roundQuiet',
    async (t, row, read) => {
      const rule = (await read.schedules.of(row.channel_id, ids.scheduleNames.round))?.rule;
      return screens.quietMessage(t, row, rule !== undefined && 'every' in rule ? rule.every : null);
    },
    screens.quietLine,
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

/** @param then what the person alone is told */
async function answered(
  interaction: Interaction,
  answer: ReturnType<typeof turns.agree>,
  then?: Extract<RetroKey, 'round.joined' | 'round.left'>,
): Promise<Reply> {
  const said = await answer;
  if (!said.ok) return tell(interaction, `refused.${said.code}`);
  if (then === undefined) return nothing;
  return say(messageOf(wordsFor(interaction).mrkdwn(then, { channel: channelLink(said.value.channel_id) })));
}

async function chosen(interaction: Interaction, round: RowId, choice: QuietChoice): Promise<Reply> {
  const row = await loadRound(interaction.scope, round);
  if (row === null) return tell(interaction, 'refused.roundGone');
  const done = await decideRounds(interaction, row, interaction.person.userId, choice);
  return done.ok ? nothing : tell(interaction, `refused.${done.code}`);
}

/** @param others the practices that may have invited somebody to lead; none is known here */
export const recurring = (others: Others): FeaturePart => ({
  actions: [
    onAction(ids.volunteer, (it, { round }) => answered(it, turns.join(it, round), 'round.joined')),
    onAction(ids.stepOut, (it, { round }) => answered(it, turns.stepAside(it, round), 'round.left')),
    onAction(ids.accept, (it, { round }) => answered(it, turns.agree(it, round))),
    onAction(ids.pass, (it, { round }) => answered(it, turns.passTurn(it, round))),
    onReading(ids.swap, async (it, { round }) => {
      const own = await turns.ownRound(it, round);
      return own.ok ? open(screens.renderSwap(wordsFor(it), own.value)) : tell(it, `refused.${own.code}`);
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
