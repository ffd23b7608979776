/** Posts about a retrospective: each is drawn from its current state as its reader sees it. */
import type { RowId } from '#core/ids.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { channelLink } from '#core/sentence.ts';
import { loadRetro } from './load.ts';
import { titled, wordsFor } from './words.ts';

export const { post: retroPost, over: ifSeen } = postsAbout(
  { for: wordsFor, titled },
  (read, { retro }: Readonly<Record<'retro', RowId>>) => loadRetro(read, retro),
);

/** Says that what it was about is over. */
export const past = (key: 'thread.past' | 'reminder.past') =>
  ifSeen((t, { row: { about, channel_id: channel } }) =>
    t.mrkdwn(key, { about, channel: channelLink(channel) }),
  );
