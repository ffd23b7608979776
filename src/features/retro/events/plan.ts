/** What happens around planned projects. */
import { onEvent, type EventContext, type EventListener } from '../../../core/listener.ts';
import { plannedProjects } from '../repository/project.ts';
import { askWhere } from '../service/project.ts';

/** Nobody reads there any more: whoever looks after a project is asked where to hold its retrospective. */
async function archived({ scope, channel }: EventContext): Promise<void> {
  for (const row of await plannedProjects(scope, channel.channelId)) await askWhere({ scope }, row);
}

/** Nobody may look after a project any more: everybody who is left sees that in their Home. */
async function gone({ scope, channel }: EventContext, user: string): Promise<void> {
  const owned = await plannedProjects(scope, channel.channelId);
  if (!owned.some((row) => row.owner_id === user)) return;
  for (const { userId } of await scope.members(channel.channelId)) await scope.refreshHome(userId);
}

export const planEvents: readonly EventListener[] = [
  onEvent('channel_archive', archived),
  onEvent('member_left_channel', (context, { user }) => gone(context, user)),
  onEvent('user_deactivated', (context, { user }) => gone(context, user)),
];
