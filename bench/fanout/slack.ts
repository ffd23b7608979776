/**
 * A lean Slack of many workspaces, in a process of its own: it answers what Lore asks while it posts, keeps Slack's limits for each workspace
 * on the clock on the wall, and tells the bench of every message.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { deliveryIn } from '../../src/slack/api/messenger.ts';
import { allowanceOf, makeLimiter, type Limiter } from '../../sandbox/web-api/tiers.ts';
import { appId, botOf, ownerOf, perMinute, teamIn } from './workspaces.ts';

/** What this process tells the bench: a message, a call that was refused for its pace, or that it is ready. */
export type Told =
  | { readonly kind: 'port'; readonly port: number }
  | {
      readonly kind: 'posted';
      readonly team: string;
      readonly channel: string;
      readonly delivery: string;
      /** On the clock on the wall, epoch ms. */
      readonly at: number;
    }
  | { readonly kind: 'refused'; readonly team: string; readonly method: string };

/** Slack takes so long to answer, in ms; half of it before anything is done. */
const takes = 40;

const hasHistory = process.argv.includes('history');
/** By channel. */
const said = new Map<string, object[]>();
const limiters = new Map<string, Limiter>();
let made = 0;

const tell = (told: Told): void => void process.send?.(told);

function limiterOf(team: string): Limiter {
  const known = limiters.get(team);
  if (known !== undefined) return known;
  const limiter = makeLimiter((method) =>
    method === 'chat.postMessage' ? { calls: perMinute, per: 60_000 } : allowanceOf(method),
  );
  limiters.set(team, limiter);
  return limiter;
}

function answer(team: string, method: string, args: URLSearchParams): object {
  const channel = args.get('channel') ?? '';
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: team, user_id: botOf(team), bot_id: `B${team}` };
    case 'bots.info':
      return { ok: true, bot: { id: `B${team}`, app_id: appId } };
    case 'users.list':
      return { ok: true, members: [], response_metadata: { next_cursor: '' } };
    case 'conversations.list':
      return { ok: true, channels: [], response_metadata: { next_cursor: '' } };
    case 'conversations.open':
      return { ok: true, channel: { id: `D${args.get('users') ?? ownerOf(team)}` } };
    case 'usergroups.list':
      return { ok: true, usergroups: [] };
    case 'dnd.info':
      return { ok: true, dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
    case 'chat.postMessage': {
      const metadata: unknown = JSON.parse(args.get('metadata') ?? '{}');
      const at = Date.now();
      tell({ kind: 'posted', team, channel, delivery: deliveryIn(metadata) ?? '', at });
      made += 1;
      const ts = `${String(Math.floor(at / 1000))}.${String(made).padStart(6, '0')}`;
      if (hasHistory)
        said.set(channel, [
          ...(said.get(channel) ?? []),
          { ts, user: botOf(team), bot_id: `B${team}`, metadata },
        ]);
      return { ok: true, ts, channel };
    }
    case 'chat.update':
      return { ok: true, ts: args.get('ts') ?? '', channel };
    case 'views.publish':
      return { ok: true, view: { id: 'V1', hash: 'h' } };
    case 'conversations.history':
    case 'conversations.replies':
      if (hasHistory) return { ok: true, messages: said.get(channel) ?? [], has_more: false };
      return { ok: false, error: 'missing_scope', needed: 'channels:history', provided: 'chat:write' };
    default:
      return { ok: false, error: 'unknown_method' };
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = (request.url ?? '').replace(/^\/(api\/)?/, '');
  let body = '';
  for await (const part of request) body += String(part);
  const args = new URLSearchParams(body);
  const team = teamIn(request.headers.authorization ?? args.get('token') ?? '');
  await wait(takes / 2);
  const seconds =
    team === null ? undefined : limiterOf(team).refuse(method, args.get('channel') ?? '', Date.now());
  if (team !== null && seconds !== undefined) tell({ kind: 'refused', team, method });
  const says =
    team === null
      ? { ok: false, error: 'invalid_auth' }
      : seconds === undefined
        ? answer(team, method, args)
        : { ok: false, error: 'ratelimited' };
  await wait(takes / 2);
  response.writeHead(seconds === undefined ? 200 : 429, {
    'content-type': 'application/json',
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
  });
  response.end(JSON.stringify(says));
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
// Whoever started it has gone.
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tell({ kind: 'port', port: typeof address === 'object' && address !== null ? address.port : 0 });
});
