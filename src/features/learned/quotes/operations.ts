/** The words of messages that shares link to. */
import type { ChannelId, UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import { loadShare } from '../read.ts';
import { linked } from '../rows.ts';
import { redraw } from '../shares/operations.ts';

/** Deletes the words of people who left a channel, with the channel's access. @param user `null`: everyone's */
export async function takeAlong(scope: Scope, channel: ChannelId, user: UserId | null): Promise<void> {
  for (const id of await linked.leave(scope, channel, user)) {
    const share = await loadShare(scope, id);
    if (share !== null) await redraw(scope, share);
  }
}
