/** The message in which somebody pressed a button. */
import { practiceOf } from '#core/feature.ts';
import { channelId, isId } from '#core/ids.ts';
import { deliveryIn } from '../api/messenger.ts';
import type { ActionPayload } from '../receivers/payloads.ts';
import type { Acted } from './acted.ts';

/** @param value what the button carried, decoded @returns nothing where Slack did not say which message it was */
export function pressedIn(
  { message, channel, container }: ActionPayload,
  actionId: string,
  value: unknown,
): Pick<Acted, 'pressed'> {
  const id = channel?.id ?? container?.channel_id;
  if (message?.ts === undefined || !/^\d{1,12}\.\d{1,9}$/.test(message.ts) || !isId(id)) return {};
  return {
    pressed: {
      channel: channelId(id),
      ts: message.ts,
      by: { user: message.user, app: message.app_id },
      delivery: deliveryIn(message.metadata),
      feature: practiceOf(actionId),
      value,
    },
  };
}
