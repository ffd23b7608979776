/**
 * What connected tools send, on the port at which Slack's requests come in. Who is not known, has not signed, or has signed with an old secret is answered
 * alike. What could not be stored is answered so that it is sent again.
 */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Inbound } from '#core/connector.ts';
import { hookIn } from '#core/hook-path.ts';
import type { Store } from '../../store/store.ts';
import { errorFacts } from '../log.ts';
import { senders } from '../requests/allowance.ts';
import { elapsed, requestDeadline } from '../requests/timeouts.ts';
import type { Answers } from './http.ts';
import { addressIn } from './remote-address.ts';

export interface HookParts {
  /** @param body reads it; `null`: it is too long @returns `refused` alike for all who may not */
  readonly take: (
    id: string,
    headers: Inbound['headers'],
    body: () => Promise<Buffer | null>,
  ) => Promise<'heard' | 'refused' | 'too long'>;
  readonly store: Pick<Store, 'before'>;
  /** ms within which the database has to answer. */
  readonly patience: number;
  readonly log: Pick<Logger, 'error'>;
}

/** In bytes. An event says little. */
const longest = 1_000_000;

/** To one connection that is known. */
const toOne = { atOnce: 300, perMinute: 600 };
/** From one sender, who may send for many; and together, of whom none is known. */
const from = { atOnce: 300, perMinute: 600 };
const together = { atOnce: 1_000, perMinute: 3_000 };

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is too long is not read to its end. */
const tooLong: Answer = { status: 413, headers: { connection: 'close' } };

export function hooksOf({ take, store, patience, log }: HookParts): Answers {
  const connections = senders({ known: toOne, from, together }, elapsed);

  const answerTo = async (request: IncomingMessage, id: string): Promise<Answer> => {
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    const wait = connections.waitOf(id, addressIn(request));
    if (wait > 0) return { status: 429, headers: { 'retry-after': String(Math.ceil(wait / 1_000)) } };
    if (Number(request.headers['content-length'] ?? 0) > longest) return tooLong;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
    const taken = await store.before(requestDeadline(elapsed(), patience), () =>
      take(id, headers, () => bodyOf(request)),
    );
    if (taken === 'too long') return tooLong;
    // Who knows an address alone, and not its secret, takes nothing from who has both.
    if (taken === 'refused') return { status: 401, headers: { connection: 'close' } };
    connections.wasRight(id);
    return { status: 202 };
  };

  return (request, response) => {
    const id = hookIn((request.url ?? '').split('?')[0] ?? '');
    if (id === null) return null;
    return answerTo(request, id)
      .catch((error: unknown): Answer => {
        log.error({ error: errorFacts(error) }, 'an event of a connected tool could not be stored');
        return { status: 503, headers: { 'retry-after': '60' } };
      })
      .then(({ status, headers = {} }) => {
        response.writeHead(status, { 'content-length': 0, ...headers });
        response.end();
      });
  };
}

/** @returns `null`: it is too long, and the rest of it is not read */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longest) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
