/** Joining, leaving, inviting and removing, people and the bot. */
import { tellApp } from '../app/events.ts';
import type { Core } from '../core.ts';
import { findConversation, findPerson } from '../state/find.ts';
import type { Conversation, Person } from '../state/world.ts';
import type { Bodies } from './bodies.ts';

const KIND = { public: 'C', private: 'G', im: 'D' } as const;
const READ = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

/** Adds someone to a conversation and tells the app. */
export function join(core: Core, conversation: Conversation, userId: string, inviter?: string): void {
  conversation.members.push(userId);
  tellApp(core, {
    conversation,
    membersOnly: true,
    scope: READ[conversation.kind],
    event: {
      type: 'member_joined_channel',
      user: userId,
      channel: conversation.id,
      channel_type: KIND[conversation.kind],
      team: findPerson(core.world, userId)?.teamId ?? core.install.teamId,
      ...(inviter === undefined ? {} : { inviter }),
    },
  });
  core.changed();
  core.pages.conversations();
}

/** Takes someone out of a conversation and tells the app, also when it was the bot itself. */
export function leave(core: Core, conversation: Conversation, userId: string, actor: string): void {
  const event = {
    type: 'member_left_channel',
    user: userId,
    channel: conversation.id,
    channel_type: KIND[conversation.kind],
    team: findPerson(core.world, userId)?.teamId ?? core.install.teamId,
  };
  tellApp(core, { conversation, membersOnly: true, scope: READ[conversation.kind], event });
  conversation.members = conversation.members.filter((id) => id !== userId);
  if (userId === core.install.botUserId)
    tellApp(core, {
      event: {
        type: conversation.kind === 'private' ? 'group_left' : 'channel_left',
        channel: conversation.id,
        actor_id: actor,
      },
    });
  core.changed();
  core.pages.conversations();
}

/** Does what a person asks; gives a sentence when Slack would not let them. */
export function changeMembership(core: Core, person: Person, body: Bodies['membership']): string | undefined {
  const conversation = findConversation(core.world, body.channelId);
  const isMember = conversation?.members.includes(person.id) ?? false;
  if (!conversation || (!isMember && conversation.kind !== 'public')) return 'There’s no such channel.';
  if (conversation.kind === 'im') return 'You can’t change who is in a direct message.';
  if (conversation.isArchived) return 'This channel is archived.';
  if (body.change === 'join') {
    if (isMember) return undefined;
    if (person.isGuest || !conversation.teamIds.includes(person.teamId))
      return 'You need an invitation to this channel.';
    join(core, conversation, person.id);
    return undefined;
  }
  if (!isMember) return 'You’re not in this channel.';
  if (body.change === 'leave') {
    if (conversation.isGeneral) return 'Nobody can leave this channel.';
    leave(core, conversation, person.id, person.id);
    return undefined;
  }
  if (person.isGuest) return 'Guests can’t change who is in a channel.';
  const isBot = body.change === 'add bot' || body.change === 'remove bot';
  const other = findPerson(core.world, isBot ? core.install.botUserId : (body.userId ?? ''));
  if (!other || other.isDeleted) return 'There’s no such person.';
  if (isBot && person.teamId !== core.install.teamId) return 'The app belongs to another organisation.';
  const isIn = conversation.members.includes(other.id);
  if (body.change === 'invite' || body.change === 'add bot') {
    if (isIn) return undefined;
    if (!conversation.teamIds.includes(other.teamId))
      return `${other.realName} belongs to another organisation.`;
    join(core, conversation, other.id, person.id);
    return undefined;
  }
  if (!isIn) return undefined;
  if (conversation.isGeneral && !isBot) return 'Nobody can be removed from this channel.';
  leave(core, conversation, other.id, person.id);
  return undefined;
}
