/**
 * The follower's side of the clock: `GET /next` says when something falls due, `POST /advance` sets the clock and does what is due. Both
 * hand over what was done since, and why (`lines`).
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { isForUs } from './guard.ts';
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
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.notFound((c) => c.json({ ok: false }, 404));
  app.onError((error, c) => {
    follower.onError(error);
    return c.json({ ok: false }, 500);
  });
  app.use((c, next) =>
    isForUs(c.env.incoming) && c.req.header('origin') === undefined
      ? next()
      : Promise.resolve(c.json({ ok: false }, 403)),
  );
  app.get('/next', async (c) => c.json({ at: await follower.nextDue(), lines: follower.takeLines() }));
  app.post('/advance', bodyLimit({ maxSize: 1000 }), async (c) => {
    await follower.advance(z.object({ now: z.number() }).parse(await c.req.json()).now);
    return c.json({ next: await follower.nextDue(), lines: follower.takeLines() });
  });
  const answer = getRequestListener(app.fetch);
  return createServer((request, response) => void answer(request, response));
}
