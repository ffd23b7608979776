/** `/retro trends`: a year of a channel's retrospectives, with its reader's access. */
import type { Instant } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { gone } from '#core/kit/message.ts';
import { onShowing } from '#core/kit/show-picture.ts';
import { nothing, onReading, open, push, type Reading, type Reply } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { definePost } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import { actionItems, actionOf } from '../action-items/operations.ts';
import { beganWithFacts } from '../facts/operations.ts';
import { firstTopics } from '../group/themes.ts';
import { appliedBetween } from '../lessons/applied.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { inChannel } from '../session/answers.ts';
import { type RetroRow, retros, turns } from '../session/rows.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import { changedIn } from '../standards/operations.ts';
import { type Lately, latelyOf, lookedAt } from './lately.ts';
import { type FirstTitle, type Held, monthsUntil, type Trends, trendsOf } from './rules.ts';
import * as screens from './screens.ts';
import { type Changed, type Raised, type Standards, standardsOf } from './standards.ts';

/** @returns `null` if the viewer is not in that channel */
async function readTrends(
  others: Others,
  read: ReadScope,
  channel: ChannelId,
  until: Instant,
): Promise<Trends | null> {
  const known = await read.channel(channel);
  if (known === null) return null;
  const today = localTime(until, known.tz).date;
  const months = monthsUntil(today);
  const first = `${months[0] ?? ''}-01`;
  const closed = await findRows(
    read.from(retros),
    { channel_id: channel, phase: 'closed' },
    'ended_at',
    'id',
  );
  const within = closed.filter(({ ended_at: at }) => {
    return at !== null && at <= until && localTime(at, known.tz).date >= first;
  });
  const answers = await read.countBy(turns, 'retro_id', { phase: 'collect' });
  const held = within.map((row): Held => ({
    id: row.id,
    endedOn: localTime(row.ended_at ?? until, known.tz).date,
    worthTenths: row.worth_count === null ? null : row.worth_tenths,
    answered: row.answer_count ?? answers.get(row.id) ?? 0,
    invited: row.invited,
  }));
  const topics: FirstTitle[] = [];
  for (const row of within) topics.push(...(await firstTopics(read, row)));
  const ended = closed.filter(({ ended_at: at }) => at !== null && at <= until);
  const standards = await readStandards(others, read, channel, ended, until);
  const lessons = await appliedBetween(read, channel, first, today);
  const changes = (await changedIn(others, read, channel, until))
    .filter(({ since }) => since <= until && localTime(since, known.tz).date >= first)
    .map(({ standard }) => standard);
  const lately = await readLately(read, ended);
  return trendsOf(held, topics, months, standards, lessons, changes, lately);
}

/** @param ended all retrospectives of the channel that were over then, the last one at the end */
async function readLately(read: ReadScope, ended: readonly RetroRow[]): Promise<Lately> {
  const last = ended.slice(-lookedAt);
  const ids = last.map(({ id }) => id);
  const actions = (await findRows(read.from(actionItems), { retro_id: ids }, 'id')).map(actionOf);
  const issues = await read.connections.issuesOf(actions.map(({ id }) => id));
  const reached = new Set([...issues].flatMap(([id, { made }]) => (made === null ? [] : [id])));
  const isConnected = (await read.connections.list()).length > 0;
  return latelyOf(ids, await beganWithFacts(read, ids), actions, reached, isConnected);
}

/** @param ended all retrospectives of the channel that were over then: a standard may have changed long ago */
async function readStandards(
  others: Others,
  read: ReadScope,
  channel: ChannelId,
  ended: readonly RetroRow[],
  until: Instant,
): Promise<Standards> {
  const found = [];
  for (const library of shelvesOf(others)) found.push(...(await library.standards(read, channel)));
  const changed: Changed[] = [];
  for (const { gathering, seed, since } of found) {
    const row = ended.find(({ id }) => id === gathering);
    const theme =
      row === undefined ? undefined : (await firstTopics(read, row)).find(({ topic }) => topic === seed);
    if (theme !== undefined) changed.push({ text: theme.text, since });
  }
  if (changed.length === 0) return standardsOf([], [], until);
  const first = Math.min(...changed.map(({ since }) => since));
  const raised: Raised[] = [];
  for (const row of ended.filter(({ ended_at: at }) => (at ?? 0) > first))
    for (const { text } of await firstTopics(read, row)) raised.push({ text, endedAt: row.ended_at ?? 0 });
  return standardsOf(changed, raised, until);
}

async function show(others: Others, it: Reading, channel: ChannelId, reply: typeof push): Promise<Reply> {
  const trends = await readTrends(others, it.scope, channel, it.now);
  return trends === null
    ? nothing
    : reply(screens.renderTrends(wordsFor(it), { channel, until: it.now }, trends));
}

/** Opens a channel's trends. */
export const startTrends = (others: Others, it: Reading, { channelId }: Channel): Promise<Reply> =>
  show(others, it, channelId, open);

/** @param others the practices that keep lessons */
export const trending = (others: Others): FeaturePart => ({
  actions: [
    onReading(screens.openTrends, (it, { channel }) =>
      inChannel(it, channel, () => show(others, it, channel, push)),
    ),
  ],
  views: [onShowing(screens.trends, retroCopy)],
  posts: [
    definePost(screens.trends.post, {
      title: retroCopy.titled('title.trends'),
      build: async (read, { channel, until, by }, renderContext) => {
        const trends = await readTrends(others, read, channel, until);
        return trends === null ? null : screens.trendsMessage(wordsFor(renderContext), channel, by, trends);
      },
      over: gone,
    }),
  ],
});
