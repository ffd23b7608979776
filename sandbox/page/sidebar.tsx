import { useState } from 'preact/hooks';
import type { ConversationView, PersonView } from '../protocol.ts';
import { CreateChannelDialog } from './channel-dialog.tsx';
import { focusComposer } from './composer.tsx';
import { FaultsDialog } from './faults-dialog.tsx';
import { Avatar, Glyph } from './glyph.tsx';
import { MeDialog } from './me-dialog.tsx';
import { routeTo } from './route.ts';
import { useWorkspace } from './workspace.ts';
import { cityOf, sayNearDateTime } from './zone.ts';

/** Who one is, and where one can go. On a narrow window it hides behind a button. */
export function Sidebar({ isOpen, toggle }: { isOpen: boolean; toggle: () => void }) {
  const { state, conversation } = useWorkspace();
  const [dialog, setDialog] = useState<'me' | 'create' | 'faults' | null>(null);
  const close = () => setDialog(null);
  const of = (...kinds: readonly ConversationView['kind'][]) =>
    state.conversations.filter(
      ({ kind, isArchived, id }) => kinds.includes(kind) && (!isArchived || id === conversation?.id),
    );
  return (
    <>
      <section class="sidebar" aria-label="Workspace">
        <div class="sidebar-top">
          <button
            type="button"
            class="quiet menu-toggle"
            aria-expanded={isOpen}
            aria-controls="sidebar"
            onClick={toggle}
          >
            <Glyph name={isOpen ? 'close' : 'menu'} />
            <span>Channels and people</span>
          </button>
          <span class="here" aria-hidden="true">
            {conversation?.name}
          </span>
        </div>
        <div class="sidebar-body" id="sidebar">
          <div class="who">
            <p class="company">{state.me.teamName}</p>
            <label for="act-as">Act as</label>
            <div class="who-row">
              <Avatar id={state.me.id} name={state.me.name} />
              <ActAs />
              <button
                type="button"
                class="quiet"
                aria-label="Me: status, language, time zone"
                title="Me"
                onClick={() => setDialog('me')}
              >
                <Glyph name="gear" />
              </button>
            </div>
            <p class="status-line">
              {state.me.title !== '' && <>{state.me.title} · </>}
              {cityOf(state.me.tz)}
              {state.me.statusText !== '' && <> · {state.me.statusText}</>}
              {state.me.quietUntil !== null && (
                <> · notifications paused until {sayNearDateTime(state.me.quietUntil, state.me.tz)}</>
              )}
            </p>
          </div>
          <nav aria-label="Channels">
            <Group title={state.appName} conversations={[...of('home'), ...of('im')]} />
            <Group title="Channels" conversations={of('public', 'private')} />
          </nav>
          <button type="button" class="quiet add" onClick={() => setDialog('create')}>
            <Glyph name="plus" /> Create a channel
          </button>
          <button type="button" class="quiet add" onClick={() => setDialog('faults')}>
            <Glyph name="bolt" /> Faults
            {state.faults.length > 0 && <span class="badge"> {state.faults.length} active</span>}
          </button>
        </div>
      </section>
      {dialog === 'me' && <MeDialog close={close} />}
      {dialog === 'faults' && <FaultsDialog close={close} />}
      {dialog === 'create' && <CreateChannelDialog close={close} />}
    </>
  );
}

/** Each tab is one person, so another person is another address. */
function ActAs() {
  const { state } = useWorkspace();
  const act = (id: string) => {
    const address = new URL(location.href);
    address.searchParams.set('as', id);
    location.assign(address);
  };
  return (
    <select id="act-as" value={state.me.id} onChange={({ currentTarget }) => act(currentTarget.value)}>
      {state.people.map((person) => (
        <option
          value={person.id}
          selected={person.id === state.me.id}
          disabled={person.standing === 'deactivated'}
          key={person.id}
        >
          {person.name} – {about(person, state.me.teamId)}
        </option>
      ))}
    </select>
  );
}

function about(person: PersonView, teamId: string): string {
  const notes = [person.title, cityOf(person.tz)];
  if (person.isAdmin) notes.push('admin');
  if (person.standing === 'guest' || person.standing === 'deactivated') notes.push(person.standing);
  if (person.teamId !== teamId || person.standing === 'external') notes.push(person.teamName);
  return notes.filter(Boolean).join(', ');
}

function Group({ title, conversations }: { title: string; conversations: readonly ConversationView[] }) {
  if (conversations.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <Entry conversation={conversation} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Entry({ conversation }: { conversation: ConversationView }) {
  const { state, route } = useWorkspace();
  const isHere = conversation.id === route.conversationId;
  const unread = isHere ? 0 : conversation.unread;
  const isChannel = conversation.kind === 'public' || conversation.kind === 'private';
  const look = `entry${unread > 0 ? ' unread' : ''}${isChannel && !conversation.isMember ? ' outside' : ''}`;
  return (
    <a
      class={look}
      href={routeTo(conversation.id)}
      aria-current={isHere ? 'page' : undefined}
      onClick={isHere ? focusComposer : undefined}
    >
      {conversation.kind === 'home' && (
        <>
          <Glyph name="home" /> {state.appName} home
        </>
      )}
      {conversation.kind === 'im' && (
        <>
          <Glyph name="chat" /> {conversation.name}
        </>
      )}
      {conversation.kind === 'public' && <># {conversation.name}</>}
      {conversation.kind === 'private' && (
        <>
          <Glyph name="lock" label="Private channel" /> {conversation.name}
        </>
      )}
      {conversation.sharedWith.length > 0 && <small> shared with {conversation.sharedWith.join(', ')}</small>}
      {conversation.isArchived && <small> archived</small>}
      {isChannel && !conversation.isMember && <span class="sr-only"> (not joined)</span>}
      {unread > 0 && (
        <span class="badge">
          {' '}
          {unread}
          <span class="sr-only"> unread</span>
        </span>
      )}
    </a>
  );
}
