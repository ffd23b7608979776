/** `/api/<method>`: who calls, with which scopes, what Slack answers, and what was ordered to go wrong. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import { readBody, sendJson } from '../http.ts';
import { textAt, type Json } from '../json.ts';
import { readArgs, type Args } from './args.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { fail, missingScope, type Method } from './method.ts';
import { users } from './users.ts';
import { views } from './views.ts';

const METHODS: Readonly<Record<string, Method>> = { ...chat, ...conversations, ...users, ...views };

function answer(core: Core, method: Method | undefined, args: Args | undefined, header: string): Json {
  if (!method) return fail('unknown_method');
  if (!args) return fail('invalid_json');
  const token = header.replace(/^Bearer /i, '') || args.text('token');
  if (token === '') return fail('not_authed');
  if (token !== core.install.token) return fail('invalid_auth');
  if (method.scope !== undefined && !core.app.scopes.has(method.scope))
    return missingScope(core, method.scope);
  return method.run(core, args);
}

/** Answers one Web API call. */
export async function callWebApi(
  core: Core,
  name: string,
  query: URLSearchParams,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const args = readArgs(query, incoming.headers['content-type'] ?? '', await readBody(incoming));
  const fault = core.faults.take(name);
  const run = (): Json => answer(core, METHODS[name], args, incoming.headers.authorization ?? '');
  const log = (outcome: string, body: unknown): void =>
    core.exchanges.add({
      at: core.clock.now(),
      direction: 'from app',
      what: name,
      outcome,
      durationMs: Math.round(performance.now() - started),
      request: args?.all ?? null,
      answer: body,
    });
  const send = (status: number, body: Json, headers: Record<string, string> = {}): void => {
    log(
      `HTTP ${status}${status === 200 ? `, ${body['ok'] === true ? 'ok' : textAt(body, 'error')}` : ''}`,
      body,
    );
    sendJson(outgoing, status, body, { 'x-oauth-scopes': [...core.app.scopes].join(','), ...headers });
  };

  switch (fault?.kind) {
    case undefined: {
      send(200, run());
      return;
    }
    case 'delay':
      await wait(fault.ms, undefined, { signal: core.closing }).catch(() => undefined);
      {
        send(200, run());
        return;
      }
    case 'error': {
      send(200, fail(fault.error));
      return;
    }
    case 'status': {
      if (fault.after === true) run();
      const retry = fault.retryAfterSeconds;
      send(
        fault.status,
        fail(fault.status === 429 ? 'ratelimited' : 'internal_error'),
        retry === undefined ? {} : { 'retry-after': String(retry) },
      );
      return;
    }
    case 'reset-before':
    case 'reset-after': {
      const done = fault.kind === 'reset-after' ? run() : null;
      log('connection cut', done);
      incoming.socket.destroy();
      return;
    }
    case 'hang':
      log('no answer', fault.after === true ? run() : null);
  }
}
