/** What happens around shares. */
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { userId } from '../../core/ids.ts';
import { takeAlong } from './service/quote.ts';

const left = ({ scope, channel }: EventContext, { user }: { readonly user: string }): Promise<void> =>
  takeAlong(scope, channel.channelId, userId(user));

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', left),
  onEvent('user_deactivated', left),
];
