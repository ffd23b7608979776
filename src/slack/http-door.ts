/** Slack's requests over HTTP: signed, dated now, at one path. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { isDatedRight } from './dated.ts';
import type { Door } from './door.ts';
import { httpReceiver } from './http-receiver.ts';
import { slackPath } from './manifest.ts';

export interface HttpDoorParts {
  readonly signingSecret: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly log: Logger;
}

/** Its `open` rejects with `EADDRINUSE` when the port is taken. */
export function httpDoor(parts: HttpDoorParts): Door {
  const receiver = httpReceiver(parts);
  const open = new Set<ServerResponse>();
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== slackPath) {
      refuse(response, path === '/' ? 200 : 404);
      return;
    }
    if (!isDatedRight(request.headers['x-slack-request-timestamp'], Date.now())) {
      parts.log.warn({}, 'a request without a right date was refused');
      refuse(response, 401);
      return;
    }
    void receiver.take(request, response);
  };
  const server = createServer(receive);
  return {
    receiver,
    open: async () => ({ port: await listen(server, parts.port, parts.host), appId: null }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...open].map((response) => once(response, 'close')));
      server.closeAllConnections();
      await closed;
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
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
