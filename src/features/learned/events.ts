/** What happens around shares. */
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { userId } from '../../core/ids.ts';
import { takeAlong } from './service/quote.ts';

const left = ({ scope, channel }: EventContext, { user }: { readonly user: string }): Promise<void> =>
  takeAlong(scope, channel.channelId, userId(user));

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', left),
  onEvent('user_deactivated', left),
  // Slack does not tell any more who leaves: what was given for as long as they stay cannot be kept. They can give it again.
  onEvent('lore_left', ({ scope, channel }) => takeAlong(scope, channel.channelId, null)),
];
