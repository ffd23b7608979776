/** Creating, archiving, renaming channels and making them private. */
import { tellApp } from '../app/events.ts';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { addMessage } from '../state/changes.ts';
import { findConversation } from '../state/find.ts';
import { newId } from '../state/ids.ts';
import type { Conversation, Person } from '../state/world.ts';
import { conversationJson } from '../web-api/shapes.ts';
import type { Bodies } from './bodies.ts';

const refuse = (message: string): Json => ({ ok: false, message });
const NAME = /^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u;

function refuseName(core: Core, name: string): string | undefined {
  if (!NAME.test(name))
    return 'A name can have up to 80 lower-case letters, digits, hyphens and underscores.';
  return core.world.conversations.some((each) => each.name === name) ? 'That name is taken.' : undefined;
}

function tellOfChannel(core: Core, conversation: Conversation, what: string, rest: Json): void {
  const isPrivate = conversation.kind === 'private';
  tellApp(core, {
    conversation,
    scope: isPrivate ? 'groups:read' : 'channels:read',
    event: { type: `${isPrivate ? 'group' : 'channel'}_${what}`, ...rest },
  });
}

function create(core: Core, person: Person, body: Bodies['channel']): Json {
  if (person.isGuest || person.teamId !== core.install.teamId)
    return refuse('You can’t create channels here.');
  const name = body.name ?? '';
  const refused = refuseName(core, name);
  if (refused !== undefined) return refuse(refused);
  const conversation: Conversation = {
    id: newId(core.world, 'C0'),
    name,
    kind: body.isPrivate === true ? 'private' : 'public',
    topic: '',
    purpose: '',
    creator: person.id,
    createdAt: core.clock.now(),
    isGeneral: false,
    isArchived: false,
    teamIds: [core.install.teamId],
    members: [person.id],
    previousNames: [],
  };
  core.world.conversations.push(conversation);
  if (conversation.kind === 'public')
    tellOfChannel(core, conversation, 'created', { channel: conversationJson(core, conversation) });
  return { ok: true, channelId: conversation.id };
}

function change(
  core: Core,
  person: Person,
  conversation: Conversation,
  body: Bodies['channel'],
): string | undefined {
  if (body.change === 'archive' || body.change === 'unarchive') {
    if (conversation.isGeneral) return 'This channel can’t be archived.';
    const isArchived = body.change === 'archive';
    if (conversation.isArchived === isArchived) return undefined;
    conversation.isArchived = isArchived;
    tellOfChannel(core, conversation, body.change, {
      channel: conversation.id,
      user: person.id,
      ...(isArchived ? { is_moved: 0 } : {}),
    });
    return undefined;
  }
  if (body.change === 'rename') {
    const name = body.name ?? '';
    const refused = refuseName(core, name);
    if (refused !== undefined) return refused;
    conversation.previousNames = [conversation.name, ...conversation.previousNames];
    conversation.name = name;
    const { id, is_channel, is_mpim, name_normalized, created } = conversationJson(core, conversation);
    tellOfChannel(core, conversation, 'rename', {
      channel: { id, is_channel, is_mpim, name, name_normalized, created },
    });
    return undefined;
  }
  if (conversation.isGeneral || conversation.kind === 'private') return 'This channel can’t be made private.';
  conversation.kind = 'private';
  const text = 'made this channel *private*. Now, it can only be viewed or joined by invitation.';
  // Slack has no event of its own for this, only this kind of message.
  const subtype = 'channel_convert_to_private';
  addMessage(core, { channelId: conversation.id, userId: person.id, text, subtype });
  return undefined;
}

/** Does what a person asks; a new channel's id comes back as `channelId`. */
export function changeChannel(core: Core, person: Person, body: Bodies['channel']): Json {
  const answer = body.change === 'create' ? create(core, person, body) : changeKnown(core, person, body);
  core.changed();
  core.pages.conversations();
  return answer;
}

function changeKnown(core: Core, person: Person, body: Bodies['channel']): Json {
  const conversation = findConversation(core.world, body.channelId ?? '');
  if (!conversation?.members.includes(person.id) || conversation.kind === 'im')
    return refuse('You’re not in this channel.');
  if (person.isGuest || conversation.teamIds[0] !== person.teamId)
    return refuse('You can’t change this channel.');
  const refused = change(core, person, conversation, body);
  return refused === undefined ? { ok: true } : refuse(refused);
}
