/** The ids of a channel's quarter, with the values they carry. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { choiceField, defineModal } from '#core/kit/modal.ts';
import { channelValue } from '#core/kit/values.ts';
import { type Destination, postId, type PostRef } from '#core/post-ref.ts';

/** A channel, and when somebody looked back. */
const quarterOf = z.object({ channel: channelValue, until: z.number() });

export type OfQuarter = z.infer<typeof quarterOf>;

export const quarterModal = defineModal('learned.quarter', quarterOf, {
  to: choiceField(['me', 'channel'], 'radio'),
});

/** `by`: who asked for it. */
export const quarterId = postId<{
  readonly channel: ChannelId;
  readonly until: Instant;
  readonly by: UserId;
}>('learned.quarter');

export const quarterPost = ({ channel, until }: OfQuarter, by: UserId, to: Destination): PostRef =>
  quarterId.ref({ channel, until, by }, to, by);
