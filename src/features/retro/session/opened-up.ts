/** A channel that has more readers than when a retrospective began. Pure. */
import type { Channel } from '#core/people.ts';

/**
 * Whether the channel has more readers now than when the retrospective began: then it is shown nothing of it any more (the store enforces that), and
 * the participants continue among themselves.
 * @param was what the channel was at the start, 0 or 1
 */
export function hasOpenedUp(
  was: { readonly was_private: number; readonly was_shared: number },
  channel: Pick<Channel, 'kind' | 'isShared'>,
): boolean {
  return (channel.kind === 'public' && was.was_private === 1) || (channel.isShared && was.was_shared === 0);
}
