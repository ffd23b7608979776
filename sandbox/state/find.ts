/** Looking things up in the world. */
import type { Conversation, Message, Person, ViewRecord, Workspace, World } from './world.ts';

export const findPerson = (world: World, id: string): Person | undefined =>
  world.people.find((person) => person.id === id);

export const findConversation = (world: World, id: string): Conversation | undefined =>
  world.conversations.find((conversation) => conversation.id === id);

export const findModal = (world: World, id: string): ViewRecord | undefined =>
  world.modals.find((modal) => modal.id === id);

export const messagesOf = (world: World, channelId: string): readonly Message[] =>
  world.messages[channelId] ?? [];

export const findMessage = (world: World, channelId: string, ts: string): Message | undefined =>
  messagesOf(world, channelId).find((message) => message.ts === ts);

/** The replies of a thread, oldest first, without its first message. */
export const repliesOf = (world: World, channelId: string, threadTs: string): Message[] =>
  messagesOf(world, channelId).filter((message) => message.threadTs === threadTs && !message.ephemeralTo);

/** The workspace with this id; every id in the world has one. */
export function workspaceOf(world: World, teamId: string): Workspace {
  const found = world.workspaces.find((workspace) => workspace.id === teamId);
  if (!found) throw new Error(`The sandbox has no workspace ${teamId}`);
  return found;
}

/** The direct conversation between a person and the bot, when it exists. */
export const findIm = (world: World, userId: string): Conversation | undefined =>
  world.conversations.find((c) => c.kind === 'im' && c.members.includes(userId));

/** Whether a person sees a message: in the conversation, and not someone else's ephemeral one. */
export function canSee(world: World, personId: string, message: Message): boolean {
  if (message.ephemeralTo !== null && message.ephemeralTo !== personId) return false;
  return findConversation(world, message.channelId)?.members.includes(personId) ?? false;
}

/** Whether a person finds a conversation in the list: theirs, or a public one of their workspace that they may join. */
export function canFind(person: Person, conversation: Conversation): boolean {
  if (conversation.members.includes(person.id)) return true;
  return conversation.kind === 'public' && !person.isGuest && conversation.teamIds[0] === person.teamId;
}
