/** The page's side of protocol.ts: calls, and the stream of events. */
import type { View } from '@slack/types';
import type {
  ActBody,
  ChannelBody,
  ClockView,
  CloseBody,
  FaultBody,
  HistoryBody,
  MembershipBody,
  MessageView,
  PersonBody,
  PushEvent,
  SayBody,
  ShortcutBody,
  Snapshot,
  SubmitAnswer,
  SubmitBody,
} from '../protocol.ts';

/** Each call of the protocol: what it takes, and what a good answer holds besides `ok`. */
interface Calls {
  snapshot: [{ as: string }, { snapshot: Snapshot }];
  history: [HistoryBody, { messages: MessageView[] }];
  'open-home': [{ as: string }, { view: View | null; hash: string }];
  say: [SayBody, object];
  act: [ActBody, object];
  'close-view': [CloseBody, object];
  shortcut: [ShortcutBody, object];
  membership: [MembershipBody, object];
  person: [PersonBody, object];
  channel: [ChannelBody, object];
  fault: [FaultBody, object];
  'clear-faults': [{ as: string }, object];
  clock: [{ to: number | 'next' }, { clock: ClockView }];
}

export type Answer<T = object> = ({ ok: true } & T) | { ok: false; message: string };

const unreachable = 'The sandbox isn’t answering. Is it still running in your terminal?';

async function post(name: string, body: object): Promise<unknown> {
  const response = await fetch(`/page-api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Makes a call. Never rejects: what went wrong is a sentence for the person. */
export async function call<N extends keyof Calls>(name: N, body: Calls[N][0]): Promise<Answer<Calls[N][1]>> {
  try {
    return (await post(name, body)) as Answer<Calls[N][1]>;
  } catch {
    return { ok: false, message: unreachable };
  }
}

/** Submits a modal. Never rejects. */
export async function submit(body: SubmitBody): Promise<SubmitAnswer> {
  try {
    return (await post('submit', body)) as SubmitAnswer;
  } catch {
    return { ok: false, message: unreachable };
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Does `work` after everything that was asked for in order before it: what one typed must reach the app before the
 * modal that held it is submitted or closed.
 */
export function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result;
  return result;
}

/** After this many ms a broken stream is opened again. */
const again = 2000;

/**
 * Listens to the server for one person until the returned function is called. `open` is called whenever the stream
 * stands (again), `lost` when it broke; it is opened again by itself.
 */
export function listen(
  as: string,
  on: { event: (event: PushEvent) => void; open: () => void; lost: () => void },
): () => void {
  let isOver = false;
  let stream: WebSocket;
  const connect = () => {
    if (isOver) return;
    const url = new URL(`/page-api/events?as=${encodeURIComponent(as)}`, location.href);
    url.protocol = 'ws:';
    stream = new WebSocket(url);
    stream.addEventListener('open', on.open);
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      on.event(JSON.parse(data) as PushEvent);
    });
    stream.addEventListener('close', () => {
      if (isOver) return;
      on.lost();
      setTimeout(connect, again);
    });
  };
  connect();
  return () => {
    isOver = true;
    stream.close();
  };
}
