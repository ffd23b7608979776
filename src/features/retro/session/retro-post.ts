/** Posts about a retrospective: each is drawn from its current state as its reader sees it. */
import type { RowId } from '#core/ids.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { loadRetro } from './load.ts';
import { titled, wordsFor } from './words.ts';

export const { post: retroPost, over: ifSeen } = postsAbout(
  { for: wordsFor, titled },
  (read, { retro }: Readonly<Record<'retro', RowId>>) => loadRetro(read, retro),
);

/** In the thread: what it said no longer holds. */
export const past = ifSeen((t) => t.mrkdwn('thread.past'));
