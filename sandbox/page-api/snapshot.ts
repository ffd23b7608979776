/** What a page needs to know at load, and the lists it is told again when they change. */
import type { Core } from '../core.ts';
import type { ClockView, ConversationView, PersonView, Snapshot } from '../protocol.ts';
import { canFind, canSee, messagesOf, workspaceOf } from '../state/find.ts';
import type { Conversation, Person } from '../state/world.ts';
import { METHODS } from '../web-api/methods.ts';
import { openViews } from './shown.ts';

function personView(core: Core, person: Person): PersonView {
  const isExternal = person.teamId !== core.install.teamId;
  const hasStatus = person.statusExpiration === 0 || person.statusExpiration * 1000 > core.clock.now();
  return {
    id: person.id,
    name: person.realName,
    title: person.title,
    teamId: person.teamId,
    teamName: workspaceOf(core.world, person.teamId).name,
    tz: person.tz,
    locale: person.locale,
    standing: person.isDeleted
      ? 'deactivated'
      : isExternal
        ? 'external'
        : person.isGuest
          ? 'guest'
          : 'member',
    isAdmin: person.isAdmin,
    statusText: hasStatus ? person.statusText : '',
    statusEmoji: hasStatus ? person.statusEmoji : '',
    quietUntil: (person.quietUntil ?? 0) > core.clock.now() ? (person.quietUntil ?? null) : null,
  };
}

/** Everyone but the bot. */
export const peopleViews = (core: Core): PersonView[] =>
  core.world.people.filter((person) => !person.isBot).map((person) => personView(core, person));

function conversationView(core: Core, person: Person, conversation: Conversation): ConversationView {
  const isMember = conversation.members.includes(person.id);
  const read = core.world.reads[`${person.id}:${conversation.id}`] ?? '';
  const unread = messagesOf(core.world, conversation.id).filter(
    (message) => message.ts > read && message.threadTs === null && canSee(core.world, person.id, message),
  );
  return {
    id: conversation.id,
    name: conversation.kind === 'im' ? core.app.name : conversation.name,
    kind: conversation.kind,
    topic: conversation.topic,
    isMember,
    isArchived: conversation.isArchived,
    hasBot: conversation.members.includes(core.install.botUserId),
    isReadOnly: conversation.kind === 'im' && core.app.isMessagesTabReadOnly,
    sharedWith: conversation.teamIds
      .filter((id) => id !== person.teamId)
      .map((id) => workspaceOf(core.world, id).name),
    unread: unread.length,
    memberCount: conversation.members.length,
  };
}

/** The conversations a person finds, channels first, then the direct one with the app and its Home. */
export function conversationViews(core: Core, person: Person): ConversationView[] {
  const found = core.world.conversations
    .filter((conversation) => canFind(person, conversation))
    .map((conversation) => conversationView(core, person, conversation));
  const channels = found.filter(({ kind }) => kind !== 'im').sort((a, b) => (a.name < b.name ? -1 : 1));
  const ims = found.filter(({ kind }) => kind === 'im');
  if (person.teamId !== core.install.teamId || !core.app.hasHome) return [...channels, ...ims];
  const home: ConversationView = {
    id: core.app.id,
    name: `${core.app.name} home`,
    kind: 'home',
    topic: '',
    isMember: true,
    isArchived: false,
    hasBot: true,
    isReadOnly: false,
    sharedWith: [],
    unread: 0,
    memberCount: 1,
  };
  return [...channels, ...ims, home];
}

export const clockView = (core: Core): ClockView => ({ at: core.clock.now(), ...core.movement });

/** Everything for one person's page. */
export const snapshot = (core: Core, person: Person): Snapshot => ({
  appId: core.app.id,
  appName: core.app.name,
  me: personView(core, person),
  people: peopleViews(core),
  conversations: conversationViews(core, person),
  commands: core.app.commands.map(({ command, description, usageHint }) => ({
    command,
    description,
    usageHint,
  })),
  shortcuts: core.app.shortcuts,
  prompts: core.app.prompts,
  clock: clockView(core),
  hasPast: core.world.hasPast === true,
  views: openViews(core, person.id),
  exchanges: core.exchanges.all,
  journal: core.journal.all,
  methods: Object.keys(METHODS).sort(),
  faults: core.faults.orders(),
});
