import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from './api.ts';
import type { Answer } from './api.ts';
import { Clock } from './clock.tsx';
import { Conversation } from './conversation.tsx';
import { Exchanges } from './exchanges.tsx';
import { firstChannel } from './first-steps.ts';
import { Home } from './home.tsx';
import { useHistory, usePageState, useRoute, useSandboxNow } from './hooks.ts';
import { Journal } from './journal.tsx';
import { Modals } from './modals.tsx';
import { Notices, useNotices } from './notices.tsx';
import { routeTo } from './route.ts';
import { Sidebar } from './sidebar.tsx';
import { withHome } from './store.ts';
import { Thread } from './thread.tsx';
import { TryThis } from './try-this.tsx';
import { sayDay } from './zone.ts';
import { type Workspace, WorkspaceContext } from './workspace.ts';

/** The whole page, for one person. */
export function App({ as }: { as: string }) {
  const { state, setState, refusal, isLost, loads } = usePageState(as);
  const { notices, tell, dismiss } = useNotices();
  const named = useRoute();
  const now = useSandboxNow(state?.clock);
  const [isMenuOpen, setMenuOpen] = useState(false);

  const conversation =
    state?.conversations.find(({ id }) => id === named.conversationId) ??
    (state && firstChannel(state.conversations)) ??
    state?.conversations[0] ??
    null;
  const threadTs = conversation?.id === named.conversationId ? named.threadTs : null;
  const isHome = conversation?.kind === 'home';
  const canRead = conversation !== null && !isHome && conversation.isMember;
  const opened = {
    channelId: canRead ? conversation.id : null,
    threadTs,
    // Reading marks as read, so what came meanwhile is read again.
    hasUnread: canRead && conversation.unread > 0,
  };
  useHistory(state, opened, loads, setState, tell);

  useEffect(() => {
    // What is shown stands in the address, so that it can be linked to.
    if (named.conversationId === null && conversation) location.replace(routeTo(conversation.id));
  }, [named.conversationId, conversation?.id]);
  useEffect(() => setMenuOpen(false), [conversation?.id, threadTs]);
  useEffect(() => {
    const unread = state?.conversations.reduce((sum, one) => sum + one.unread, 0) ?? 0;
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${conversation?.name ?? 'Lore sandbox'} – ${state?.me.name ?? ''}`;
  }, [conversation?.name, state?.conversations, state?.me.name]);

  const told = useRef(async <T,>(work: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await work;
    if (!answer.ok) tell(answer.message);
    return answer;
  }).current;
  const workspace = useMemo<Workspace | null>(
    () =>
      state && {
        state,
        route: { conversationId: conversation?.id ?? null, threadTs },
        conversation,
        now,
        told,
        tell,
      },
    [state, conversation, threadTs],
  );

  if (!workspace || !state)
    return (
      <main class="starting">
        {refusal === null ? <p>Opening the workspace…</p> : <p role="alert">{refusal}</p>}
        {refusal !== null && as !== '' && <a href="/">Open it as someone else</a>}
      </main>
    );

  if (state.clock.isArriving)
    return (
      <main class="starting">
        <p>The company’s last weeks are being played. It takes some seconds.</p>
        <p>{sayDay(state.clock.at, state.me.tz)}</p>
      </main>
    );

  const openHome = async () => {
    const asked = state.home;
    const answer = await told(call('open-home', { as: state.me.id }));
    if (!answer.ok) return;
    const { view, hash } = answer;
    setState((now) => now && withHome(now, { view, hash }, asked));
  };
  return (
    <WorkspaceContext.Provider value={workspace}>
      <div class={`page${threadTs !== null ? ' with-thread' : ''}${isMenuOpen ? ' with-menu' : ''}`}>
        <div class="top">
          <Clock />
          <Journal />
        </div>
        <Sidebar isOpen={isMenuOpen} toggle={() => setMenuOpen(!isMenuOpen)} />
        {/* Both panes: on a narrow window the thread lies over its conversation. */}
        <main class="panes">
          <div class="main">
            {conversation === null && <p class="empty">{state.me.name} can’t see this conversation.</p>}
            {isHome && <Home open={openHome} />}
            {conversation !== null && !isHome && (
              <Conversation conversation={conversation} key={conversation.id} />
            )}
            <Exchanges />
          </div>
          {conversation !== null && threadTs !== null && (
            <Thread
              conversation={conversation}
              threadTs={threadTs}
              close={() => (location.hash = routeTo(conversation.id))}
              key={threadTs}
            />
          )}
        </main>
        <TryThis />
      </div>
      <Modals />
      <Notices notices={notices} dismiss={dismiss} isLost={isLost} />
    </WorkspaceContext.Provider>
  );
}
