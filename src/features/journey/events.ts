/** What happens around journeys. */
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { userId } from '../../core/ids.ts';
import { jobNames } from './ids.ts';
import { waitingIn } from './repository.ts';
import { endFirst } from './service/first.ts';

/** Nobody waits for somebody who is gone. */
async function gone(context: EventContext, user: string): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    if (row.teller_id === user) await endFirst(context, row, 'over', null);
}

async function archived(context: EventContext): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    await endFirst(context, row, 'over', null);
}

/** They are asked by the new hours. What they chose only their own eyes see. */
async function workingTimeChanged({ scope, now }: EventContext, user: string): Promise<void> {
  const person = userId(user);
  await scope.schedule(jobNames.retime.ref({ person }), now, {
    kind: 'person',
    userId: person,
  });
}

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', (context, { user }) => gone(context, user)),
  onEvent('user_deactivated', (context, { user }) => gone(context, user)),
  onEvent('channel_archive', archived),
  onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
];
