/** Somebody is gone: what was theirs to do goes back to the team, and whoever facilitated sees that in their Home. */
import { onEvent, type EventContext, type EventListener } from '../../../core/listener.ts';
import { loadRetro } from '../repository.ts';
import { openActionsOf } from '../repository/actions.ts';
import { happen } from '../service/happen.ts';
import { userId } from '../../../core/ids.ts';

async function gone(context: EventContext, user: string): Promise<void> {
  const { scope, channel } = context;
  const person = userId(user);
  const theirs = (await openActionsOf(scope, person)).filter((row) => row.channel_id === channel.channelId);
  for (const retro of new Set(theirs.map(({ retro_id }) => retro_id))) {
    const loaded = await loadRetro(scope, retro);
    if (loaded !== null) await happen(context, loaded, { kind: 'ownerGone', person });
  }
}

export const followEvents: readonly EventListener[] = [
  onEvent('member_left_channel', (context, { user }) => gone(context, user)),
  onEvent('user_deactivated', (context, { user }) => gone(context, user)),
];
