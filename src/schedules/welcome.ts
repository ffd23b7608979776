/** The greeting's name: how it is drawn is a screen's affair (`src/system/schedules`). */
import type { ChannelId, UserId } from '#core/ids.ts';
import { postId, type PostRef } from '#core/post-ref.ts';

interface Params extends Readonly<Record<string, ChannelId>> {
  readonly channel: ChannelId;
}

export const welcome = postId<Params>('lore.welcome');

/** The greeting for who invited Lore to a channel: an answer to their invitation, so it is not counted and not held. */
export function welcomeTo(user: UserId, channel: ChannelId): PostRef {
  return welcome.ref({ channel }, { kind: 'person', user, urgency: 'answer' });
}
