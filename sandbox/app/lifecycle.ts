/** What happens to an installation and its workspace without anyone pressing something on the page. */
import type { Core } from '../core.ts';
import { findConversation } from '../state/find.ts';
import type { Conversation, Person } from '../state/world.ts';
import { join } from '../page-api/membership.ts';
import { personJson } from '../web-api/shapes.ts';
import { tellApp } from './events.ts';

function known(core: Core, channelId: string): Conversation {
  const conversation = findConversation(core.world, channelId);
  if (!conversation) throw new Error(`The sandbox has no conversation ${channelId}`);
  return conversation;
}

/** Revokes the app's token and tells it that it was uninstalled, unless the events are lost. */
export function uninstall(core: Core, isTold: boolean): void {
  core.revoked.set(core.install.token, 'account_inactive');
  if (!isTold) return;
  tellApp(core, { event: { type: 'app_uninstalled' } });
  tellApp(core, { event: { type: 'tokens_revoked', tokens: { oauth: [], bot: [core.install.botUserId] } } });
}

/** Installs the app again, with another token. Gives that. */
export function reinstall(core: Core): string {
  const token = `${core.install.token}-${core.revoked.size + 1}`;
  Object.assign(core.install, { token });
  return token;
}

/** Shares a channel with another organisation. Throws when there is no such channel. */
export function shareChannel(core: Core, channelId: string, teamId: string): void {
  const conversation = known(core, channelId);
  conversation.teamIds = [...conversation.teamIds, teamId];
  const event = { type: 'channel_shared', connected_team_id: teamId, channel: channelId };
  tellApp(core, { conversation, event });
  core.changed();
  core.pages.conversations();
}

/** Ends the sharing of a channel; the others' people leave it. Throws when there is no such channel. */
export function unshareChannel(core: Core, channelId: string, teamId: string): void {
  const conversation = known(core, channelId);
  conversation.teamIds = conversation.teamIds.filter((id) => id !== teamId);
  const others = new Set(core.world.people.filter((each) => each.teamId === teamId).map((each) => each.id));
  conversation.members = conversation.members.filter((id) => !others.has(id));
  const isShared = conversation.teamIds.length > 1;
  tellApp(core, {
    conversation,
    event: {
      type: 'channel_unshared',
      previously_connected_team_id: teamId,
      channel: channelId,
      is_ext_shared: isShared,
    },
  });
  core.changed();
  core.pages.conversations();
}

/** Deletes a channel with all its messages. Throws when there is no such channel. */
export function deleteChannel(core: Core, channelId: string, actorId: string): void {
  const conversation = known(core, channelId);
  const type = conversation.kind === 'private' ? 'group_deleted' : 'channel_deleted';
  tellApp(core, { conversation, event: { type, channel: channelId, actor_id: actorId } });
  core.world.conversations.splice(core.world.conversations.indexOf(conversation), 1);
  core.world.messages[channelId] = [];
  core.changed();
  core.pages.conversations();
}

/** Adds a person to the world, who joins the general channel when they are of the app's workspace. */
export function addPerson(core: Core, person: Person): void {
  core.world.people.push(person);
  tellApp(core, { scope: 'users:read', event: { type: 'team_join', user: personJson(core, person, true) } });
  const general = core.world.conversations.find((each) => each.isGeneral);
  if (general && person.teamId === core.install.teamId && !person.isGuest) join(core, general, person.id);
  core.changed();
  core.pages.people();
}
