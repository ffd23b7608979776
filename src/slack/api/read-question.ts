/** Reads from Slack what a person wrote to Lore: that is where it stands, and Lore stores it nowhere. */
import { z } from 'zod';
import type { ChannelId, TeamId } from '#core/ids.ts';
import { clean } from '#core/text.ts';
import { refusal } from './call-outcome.ts';
import type { Clients } from './clients.ts';

const answer = z.object({
  messages: z.array(z.object({ ts: z.string(), text: z.string().optional() })),
});

/** What Slack answers where there is nothing to read any more. */
const isGone = new Set(['channel_not_found', 'thread_not_found', 'not_in_channel', 'message_not_found']);

/**
 * @param root the first message of its thread; the same as `ts` if that is it
 * @returns `null`: it was deleted. @throws as Slack's client does, for example if it does not answer
 */
export async function readQuestion(
  clients: Clients,
  team: TeamId,
  channel: ChannelId,
  { ts, root }: { readonly ts: string; readonly root: string },
): Promise<string | null> {
  const client = await clients.background(team);
  const range = { channel, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  try {
    const { messages } = answer.parse(
      root === ts
        ? await client.conversations.history(range)
        : await client.conversations.replies({ ...range, ts: root }),
    );
    const found = messages.find((message) => message.ts === ts);
    return found === undefined ? null : clean(found.text ?? '');
  } catch (error) {
    if (isGone.has(refusal(error) ?? '')) return null;
    throw error;
  }
}
