/** Slack's requests over HTTP: signed, recent, at one path. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { SlackClock } from '../api/slack-clock.ts';
import { slackPath } from '../manifest/manifest.ts';
import type { Pages } from '../install/pages.ts';
import { httpReceiver, respond } from './http-receiver.ts';
import type { RequestReceiver } from './receiver.ts';
import { makeStrangers } from './strangers.ts';

/** @returns `null` for a request that is not for it, of which it has read nothing; otherwise it is answered, and never rejects */
export type Answers = (request: IncomingMessage, response: ServerResponse) => Promise<void> | null;

export interface HttpParts {
  readonly signingSecret: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly log: Logger;
  /** By how many ms this machine's clock is ahead of Slack's; `null`: unknown. */
  readonly clockOff?: SlackClock['off'];
  /** What browsers see; nothing when left out or `null`. */
  readonly pages?: Pages | null;
  /** What else is asked for at this port, by address: the first that answers has it; `pages` has what none of them does. */
  readonly others?: readonly Answers[];
  /** ms within which a whole request must arrive; default five seconds. */
  readonly slowest?: number;
}

/** Slack, and proxies before us, keep connections open for a minute: if we closed first, a request could be lost. */
const keptAlive = 65_000;

/** Slack gives up after three seconds: a slower request is useless, and a slow sender holds a place. */
const usualSlowest = 5_000;

/** Its `open` rejects with `EADDRINUSE` when the port is taken. */
export function httpReceiverOf(parts: HttpParts): RequestReceiver {
  const { slowest = usualSlowest, pages = null, others = [] } = parts;
  const strangers = makeStrangers();
  const receiver = httpReceiver({ ...parts, strangers });
  const open = new Set<ServerResponse>();
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    const path = (request.url ?? '').split('?')[0] ?? '';
    // A proxy may leave its own path in front.
    if (request.method !== 'POST' || !path.endsWith(slackPath)) {
      for (const answers of others) {
        const answered = answers(request, response);
        if (answered !== null) {
          void answered;
          return;
        }
      }
      if (pages !== null) void pages(request, response);
      else respond(response, { status: path === '/' ? 200 : 404 }, strangers.has(request));
      return;
    }
    void receiver.take(request, response);
  };
  const server = createServer(
    {
      keepAliveTimeout: keptAlive,
      headersTimeout: slowest,
      requestTimeout: slowest,
      connectionsCheckingInterval: slowest / 5,
    },
    receive,
  );
  strangers.watch(server);
  return {
    receiver,
    open: async () => ({ port: await listen(server, parts.port, parts.host), appId: null }),
    isOpen: () => server.listening,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...open].map((response) => once(response, 'close')));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
