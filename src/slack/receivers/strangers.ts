/**
 * Whose connections may stay. Anybody can open some, and slowly send nothing on them: a place is theirs until others want it, and Slack is one
 * of these. Once something signed came on a connection, it is Slack's, or a proxy's before us, and stays.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** So many connections are a hundred times what one busy workspace needs. */
const mostConnections = 1_000;

/** So many of them nobody has signed anything on; where one more comes, the oldest goes. */
const mostStrangers = 800;

export interface Strangers {
  /** Bounds the connections of a server: it has to be told before the server listens. */
  readonly watch: (server: Server) => void;
  /** Whether Slack has signed nothing yet on the connection that this came on. */
  readonly has: (request: IncomingMessage) => boolean;
  /** Slack has signed this. */
  readonly signed: (request: IncomingMessage) => void;
}

/** The connections of one server on which Slack has signed nothing yet. */
export function makeStrangers(): Strangers {
  // In the order in which they came.
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
