/** What counts a channel’s quarter, and tells the channel. */
import type { ChannelId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { postId } from '#core/post-ref.ts';

export const scheduleName = 'indicators.quarter';

/** One for each channel, which plans itself again. */
export const countJob = jobId<{ readonly channel: ChannelId }>('indicators.count');

export const quarterPost = postId<{ readonly channel: ChannelId; readonly quarter: number }>(scheduleName);
export const postOf = (channel: ChannelId, quarter: number) =>
  quarterPost.ref({ channel, quarter }, { kind: 'channel', channel });
