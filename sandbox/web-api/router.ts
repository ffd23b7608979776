/** `/api/<method>`: who calls, with which scopes, how often, what Slack answers, and what was ordered to go wrong. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import type { Fault } from '../faults.ts';
import { readBody, send, sendJson } from '../http.ts';
import { textAt, type Json } from '../json.ts';
import { readArgs } from './args.ts';
import { fail } from './method.ts';
import { METHODS } from './methods.ts';
import { refuseScope, refuseToken } from './tokens.ts';

interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

const answered = (body: Json): Answer => ({ status: 200, body });

const rateLimited = (seconds: number): Answer => ({
  status: 429,
  body: fail('ratelimited'),
  headers: { 'retry-after': String(seconds) },
});

function answer(core: Core, name: string, args: ReturnType<typeof readArgs>, header: string): Answer {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) return answered(fail('unknown_method'));
  if (typeof args === 'string') return answered(fail(args));
  const token = header.replace(/^Bearer /i, '') || args.text('token');
  const refused = refuseToken(core, method, token);
  if (refused) return answered(refused);
  const seconds = core.limiter.refuse(name, args.text('channel'), core.clock.now());
  if (seconds !== undefined) return rateLimited(seconds);
  return answered(refuseScope(core, method) ?? method.run(core, args));
}

interface Call {
  /** Does what was asked. */
  readonly run: () => Answer;
  readonly reply: (answer: Answer) => void;
  /** Answers with half of what should be said. */
  readonly replyBroken: (answer: Answer) => void;
  readonly cut: (done: Json | null) => void;
  readonly leave: (done: Json | null) => void;
}

/** Lets a call go wrong as it was ordered. */
async function goWrong(core: Core, fault: Fault, call: Call): Promise<void> {
  switch (fault.kind) {
    case 'delay':
      await wait(fault.ms, undefined, { signal: core.closing }).catch(() => undefined);
      call.reply(call.run());
      return;
    case 'error':
      call.reply(answered(fail(fault.error)));
      return;
    case 'status': {
      if (fault.after === true) call.run();
      const retry = fault.retryAfterSeconds ?? (fault.status === 429 ? 30 : undefined);
      call.reply({
        status: fault.status,
        body: fail(fault.status === 429 ? 'ratelimited' : 'internal_error'),
        ...(retry === undefined ? {} : { headers: { 'retry-after': String(retry) } }),
      });
      return;
    }
    case 'broken-json':
      call.replyBroken(call.run());
      return;
    case 'reset-before':
      call.cut(null);
      return;
    case 'reset-after':
      call.cut(call.run().body);
      return;
    case 'hang':
      call.leave(fault.after === true ? call.run().body : null);
  }
}

const say = ({ status, body }: Answer): string =>
  status === 200 ? `HTTP 200, ${body['ok'] === true ? 'ok' : textAt(body, 'error')}` : `HTTP ${status}`;

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
  const log = (outcome: string, body: unknown): void =>
    core.exchanges.add({
      at: core.clock.now(),
      direction: 'from app',
      what: name,
      outcome,
      durationMs: Math.round(performance.now() - started),
      request: typeof args === 'string' ? null : args.all,
      answer: body,
    });
  const head = (more: Answer['headers']) => ({ 'x-oauth-scopes': [...core.app.scopes].join(','), ...more });
  const call: Call = {
    run: () => answer(core, name, args, incoming.headers.authorization ?? ''),
    reply: (made) => {
      log(say(made), made.body);
      sendJson(outgoing, made.status, made.body, head(made.headers));
    },
    replyBroken: (made) => {
      log('broken JSON', made.body);
      const text = JSON.stringify(made.body);
      send(outgoing, made.status, text.slice(0, text.length / 2), {
        'content-type': 'application/json; charset=utf-8',
        ...head(made.headers),
      });
    },
    cut: (done) => {
      log('connection cut', done);
      incoming.socket.destroy();
    },
    leave: (done) => log('no answer', done),
  };
  const fault = core.faults.take(name);
  if (fault) await goWrong(core, fault, call);
  else call.reply(call.run());
}
