/**
 * Which connections may stay open. Anyone can open some and send nothing: they keep a place until others, such as Slack, need it. A connection with a
 * signed request belongs to Slack or its proxy, and stays.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** A hundred times what one busy workspace needs. */
const mostConnections = 1_000;

/** How many connections without a signed request may be open; when another comes, the oldest is closed. */
const mostStrangers = 800;

export interface Strangers {
  /** Bounds the connections of a server; call it before the server listens. */
  readonly watch: (server: Server) => void;
  /** Whether Slack has signed nothing yet on the connection of this request. */
  readonly has: (request: IncomingMessage) => boolean;
  /** Call this when Slack has signed the request. */
  readonly signed: (request: IncomingMessage) => void;
}

/** The connections of one server on which Slack has signed nothing yet. */
export function makeStrangers(): Strangers {
  // Oldest first.
  const sockets = new Set<Socket>();
  return {
    watch: (server) => {
      server.maxConnections = mostConnections;
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        const [oldest] = sockets;
        if (sockets.size > mostStrangers) oldest?.destroy();
      });
    },
    has: ({ socket }) => sockets.has(socket),
    signed: ({ socket }) => void sockets.delete(socket),
  };
}
