/** What the people who are asked read, and who asked: drawn from current rows, with their own access. */
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import type { PostDefinition } from '#core/post.ts';
import { channelLink } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import type { OfQuestion } from '../ids.ts';
import { ownQuestion } from '../rows.ts';
import { type OfAsk, peoplePosts } from './ids.ts';
import { leftAlone } from './operations.ts';
import { isAskerGone, isWanted, loadAsk, replyTo } from './rows.ts';
import { askedMessage, leftAloneBlocks, nobodyMessage } from './screens.ts';

const asks = postsAbout(copy, (read, { ask }: OfAsk) => loadAsk(read, ask));
const own = postsAbout(copy, (read, { question }: OfQuestion) => ownQuestion(read, question));

export const posts: readonly PostDefinition[] = [
  asks.post(
    peoplePosts.asked,
    'title.ask',
    async (t, row, _params, read, { now }) => {
      const isLeft = (await leftAlone(read, now))?.id === row.id;
      if ((await isWanted(read, row)) && !(await isAskerGone(read, row)))
        return askedMessage(t, row, await replyTo(read, row.id), isLeft);
      return isLeft ? messageOf(t.mrkdwn('people.over'), ...leftAloneBlocks(t)) : null;
    },
    asks.over((t) => t.mrkdwn('people.over')),
  ),
  own.post(
    peoplePosts.nobody,
    'title.nobody',
    async (t, { row }, _params, read) => {
      const isOffered = row.place === 'people' && row.state === 'open';
      return isOffered && (await replyTo(read, row.id)) === null ? nobodyMessage(t, row) : null;
    },
    own.over((t, { row }) =>
      row.place === 'people'
        ? t.mrkdwn(row.state === 'open' ? 'people.waitsOn' : 'people.questionOver')
        : t.mrkdwn('people.inChannelNow', { channel: channelLink(row.channel_id) }),
    ),
  ),
];
