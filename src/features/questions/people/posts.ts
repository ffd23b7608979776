/** What the people who are asked read, and who asked: drawn from current rows, with their own access. */
import { postsAbout } from '#core/kit/posts-about.ts';
import type { PostDefinition } from '#core/post.ts';
import { channelLink } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import type { OfQuestion } from '../ids.ts';
import { ownQuestion } from '../rows.ts';
import { type OfAsk, peoplePosts } from './ids.ts';
import { isAskerGone, isWanted, loadAsk, replyTo } from './rows.ts';
import { askedMessage, nobodyMessage } from './screens.ts';

const asks = postsAbout(copy, (read, { ask }: OfAsk) => loadAsk(read, ask));
const own = postsAbout(copy, (read, { question }: OfQuestion) => ownQuestion(read, question));

export const posts: readonly PostDefinition[] = [
  asks.post(
    peoplePosts.asked,
    'title.ask',
    async (t, row, _params, read) =>
      (await isWanted(read, row)) && !(await isAskerGone(read, row))
        ? askedMessage(t, row, await replyTo(read, row.id))
        : null,
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
