/** `/metrics`, `/healthz` and `/readyz`, on a port that Slack never sees. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readiness } from './readiness.ts';

export interface Watched {
  readonly readiness: () => Promise<Readiness>;
  /** In Prometheus's text format; without it, there are none. */
  readonly metrics?: () => Promise<{ readonly type: string; readonly text: string }>;
}

export interface WatchServer {
  readonly port: number;
  close(): Promise<void>;
}

/** METRICS_PORT is taken; the message is for the operator. */
export class WatchPortTaken extends Error {
  override readonly name = 'WatchPortTaken';
}

/** ms within which a request must arrive, and its answer must be taken. */
const slowest = 5_000;

/** More than all who watch need: connections on which no answer is due. When another comes, the oldest is closed, so that it is never they who have to wait. */
export const mostIdle = 50;

/** With those that are being answered. Beyond that, connections would take what Lore itself needs. */
const mostConnections = 2 * mostIdle;

/** @param at `port` 0 takes any free one @throws WatchPortTaken */
export async function openWatchServer(
  at: { readonly port: number; readonly host: string },
  watched: Watched,
  longest = slowest,
): Promise<WatchServer> {
  const server = createServer(
    { headersTimeout: longest, requestTimeout: longest, connectionsCheckingInterval: longest },
    (request, response) => void answer(request, response, watched),
  );
  server.maxConnections = mostConnections;
  server.setTimeout(longest);
  closeOldest(server);
  server.listen(at.port, at.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new WatchPortTaken(
        'The port METRICS_PORT is in use. Choose another one, or stop the program that uses it.',
        { cause: error },
      );
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Anyone who reaches the port can open connections and send nothing, or half a request. */
function closeOldest(server: Server): void {
  // Oldest first.
  const idle = new Set<Socket>();
  const isIdle = (socket: Socket) => {
    if (socket.destroyed) return;
    idle.add(socket);
    const [oldest] = idle;
    if (idle.size > mostIdle) oldest?.destroy();
  };
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => idle.delete(socket));
    isIdle(socket);
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    response.once('close', () => isIdle(socket));
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, watched: Watched): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const say = (status: number, type: string, text: string) =>
    response
      .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
      .end(request.method === 'HEAD' ? undefined : text);
  const json = (status: number, body: object) =>
    say(status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`);
  try {
    if (!isRead) json(405, {});
    // The answer itself shows it: a process that is stuck sends none.
    else if (path === '/healthz') json(200, { alive: true });
    else if (path === '/readyz') {
      const { isReady, checks } = await watched.readiness();
      json(isReady ? 200 : 503, { ready: isReady, checks });
    } else if (path === '/metrics' && watched.metrics !== undefined) {
      const { type, text } = await watched.metrics();
      say(200, type, text);
    } else json(404, {});
  } catch {
    json(500, {});
  }
}
