/**
 * The Model Context Protocol over HTTP, on the port at which Slack's requests come in. Stateless: each request brings its token, and is answered with what
 * that opens then. The log never has a token, nor what was asked.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { OpenDoor } from '#core/doors.ts';
import { isMcpPath } from '#core/mcp-path.ts';
import { errorFacts } from '../slack/log.ts';
import type { Answers } from '../slack/receivers/http.ts';
import { addressIn } from '../slack/receivers/remote-address.ts';
import { senders } from '../slack/requests/allowance.ts';
import { elapsed, requestDeadline } from '../slack/requests/timeouts.ts';
import type { Store } from '../store/store.ts';
import type { PageAt } from './rules.ts';

export interface McpParts {
  /** @returns `null` alike for every token that opens nothing */
  readonly open: (token: string) => Promise<OpenDoor | null>;
  readonly pageAt: PageAt;
  /** Lore's, without a slash at its end. */
  readonly address: string;
  readonly version: string;
  readonly store: Pick<Store, 'before'>;
  /** ms within which the database has to answer. */
  readonly patience: number;
  readonly log: Pick<Logger, 'error'>;
}

/** A program reads a few documents for each question that it is asked. */
const withOneToken = { atOnce: 30, perMinute: 60 };
/** One service asks for many people; somebody who guesses has no token. */
const from = { atOnce: 60, perMinute: 120 };
/** Of all who ask without saying from where, and of everybody together whose token is not known to open anything. */
const together = { atOnce: 300, perMinute: 600 };

/** In bytes. What a program asks is short. */
const mostBody = 65_536;

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

const tooMany = (wait: number): Answer => ({
  status: 429,
  headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
});
const unauthorized: Answer = { status: 401, headers: { 'www-authenticate': 'Bearer realm="Lore"' } };
const tooLarge: Answer = { status: 413, headers: { connection: 'close' } };

export function mcpOverHttp(parts: McpParts): Answers {
  const { open, pageAt, address, version, store, patience, log } = parts;
  /** By the hash of their token. */
  const holders = senders({ known: withOneToken, from, together }, elapsed);
  const { origin } = new URL(address);
  const onFailure = (error: unknown) => {
    log.error({ error: errorFacts(error) }, 'a program could not be answered');
  };

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    // No page of another site gets in with what a browser holds.
    if (request.headers.origin !== undefined && request.headers.origin !== origin) return { status: 403 };
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) return unauthorized;
    const hash = createHash('sha256').update(token).digest('base64url');
    const wait = holders.waitOf(hash, addressIn(request));
    if (wait > 0) return tooMany(wait);
    if (Number(request.headers['content-length'] ?? 0) > mostBody) return tooLarge;
    const door = await store.before(requestDeadline(elapsed(), patience), () => open(token));
    if (door === null) {
      holders.wasWrong(hash);
      return unauthorized;
    }
    holders.wasRight(hash);
    // Who broke off reads no answer.
    const body = await bodyOf(request).catch(() => null);
    return body === null ? tooLarge : answered(request, body, door);
  }

  async function answered(request: IncomingMessage, body: string, door: OpenDoor): Promise<Answer> {
    // Several questions at once would pass the allowance as one, and a stream would never end.
    if (/^\s*\[/.test(body) || methodIn(body) === 'subscriptions/listen') return { status: 400 };
    // Loaded where somebody has a token.
    const { answerRequest } = await import('./server.ts');
    const response = await answerRequest(
      { withDoor: (run) => run(door), pageAt, version, onFailure },
      new Request(address, { method: 'POST', headers: protocolHeaders(request), body }),
    );
    const said = new Uint8Array(await response.arrayBuffer());
    const type = response.headers.get('content-type');
    return {
      status: response.status,
      ...(type === null ? {} : { headers: { 'content-type': type } }),
      body: said,
    };
  }

  return (request, response) => {
    if (!isMcpPath((request.url ?? '').split('?')[0] ?? '')) return null;
    return answerTo(request)
      .catch((error: unknown): Answer => {
        onFailure(error);
        return { status: 503, headers: { 'retry-after': '60' } };
      })
      .then(({ status, headers: more, body = '' }) => {
        const bytes = Buffer.from(body);
        response.writeHead(status, {
          ...headers,
          ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
          'content-length': bytes.length,
          ...more,
        });
        response.end(bytes);
      });
  };
}

/** @returns `null`: it is too large, and the rest of it is not read */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function methodIn(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'method' in parsed ? parsed.method : null;
  } catch {
    return null;
  }
}

/** What the protocol reads, and neither the token nor a cookie. */
const protocolHeaders = ({ headers: all }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      typeof value === 'string' && (/^(accept|content-type)$/.test(name) || name.startsWith('mcp-'))
        ? [[name, value]]
        : [],
    ),
  );
