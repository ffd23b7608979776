/**
 * What calendars read, on the port at which Slack's requests come in. Every secret that opens nothing is answered alike, whatever it was once; the log
 * never has one.
 */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { secretIn } from '#core/feed-path.ts';
import type { Store } from '../../store/store.ts';
import { errorFacts } from '../log.ts';
import { allowances } from '../requests/allowance.ts';
import { elapsed, requestDeadline } from '../requests/timeouts.ts';
import type { Answers } from './http.ts';
import { addressIn } from './remote-address.ts';

export interface FeedParts {
  /** @returns `null`: nothing is there for whoever asks */
  readonly read: (secret: string) => Promise<{ readonly etag: string; readonly text: string } | null>;
  readonly store: Pick<Store, 'before'>;
  /** ms within which the database has to answer. */
  readonly patience: number;
  readonly isSecure: boolean;
  readonly log: Pick<Logger, 'error'>;
}

/** A calendar asks a few times a day; one service asks for many people. */
const fromOne = { atOnce: 60, perMinute: 60 };

/** Of all who ask without saying from where, and of everybody together. */
const together = { atOnce: 300, perMinute: 600 };

const headers = {
  'cache-control': 'private, no-cache',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
} as const;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

export function feedsOf({ read, store, patience, isSecure, log }: FeedParts): Answers {
  const mayFrom = allowances(fromOne, elapsed);
  const mayAll = allowances(together, elapsed);

  const answerTo = async (request: IncomingMessage, secret: string): Promise<Answer> => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return { status: 405, headers: { allow: 'GET, HEAD' } };
    const from = addressIn(request);
    const waitAlone = from === null ? 0 : mayFrom(from);
    const wait = waitAlone > 0 ? waitAlone : mayAll('');
    if (wait > 0) return { status: 429, headers: { 'retry-after': String(Math.ceil(wait / 1_000)) } };
    const feed = await store.before(requestDeadline(elapsed(), patience), () => read(secret));
    if (feed === null) return { status: 404 };
    // Weak: the same dates, and not the same bytes, which say when they were read.
    const etag = `W/"${feed.etag}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    const type = 'text/calendar; charset=utf-8';
    const named = { 'content-type': type, 'content-disposition': 'attachment; filename="lore.ics"' };
    return { status: 200, headers: { ...named, etag }, text: feed.text };
  };

  return (request, response) => {
    const secret = secretIn((request.url ?? '').split('?')[0] ?? '');
    if (secret === null) return null;
    return answerTo(request, secret)
      .catch((error: unknown): Answer => {
        log.error({ error: errorFacts(error) }, 'a calendar could not be read');
        return { status: 503, headers: { 'retry-after': '60' } };
      })
      .then(({ status, headers: more, text = '' }) => {
        const bytes = Buffer.from(text);
        response.writeHead(status, {
          ...headers,
          ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
          ...(status === 304 ? {} : { 'content-length': bytes.length }),
          ...more,
        });
        // Node sends no body for HEAD.
        response.end(bytes);
      });
  };
}
