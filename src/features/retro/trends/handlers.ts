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
import { firstTopics } from '../group/themes.ts';
import { inChannel } from '../session/answers.ts';
import { retros, turns } from '../session/rows.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import { type FirstTitle, type Held, monthsUntil, type Trends, trendsOf } from './rules.ts';
import * as screens from './screens.ts';

/** @returns `null` if the viewer is not in that channel */
async function readTrends(read: ReadScope, channel: ChannelId, until: Instant): Promise<Trends | null> {
  const known = await read.channel(channel);
  if (known === null) return null;
  const months = monthsUntil(localTime(until, known.tz).date);
  const closed = await findRows(
    read.from(retros),
    { channel_id: channel, phase: 'closed' },
    'ended_at',
    'id',
  );
  const within = closed.filter(({ ended_at: at }) => {
    return at !== null && at <= until && localTime(at, known.tz).date >= `${months[0] ?? ''}-01`;
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
  return trendsOf(held, topics, months);
}

async function show(it: Reading, channel: ChannelId, reply: typeof push): Promise<Reply> {
  const trends = await readTrends(it.scope, channel, it.now);
  return trends === null
    ? nothing
    : reply(screens.renderTrends(wordsFor(it), { channel, until: it.now }, trends));
}

/** Opens a channel's trends. */
export const startTrends = (it: Reading, { channelId }: Channel): Promise<Reply> => show(it, channelId, open);

export const trending: FeaturePart = {
  actions: [
    onReading(screens.openTrends, (it, { channel }) => inChannel(it, channel, () => show(it, channel, push))),
  ],
  views: [onShowing(screens.trends, retroCopy)],
  posts: [
    definePost(screens.trends.post, {
      title: retroCopy.titled('title.trends'),
      build: async (read, { channel, until, by }, renderContext) => {
        const trends = await readTrends(read, channel, until);
        return trends === null ? null : screens.trendsMessage(wordsFor(renderContext), channel, by, trends);
      },
      over: gone,
    }),
  ],
};
