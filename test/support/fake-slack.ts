/** A stand-in for Slack over real HTTP: it records every call and answers what a test says, else something plausible. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

export interface Call {
  /** A Web API method, or `respond` for a response_url. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}
type Answer = Readonly<Record<string, unknown>>;
type Answers = (args: Call['args']) => Answer | Promise<Answer>;

export interface FakeSlack {
  readonly apiUrl: string;
  readonly responseUrl: string;
  readonly calls: Call[];
  /** Answers a method this way from now on. */
  answer(method: string, answers: Answers): void;
  callsOf(method: string): readonly Call[];
  close(): Promise<void>;
}

export const team = 'T1';
export const bot = 'UBOT';
export const secret = 'a signing secret';

/** People of the made-up workspace, by id; tests may change them. */
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

const scopes = 'channels:read,chat:write,commands,groups:read,im:write,users:read';

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
      const method = (request.url ?? '').replace(/^\/(api\/)?/, '');
      const args = readArgs(await bodyOf(request), request.headers['content-type'] ?? '');
      calls.push({ method, args });
      const answer = (await answers.get(method)?.(args)) ?? { ok: false, error: 'unknown_method' };
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
      response.end(JSON.stringify(answer));
    };
    work().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    responseUrl: `http://127.0.0.1:${port}/respond`,
    calls,
    answer: (method, how) => answers.set(method, how),
    callsOf: (method) => calls.filter((call) => call.method === method),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
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
