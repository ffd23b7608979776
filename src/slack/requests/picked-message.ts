/** The message that a shortcut was used on, as a feature may read it. Pure. */
import { isId, userId } from '#core/ids.ts';
import type { PickedMessage } from '#core/listener.ts';
import { messageLink } from '#core/message-link.ts';
import type { ShortcutPayload } from '../receivers/payloads.ts';

/** @returns `null` for a shortcut without a message */
export function pickedMessage(body: ShortcutPayload): PickedMessage | null {
  const { message, message_ts: ts, channel, team } = body;
  if (ts === undefined || channel?.id === undefined) return null;
  const author = message?.bot_id === undefined ? message?.user : undefined;
  return {
    text: message?.text ?? '',
    author: isId(author) ? userId(author) : null,
    link: linkTo(team?.domain, channel.id, ts),
  };
}

function linkTo(domain: string | undefined, channel: string, ts: string): string | null {
  if (domain === undefined || !/^[a-z0-9-]{1,80}$/.test(domain)) return null;
  return messageLink(`https://${domain}.slack.com/`, channel, ts);
}
