/**
 * The follower's side of the clock: `GET /next` says when something falls due, `POST /advance` sets the clock and does what is due. Both
 * hand over what was done since, and why (`lines`).
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import * as z from 'zod';
import { isForUs } from './guard.ts';
import { readBody, sendJson } from './http.ts';
import type { JournalView } from './protocol.ts';

export interface Follower {
  /** Epoch ms; `null` when nothing waits. */
  readonly nextDue: () => Promise<number | null>;
  /** Sets the clock to an instant, and does everything due until then. */
  readonly advance: (now: number) => Promise<void>;
  /** What was done since it was asked before: each a `JournalView` without its number. */
  readonly takeLines: () => readonly Omit<JournalView, 'id'>[];
  readonly onError: (error: unknown) => void;
}

/** @returns a server that answers this machine's programs by its own names; no page of a browser, not even one from here */
export function followerServer(follower: Follower): Server {
  const answer = async (request: IncomingMessage): Promise<readonly [number, Record<string, unknown>]> => {
    if (!isForUs(request) || request.headers.origin !== undefined) return [403, { ok: false }];
    if (request.method === 'GET' && request.url === '/next')
      return [200, { at: await follower.nextDue(), lines: follower.takeLines() }];
    if (request.method !== 'POST' || request.url !== '/advance') return [404, { ok: false }];
    await follower.advance(z.object({ now: z.number() }).parse(JSON.parse(await readBody(request))).now);
    return [200, { next: await follower.nextDue(), lines: follower.takeLines() }];
  };
  return createServer((request, response) => {
    answer(request)
      .then(([status, body]) => {
        sendJson(response, status, body);
      })
      .catch((error: unknown) => {
        follower.onError(error);
        sendJson(response, 500, { ok: false });
      });
  });
}
