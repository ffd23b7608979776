/** Deletes messages of ours that can no longer be drawn anew, because what they told was erased. */
import type { Logger } from 'pino';
import type { TeamId } from '../core/ids.ts';
import type { LeftBehind } from '../store/erase-house.ts';
import { failureOf } from './call-outcome.ts';
import type { Clients } from './clients.ts';

/** @returns how many are still there; each is logged, so that the operator can see to it */
export async function takeOut(
  clients: Clients,
  log: Logger,
  team: TeamId,
  messages: readonly LeftBehind[],
): Promise<number> {
  const client = await clients.background(team);
  let left = 0;
  for (const { channelId, ts } of messages) {
    try {
      await client.chat.delete({ channel: channelId, ts });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'refused' && failure.error === 'message_not_found') continue;
      left += 1;
      log.warn({ team, channel: channelId, ts, failure }, 'a message could not be taken out of Slack');
    }
  }
  return left;
}
