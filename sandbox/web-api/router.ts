/** `/api/<method>`: who calls, with which scopes, how often, what Slack answers, and what was ordered to go wrong. */
import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Core } from '../core.ts';
import type { Fault } from '../faults.ts';
import { textAt, type Json } from '../json.ts';
import { asToken } from '../oauth/installs.ts';
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

function answer(base: Core, name: string, args: ReturnType<typeof readArgs>, header: string): Answer {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) return answered(fail('unknown_method'));
  if (typeof args === 'string') return answered(fail(args));
  const token = header.replace(/^Bearer /i, '') || args.text('token');
  const core = asToken(base, token) ?? base;
  const refused = refuseToken(core, method, token);
  if (refused) return answered(refused);
  const seconds = core.limiter.refuse(name, args.text('channel'), core.clock.now());
  if (seconds !== undefined) return rateLimited(seconds);
  return answered(refuseScope(core, method) ?? method.run(core, args, token));
}

/** What becomes of a call. */
interface Outcome {
  readonly how: 'answered' | 'broken JSON' | 'connection cut' | 'no answer';
  /** What was done, or said without doing it; `null` when neither. */
  readonly answer: Answer | null;
}

/** Lets a call go wrong as it was ordered. @param run does what was asked */
async function goWrong(core: Core, fault: Fault, run: () => Answer): Promise<Outcome> {
  switch (fault.kind) {
    case 'delay':
      await wait(fault.ms, undefined, { signal: core.closing }).catch(() => undefined);
      return { how: 'answered', answer: run() };
    case 'error':
      return { how: 'answered', answer: answered(fail(fault.error)) };
    case 'status': {
      if (fault.after === true) run();
      const retry = fault.retryAfterSeconds ?? (fault.status === 429 ? 30 : undefined);
      const answer = {
        status: fault.status,
        body: fail(fault.status === 429 ? 'ratelimited' : 'internal_error'),
        ...(retry === undefined ? {} : { headers: { 'retry-after': String(retry) } }),
      };
      return { how: 'answered', answer };
    }
    case 'broken-json':
      return { how: 'broken JSON', answer: run() };
    case 'reset-before':
      return { how: 'connection cut', answer: null };
    case 'reset-after':
      return { how: 'connection cut', answer: run() };
    case 'hang':
      return { how: 'no answer', answer: fault.after === true ? run() : null };
  }
}

const say = ({ status, body }: Answer): string =>
  status === 200 ? `HTTP 200, ${body['ok'] === true ? 'ok' : textAt(body, 'error')}` : `HTTP ${status}`;

/** Answers one Web API call. */
export async function callWebApi(
  core: Core,
  name: string,
  { env, req }: Context<{ Bindings: HttpBindings }>,
): Promise<Response> {
  const started = performance.now();
  const query = new URL(req.url).searchParams;
  const args = readArgs(query, req.header('content-type') ?? '', await req.text());
  const run = () => answer(core, name, args, req.header('authorization') ?? '');
  const fault = core.faults.take(name);
  const { how, answer: made }: Outcome = fault
    ? await goWrong(core, fault, run)
    : { how: 'answered', answer: run() };
  core.exchanges.add({
    at: core.clock.now(),
    direction: 'from app',
    what: name,
    outcome: how === 'answered' && made !== null ? say(made) : how,
    durationMs: Math.round(performance.now() - started),
    request: typeof args === 'string' ? null : args.all,
    answer: made?.body ?? null,
  });
  if (how === 'connection cut') env.incoming.socket.destroy();
  if (made === null || how === 'connection cut' || how === 'no answer') return RESPONSE_ALREADY_SENT;
  const text = JSON.stringify(made.body);
  return new Response(how === 'broken JSON' ? text.slice(0, text.length / 2) : text, {
    status: made.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': [...core.app.scopes].join(','),
      ...made.headers,
    },
  });
}
