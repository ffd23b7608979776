/** The greeting's name; `src/system/schedules` renders it. */
import type { ChannelId, UserId } from '#core/ids.ts';
import { postId, type PostRef } from '#core/post-ref.ts';

interface Params extends Readonly<Record<string, ChannelId>> {
  readonly channel: ChannelId;
}

export const welcome = postId<Params>('lore.welcome');

/** The greeting for the person who invited Lore to a channel: it answers their invitation, so it is neither counted nor held. */
export function welcomeTo(user: UserId, channel: ChannelId): PostRef {
  return welcome.ref({ channel }, { kind: 'person', user, urgency: 'answer' });
}
