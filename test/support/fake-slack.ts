/** A stand-in for Slack over real HTTP: it records every call and answers what a test says, else something plausible. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readManifest } from '../../sandbox/app/manifest.ts';
import type { Delivered, Parcel } from '../../sandbox/app/parcel.ts';
import { makeSockets } from '../../sandbox/socket-mode/sockets.ts';
import { unhurriedMs } from './unhurried.ts';

export interface Call {
  /** A Web API method, or `respond` for a response_url. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}
type Answer = Readonly<Record<string, unknown>>;
/** No answer as Slack should give it: an HTTP status, a connection that breaks, or nothing at all. */
export class Fault {
  readonly kind:
    | 'reset'
    | 'hang'
    | 'half an answer'
    | { readonly status: number; readonly retryAfter?: number; readonly location?: string };
  constructor(kind: Fault['kind']) {
    this.kind = kind;
  }
}
/** @param at of a response_url, what stands behind its path */
type Answers = (args: Call['args'], at: string) => Answer | Fault | Promise<Answer | Fault>;

export interface FakeSlack {
  readonly apiUrl: string;
  readonly responseUrl: string;
  readonly calls: Call[];
  /** Answers a method this way from now on. */
  answer(method: string, answers: Answers): void;
  callsOf(method: string): readonly Call[];
  /** Sends something in Socket Mode, to a Lore that uses it. */
  deliver(parcel: Parcel): Promise<Delivered>;
  close(): Promise<void>;
}

export const team = 'T1';
export const bot = 'UBOT';
export const secret = 'a signing secret';

/** People of the made-up workspace, by id; tests may change them, until the fake is closed. */
export const users: Record<string, Answer> = {
  UANN: { id: 'UANN', team_id: team, tz: 'Europe/Berlin', locale: 'en-US', profile: {} },
  UBEN: { id: 'UBEN', team_id: team, tz: 'Europe/Berlin', locale: 'de-DE', profile: {} },
  UEXT: { id: 'UEXT', team_id: 'T2', tz: 'America/New_York', is_stranger: true, profile: {} },
  [bot]: { id: bot, team_id: team, is_bot: true, profile: {} },
};
export const channels: Record<string, Answer & { readonly members: readonly string[] }> = {
  CONE: { id: 'CONE', name: 'one', is_member: true, members: ['UANN', 'UBEN', bot] },
  CTWO: { id: 'CTWO', name: 'two', is_member: false, members: ['UANN'] },
};
/** As they are at first. Test files of one process share them. */
const atFirst = [
  [users, { ...users }],
  [channels, { ...channels }],
] as const;
function restore(): void {
  for (const [changed, usual] of atFirst) {
    for (const id of Object.keys(changed)) Reflect.deleteProperty(changed, id);
    Object.assign(changed, usual);
  }
}

const scopes = 'channels:read,chat:write,commands,groups:read,im:history,im:write,users:read';

function usual(): Map<string, Answers> {
  const refused = (error: string) => ({ ok: false, error });
  const channelOf = (args: Call['args']) => channels[String(args['channel'])];
  let views = 0;
  const opened = () => ({ ok: true, view: { id: `V${++views}`, hash: 'h' } });
  return new Map<string, Answers>([
    ['auth.test', () => ({ ok: true, team_id: team, user_id: bot, bot_id: 'B1' })],
    [
      'users.list',
      () => ({ ok: true, members: Object.values(users).filter((user) => user['team_id'] === team) }),
    ],
    [
      'users.info',
      (args) => {
        const user = users[String(args['user'])];
        return user === undefined ? refused('user_not_found') : { ok: true, user };
      },
    ],
    ['conversations.list', () => ({ ok: true, channels: Object.values(channels) })],
    [
      'conversations.info',
      (args) => {
        const channel = channelOf(args);
        return channel === undefined ? refused('channel_not_found') : { ok: true, channel };
      },
    ],
    ['conversations.members', (args) => ({ ok: true, members: channelOf(args)?.members ?? [] })],
    ['conversations.open', (args) => ({ ok: true, channel: { id: `D${String(args['users'])}` } })],
    ['chat.postMessage', () => ({ ok: true, ts: '1.1' })],
    ['chat.update', () => ({ ok: true, ts: '1.1' })],
    ['chat.delete', () => ({ ok: true, ts: '1.1' })],
    ['views.open', opened],
    ['views.push', opened],
    ['views.update', opened],
    ['views.publish', opened],
    ['respond', () => ({ ok: true })],
  ]);
}

export async function startFakeSlack(): Promise<FakeSlack> {
  const answers = usual();
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const [method = '', at = ''] = (request.url ?? '').replace(/^\/(api\/)?/, '').split('/');
      const args = readArgs(await bodyOf(request), request.headers['content-type'] ?? '');
      calls.push({ method, args });
      const answer = (await answers.get(method)?.(args, at)) ?? { ok: false, error: 'unknown_method' };
      if (answer instanceof Fault) {
        failWith(answer, response);
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
      response.end(JSON.stringify(answer));
    };
    work().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const app = readManifest(
    { settings: { socket_mode_enabled: true } },
    { eventsUrl: '', signingSecret: secret },
  );
  const sockets = makeSockets(app, Date.now);
  server.on('upgrade', (...args) => {
    sockets.upgrade(...args);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  answers.set('apps.connections.open', () => ({ ok: true, url: sockets.newUrl(`http://127.0.0.1:${port}`) }));
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    responseUrl: `http://127.0.0.1:${port}/respond`,
    calls,
    answer: (method, how) => answers.set(method, how),
    callsOf: (method) => calls.filter((call) => call.method === method),
    deliver: (parcel) => sockets.deliver(parcel, unhurriedMs),
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      restore();
    },
  };
}

function failWith({ kind }: Fault, response: ServerResponse): void {
  if (kind === 'reset') response.destroy();
  else if (kind === 'half an answer')
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":tr');
  else if (kind !== 'hang') {
    const { status, retryAfter, location } = kind;
    const waits = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    response.writeHead(status, { ...waits, ...(location === undefined ? {} : { location }) }).end();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

function readArgs(body: string, type: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}

export interface Sent {
  readonly status: number;
  readonly body: string;
  /** The body as JSON; `{}` when it is empty. */
  readonly json: Record<string, unknown>;
  readonly ms: number;
}

/** Sends a request as Slack signs it. @param forged what to do wrong */
export async function sendSigned(
  port: number,
  body: string,
  forged: {
    readonly seconds?: number;
    readonly secret?: string;
    readonly unsigned?: boolean;
    readonly json?: boolean;
  } = {},
): Promise<Sent> {
  const timestamp = String(Math.floor(Date.now() / 1000) + (forged.seconds ?? 0));
  const hmac = createHmac('sha256', forged.secret ?? secret).update(`v0:${timestamp}:${body}`);
  const started = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': forged.json === true ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(forged.unsigned === true
        ? {}
        : { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac.digest('hex')}` }),
    },
    body,
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, body: text, json, ms: performance.now() - started };
}
