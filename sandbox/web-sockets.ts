/** WebSockets that someone asks for here: agreed to, or refused. */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

export interface WebSockets {
  /** Agrees, and hands over the connection; a request that asks for no WebSocket is refused. */
  accept(incoming: IncomingMessage, socket: Duplex, head: Buffer, opened: (peer: WebSocket) => void): void;
  /** Ends all connections without a word, as a broken network does. */
  cut(): void;
}

/** No connections yet; a message of more than 4 MB ends the one it came over. */
export function makeWebSockets(): WebSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 4_000_000 });
  return {
    accept: (incoming, socket, head, opened) =>
      server.handleUpgrade(incoming, socket, head, (peer) => {
        // It is followed by `close`, which is told.
        peer.on('error', () => undefined);
        opened(peer);
      }),
    cut: () => {
      for (const peer of server.clients) peer.terminate();
    },
  };
}

/** Answers a request for a WebSocket with an HTTP status, and ends its connection. */
export function refuse(socket: Duplex, status: 401 | 403): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
}
