/**
 * A lean Slack in a process of its own: it answers what Lore asks while it gets to know a workspace, keeps Slack's tiers on the time it is told,
 * and hands on what people are shown. The sandbox keeps a whole company in memory, which is not what is measured here.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { makeLimiter } from '../../sandbox/web-api/tiers.ts';
import {
  bot,
  channelIdOf,
  conversationOf,
  membersOf,
  accountId,
  teamOf,
  userOf,
  type Size,
} from './company.ts';

/** What the bench tells this process. */
export type Told =
  { readonly kind: 'size'; readonly size: Size } | { readonly kind: 'now'; readonly now: number };
/** What this process tells the bench: a call, when it was answered, or that it is ready. */
export type Said =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'now' }
  | { readonly kind: 'called'; readonly method: string; readonly status: number; readonly args: unknown };

/** Of these the bench sees what was said. */
const shown = new Set(['views.open', 'views.push', 'views.update', 'views.publish', 'respond']);
/** Every so many calls of these are refused although the tier would allow them, and all others of the method for so many seconds. */
const refusesEvery = new Map([
  ['users.list', 10],
  ['conversations.list', 2],
  ['conversations.members', 400],
]);
const refusedFor = 7;

let size: Size = { accounts: 0, channels: 0, people: 0 };
let now = 0;
const asked = new Map<string, number>();
const blocked = new Map<string, number>();
let made = 0;
const limiter = makeLimiter();

const tell = (said: Said): void => void process.send?.(said);

/** A page of things that are made when they are asked for. The cursor is where it goes on. */
function paged(args: URLSearchParams, all: number, make: (index: number) => unknown) {
  const from = Number(args.get('cursor') ?? 0);
  const to = Math.min(all, from + Math.min(Number(args.get('limit') ?? 100), 1000));
  const items = Array.from({ length: to - from }, (_, index) => make(from + index));
  return { items, response_metadata: { next_cursor: to < all ? String(to) : '' } };
}

function answer(method: string, args: URLSearchParams): object {
  const channel = args.get('channel') ?? '';
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: teamOf, user_id: bot, bot_id: 'B0' };
    case 'users.list': {
      const { items, ...rest } = paged(args, size.accounts, (index) => userOf(accountId(index), size));
      return { ok: true, members: items, ...rest };
    }
    case 'users.info': {
      const user = userOf(args.get('user') ?? '', size);
      return user === null ? { ok: false, error: 'user_not_found' } : { ok: true, user };
    }
    case 'conversations.list': {
      const { items, ...rest } = paged(args, size.channels, (index) => conversationOf(channelIdOf(index)));
      return { ok: true, channels: items, ...rest };
    }
    case 'conversations.info':
      return { ok: true, channel: conversationOf(channel) };
    case 'conversations.members': {
      const all = membersOf(channel, size);
      const { items, ...rest } = paged(args, all.length, (index) => all[index]);
      return { ok: true, members: items, ...rest };
    }
    case 'conversations.open':
      return { ok: true, channel: { id: `D${args.get('users') ?? ''}` } };
    case 'chat.postMessage':
    case 'chat.update':
      return { ok: true, ts: `${Math.floor(now / 1000)}.${String(++made).padStart(6, '0')}`, channel };
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return { ok: true, view: { id: `V${++made}`, hash: 'h' } };
    case 'respond':
      return { ok: true };
    default:
      return { ok: false, error: 'unknown_method' };
  }
}

async function argsOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const part of request) body += String(part);
  if (request.headers['content-type']?.startsWith('application/json') !== true)
    return new URLSearchParams(body);
  const entries = Object.entries(JSON.parse(body) as Record<string, unknown>);
  return new URLSearchParams(
    entries.map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** Seconds to wait, where Slack does not answer now. */
function refusal(method: string, args: URLSearchParams): number | undefined {
  if (method === 'respond') return undefined;
  const until = blocked.get(method) ?? 0;
  if (until > now) return Math.ceil((until - now) / 1000);
  const count = (asked.get(method) ?? 0) + 1;
  asked.set(method, count);
  if (count % (refusesEvery.get(method) ?? Number.POSITIVE_INFINITY) === 0) {
    blocked.set(method, now + refusedFor * 1000);
    return refusedFor;
  }
  return limiter.refuse(method, args.get('channel') ?? '', now);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = (request.url ?? '').replace(/^\/(api\/)?/, '');
  const args = await argsOf(request);
  const wait = refusal(method, args);
  const status = wait === undefined ? 200 : 429;
  tell({ kind: 'called', method, status, args: shown.has(method) ? Object.fromEntries(args) : null });
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  });
  response.end(
    JSON.stringify(wait === undefined ? answer(method, args) : { ok: false, error: 'ratelimited' }),
  );
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
process.on('message', (told: Told) => {
  if (told.kind === 'size') ({ size } = told);
  else {
    now = told.now;
    tell({ kind: 'now' });
  }
});
// Whoever started it has gone.
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tell({ kind: 'port', port: typeof address === 'object' && address !== null ? address.port : 0 });
});
