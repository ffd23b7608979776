/** What becomes of a retrospective whose channel changes. Pure. */
import type { Channel } from '../../../core/people.ts';

/**
 * Whether the channel is read by more people now than when the retrospective began there: then it is shown nothing of it any more
 * (the store sees to that), and those who were asked go on between themselves.
 * @param was what the channel was at the start, 0 or 1
 */
export function hasOpenedUp(
  was: { readonly was_private: number; readonly was_shared: number },
  channel: Pick<Channel, 'kind' | 'isShared'>,
): boolean {
  return (channel.kind === 'public' && was.was_private === 1) || (channel.isShared && was.was_shared === 0);
}
