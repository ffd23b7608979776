/** What one tab knows, and how it changes. Everything here is pure: the same state and event give the same state. */
import type { View } from '@slack/types';
import type { MessageView, PushEvent, Snapshot } from '../protocol.ts';

export interface HomeState {
  readonly view: View | null;
  readonly hash: string;
}

export interface State extends Snapshot {
  /** By conversation, oldest first; threads' replies among them. */
  readonly messages: Readonly<Record<string, readonly MessageView[]>>;
  readonly home: HomeState;
}

const exchangesKept = 300;
const journalKept = 2000;

/** The state of a tab that has just loaded, or that has loaded anew (`before`) after its stream was interrupted. */
export function start(snapshot: Snapshot, before: State | null = null): State {
  return {
    ...snapshot,
    messages: before?.messages ?? {},
    home: before?.home ?? { view: null, hash: '' },
  };
}

/** The state after something that the server pushed. */
export function apply(state: State, event: PushEvent): State {
  switch (event.type) {
    case 'message':
      return withMessages(state, event.message.channelId, (known) => insert(known, [event.message]));
    case 'message_deleted':
      return withMessages(state, event.channelId, (known) => known.filter(({ ts }) => ts !== event.ts));
    case 'conversations':
      return { ...state, conversations: event.conversations };
    case 'views':
      return { ...state, views: event.views };
    case 'home':
      return { ...state, home: { view: event.view, hash: event.hash } };
    case 'clock':
      return { ...state, clock: event.clock };
    case 'faults':
      return { ...state, faults: event.faults };
    case 'exchange':
      return { ...state, exchanges: addExchange(state.exchanges, event.exchange) };
    case 'journal':
      return { ...state, journal: [...state.journal, ...event.lines].slice(-journalKept) };
    case 'people':
      return {
        ...state,
        people: event.people,
        me: event.people.find(({ id }) => id === state.me.id) ?? state.me,
      };
  }
}

/**
 * The state after the history of a conversation, or of one thread in it, was read: it replaces what was known of it.
 * Ephemeral messages stay, since no history holds them. So does what was pushed, and what was deleted stays away, since
 * `asked`, the messages known when the read began: the answer can be older than that.
 */
export function withHistory(
  state: State,
  channelId: string,
  threadTs: string | null,
  messages: readonly MessageView[],
  asked: State['messages'],
): State {
  const then = new Map((asked[channelId] ?? []).map((message) => [message.ts, message]));
  const isCovered = (message: MessageView) =>
    !message.isEphemeral && (threadTs === null ? isTopLevel(message) : message.threadTs === threadTs);
  return withMessages(state, channelId, (known) => {
    const here = new Set(known.map(({ ts }) => ts));
    const isGone = ({ ts }: MessageView) => then.has(ts) && !here.has(ts);
    const pushed = known.filter((message) => then.get(message.ts) !== message);
    return insert(
      known.filter((message) => !isCovered(message)),
      [...messages.filter((message) => !isGone(message)), ...pushed],
    );
  });
}

/**
 * The state after a Home was opened, which was answered with what stood there. What was pushed since `asked`, the Home known when it was opened,
 * stays: the answer can be older than that.
 */
export function withHome(state: State, answered: HomeState, asked: HomeState): State {
  return state.home === asked ? { ...state, home: answered } : state;
}

/** Whether a message stands in the conversation itself, not only in a thread. */
export function isTopLevel(message: MessageView): boolean {
  return message.threadTs === null || message.threadTs === message.ts || message.isBroadcast;
}

/** The messages of a conversation as its log shows them; a root counts the replies that are already here. */
export function topLevel(state: State, channelId: string): readonly MessageView[] {
  const all = state.messages[channelId] ?? [];
  const replies = new Map<string, number>();
  for (const { ts, threadTs, isEphemeral } of all)
    if (threadTs !== null && threadTs !== ts && !isEphemeral)
      replies.set(threadTs, (replies.get(threadTs) ?? 0) + 1);
  return all.filter(isTopLevel).map((message) => ({
    ...message,
    replyCount: Math.max(message.replyCount, replies.get(message.ts) ?? 0),
  }));
}

/** A thread: its root first, then the replies. */
export function thread(state: State, channelId: string, threadTs: string): readonly MessageView[] {
  return (state.messages[channelId] ?? []).filter(
    (message) => message.ts === threadTs || message.threadTs === threadTs,
  );
}

function withMessages(
  state: State,
  channelId: string,
  change: (known: readonly MessageView[]) => readonly MessageView[],
): State {
  return { ...state, messages: { ...state.messages, [channelId]: change(state.messages[channelId] ?? []) } };
}

/** Messages by time, each `ts` once, the newer version winning. */
function insert(known: readonly MessageView[], more: readonly MessageView[]): readonly MessageView[] {
  const byTs = new Map([...known, ...more].map((message) => [message.ts, message]));
  return [...byTs.values()].sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}

function addExchange(known: State['exchanges'], exchange: State['exchanges'][number]): State['exchanges'] {
  return [...known.filter(({ id }) => id !== exchange.id), exchange].slice(-exchangesKept);
}
