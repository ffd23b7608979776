/**
 * Socket Mode: the app asks for an address (`apps.connections.open`), connects, is greeted, and gets in envelopes what it would get over
 * HTTP. Each envelope goes to one of the app's connections, and is acknowledged on the same one.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { AppUnderTest } from '../app/manifest.ts';
import type { Delivered, Parcel } from '../app/parcel.ts';
import { isJson, type Json, parseJson, textAt } from '../json.ts';
import { secret } from '../state/ids.ts';
import { makeWebSockets, refuse } from '../web-sockets.ts';

/** Why Slack ends a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** When a connection breaks: the envelope under way; its acknowledgement, unheard; or right after it was heard. */
export type CutAt = 'envelope' | 'acknowledgement' | 'acknowledged';

export interface Sockets {
  /** A new address, good for one connection within thirty seconds. */
  newUrl(sandboxUrl: string): string;
  /** A request for a WebSocket at that address. */
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends one envelope and waits for its acknowledgement. */
  deliver(parcel: Parcel, ms: number): Promise<Delivered>;
  /** Connections that take envelopes. */
  readonly count: () => number;
  /** Slack renews its end: each connection is warned, and closed when `noticeMs` have passed. */
  renew(noticeMs?: number): void;
  /** Breaks the connection over which the next envelope goes. */
  cutNext(at: CutAt): void;
  close(): void;
}

const TICKET_MS = 30_000;
const MOST_CONNECTIONS = 10;
const CONNECTION_SECONDS = 3600;
const NOTICE_MS = 10_000;
const PING_MS = 10_000;
const HOST = 'applink-sandbox';

const TYPES = { form: 'slash_commands', payload: 'interactive', json: 'events_api' } as const;

interface Connection {
  readonly peer: WebSocket;
  isLeaving: boolean;
  readonly timers: NodeJS.Timeout[];
  /** By envelope id. */
  readonly waiting: Map<string, Waiting>;
}

interface Waiting {
  readonly heard: (delivered: Delivered) => void;
  readonly cutAt: CutAt | undefined;
}

const unreachable: Delivered = { kind: 'unreachable' };

/** No connections until the app opens some. @param wall wall time, epoch ms */
export function makeSockets(app: AppUnderTest, wall: () => number): Sockets {
  const tickets = new Map<string, number>();
  const connections = new Set<Connection>();
  const webSockets = makeWebSockets();
  let turn = 0;
  let cutAt: CutAt | undefined;

  const disconnect = (connection: Connection, reason: DisconnectReason): void => {
    connection.isLeaving = true;
    connection.peer.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: HOST } }));
    if (reason !== 'warning') connection.peer.close(1000);
  };
  const renew = (connection: Connection, noticeMs: number): void => {
    disconnect(connection, 'warning');
    connection.timers.push(setTimeout(() => disconnect(connection, 'refresh_requested'), noticeMs).unref());
  };

  const acknowledged = (connection: Connection, text: string): void => {
    const said = parseJson(text);
    if (!isJson(said)) return;
    const waiting = connection.waiting.get(textAt(said, 'envelope_id'));
    if (waiting === undefined) return;
    if (waiting.cutAt === 'acknowledgement') {
      connection.peer.terminate();
      return;
    }
    const payload = said['payload'];
    const body = isJson(payload) && Object.keys(payload).length > 0 ? JSON.stringify(payload) : '';
    waiting.heard({ kind: 'answer', status: 200, body, noRetry: false });
    if (waiting.cutAt === 'acknowledged') connection.peer.terminate();
  };

  const gone = (connection: Connection): void => {
    connections.delete(connection);
    for (const timer of connection.timers) clearTimeout(timer);
    for (const { heard } of connection.waiting.values()) heard(unreachable);
  };

  const open = (peer: WebSocket, seconds: number): void => {
    const connection: Connection = { peer, isLeaving: false, timers: [], waiting: new Map() };
    peer.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') acknowledged(connection, data);
      else peer.close(1003);
    });
    peer.on('close', () => gone(connection));
    if (!app.usesSocketMode) {
      disconnect(connection, 'link_disabled');
      return;
    }
    if (connections.size >= MOST_CONNECTIONS) {
      disconnect(connection, 'too_many_websockets');
      return;
    }
    connections.add(connection);
    peer.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        connection_info: { app_id: app.id },
        debug_info: {
          host: HOST,
          build_number: 1,
          approximate_connection_time: seconds,
          started: new Date(wall()).toISOString().replace('T', ' ').replace('Z', ''),
        },
      }),
    );
    connection.timers.push(
      setInterval(() => peer.ping(`Ping from ${HOST}`), PING_MS).unref(),
      setTimeout(() => renew(connection, NOTICE_MS), seconds * 1000 - NOTICE_MS).unref(),
    );
  };

  const ready = (): Connection[] => [...connections].filter((each) => !each.isLeaving);

  return {
    newUrl: (sandboxUrl) => {
      const ticket = secret();
      tickets.set(ticket, wall() + TICKET_MS);
      return `${sandboxUrl.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`;
    },
    upgrade: (incoming, socket, head) => {
      const url = URL.parse(incoming.url ?? '/', 'ws://127.0.0.1');
      const ticket = url?.searchParams.get('ticket') ?? '';
      const until = tickets.get(ticket) ?? 0;
      tickets.delete(ticket);
      if (url?.pathname !== '/link/' || until < wall()) {
        refuse(socket, 401);
        return;
      }
      const isDebug = url.searchParams.get('debug_reconnects') === 'true';
      webSockets.accept(incoming, socket, head, (peer) => open(peer, isDebug ? 360 : CONNECTION_SECONDS));
    },
    deliver: (parcel, ms) => {
      // A connection that was warned takes envelopes until it is closed; one that was not comes first.
      const all = ready().length > 0 ? ready() : [...connections];
      const connection = all[(turn += 1) % Math.max(1, all.length)];
      if (connection === undefined) return Promise.resolve(unreachable);
      const envelopeId = randomUUID();
      const cut = cutAt;
      cutAt = undefined;
      return new Promise((resolve) => {
        const heard = (delivered: Delivered): void => {
          clearTimeout(timer);
          connection.waiting.delete(envelopeId);
          resolve(delivered);
        };
        const timer = setTimeout(() => heard({ kind: 'timeout' }), ms);
        connection.waiting.set(envelopeId, { heard, cutAt: cut });
        if (cut === 'envelope') connection.peer.terminate();
        else connection.peer.send(JSON.stringify(envelope(envelopeId, parcel)));
      });
    },
    count: () => ready().length,
    renew: (noticeMs = NOTICE_MS) => {
      for (const connection of ready()) renew(connection, noticeMs);
    },
    cutNext: (at) => (cutAt = at),
    close: () => webSockets.cut(),
  };
}

/** Commands and submissions are answered in the acknowledgement; a press is answered by calls. */
function envelope(envelopeId: string, { payload, encoding, retry }: Parcel): Json {
  return {
    envelope_id: envelopeId,
    type: TYPES[encoding],
    payload,
    accepts_response_payload: encoding === 'form' || payload['type'] === 'view_submission',
    ...(encoding === 'json'
      ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry === undefined ? '' : REASONS[retry.reason] }
      : {}),
  };
}

const REASONS = {
  http_error: 'error',
  http_timeout: 'timeout',
  connection_failed: 'connection_failed',
} as const;
