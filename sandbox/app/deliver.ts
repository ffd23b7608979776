/** One request to the app, signed or in Socket Mode's envelope, with three seconds to acknowledge. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Core } from '../core.ts';
import { parseJson } from '../json.ts';
import type { Delivered, Parcel } from './parcel.ts';

/** Slack's signature (v0) of a body at a time in unix seconds. */
export const sign = (signingSecret: string, seconds: number, body: string): string =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex')}`;

function encode(parcel: Parcel): string {
  if (parcel.encoding === 'json') return JSON.stringify(parcel.payload);
  if (parcel.encoding === 'payload')
    return new URLSearchParams({ payload: JSON.stringify(parcel.payload) }).toString();
  const fields = Object.entries(parcel.payload).map(([key, value]): [string, string] => [key, String(value)]);
  return new URLSearchParams(fields).toString();
}

const send = (url: string, body: string, headers: Record<string, string>, ms: number): Promise<Delivered> =>
  new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        clearTimeout(timer);
        resolve({
          kind: 'answer',
          status: incoming.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8'),
          noRetry: incoming.headers['x-slack-no-retry'] === '1',
        });
      });
    });
    const timer = setTimeout(() => {
      resolve({ kind: 'timeout' });
      outgoing.destroy();
    }, ms);
    outgoing.on('error', () => {
      clearTimeout(timer);
      resolve({ kind: 'unreachable' });
    });
    outgoing.end(body);
  });

function sendSigned(core: Core, parcel: Parcel): Promise<Delivered> {
  const body = encode(parcel);
  const seconds = Math.floor(core.clock.wall() / 1000);
  const { retry } = parcel;
  return send(
    core.app.requestUrl,
    body,
    {
      'content-type': parcel.encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': sign(core.app.signingSecret, seconds, body),
      ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    },
    core.ackMs,
  );
}

/**
 * Sends a request to the app, notes it in the log, and gives the answer: within the time for acknowledgement,
 * or `timeout`; `unreachable` when there is no connection.
 */
export async function deliver(core: Core, parcel: Parcel): Promise<Delivered> {
  const started = performance.now();
  const { usesSocketMode } = core.app;
  const sending = usesSocketMode ? core.sockets.deliver(parcel, core.ackMs) : sendSigned(core, parcel);
  const delivered = await track(core, sending);
  const answered = (status: number): string => (usesSocketMode ? 'acknowledged' : `HTTP ${status}`);
  core.exchanges.add({
    at: core.clock.now(),
    direction: 'to app',
    what: parcel.what,
    outcome: delivered.kind === 'answer' ? answered(delivered.status) : delivered.kind,
    durationMs: Math.round(performance.now() - started),
    request: parcel.payload,
    answer: delivered.kind === 'answer' ? (parseJson(delivered.body) ?? delivered.body) : null,
  });
  return delivered;
}

/** Counts a promise as under way until it settles. */
export function track<T>(core: Core, promise: Promise<T>): Promise<T> {
  const counted = promise.finally(() => core.underWay.delete(counted));
  core.underWay.add(counted);
  return counted;
}
