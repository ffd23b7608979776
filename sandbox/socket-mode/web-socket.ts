/** The server's side of one WebSocket (RFC 6455): text, ping, pong and close; no extensions, no subprotocols. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface WebSocketListeners {
  readonly text: (text: string) => void;
  /** The connection is gone, however it went. */
  readonly closed: () => void;
}

export interface WebSocketPeer {
  send(text: string): void;
  ping(text: string): void;
  /** Says goodbye; the peer answers, and the connection ends. */
  close(code: number): void;
  /** Ends the connection without a word, as a broken network does. */
  cut(): void;
}

const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const MOST_BYTES = 4_000_000;
const OPCODE = { continuation: 0x0, text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;
const CLOSE = { protocolError: 1002, unsupported: 1003, tooLarge: 1009 } as const;

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

interface Frame {
  readonly isLast: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  /** Bytes that the frame took. */
  readonly size: number;
}

/** The first frame of what has arrived: `undefined` while it is incomplete, a close code when it is none. */
function readFrame(arrived: Buffer): Frame | number | undefined {
  const [first, second] = arrived;
  if (first === undefined || second === undefined) return undefined;
  // No extension was agreed on, and a client masks what it sends.
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) return CLOSE.protocolError;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (arrived.length < start) return undefined;
  const length =
    short === 126 ? arrived.readUInt16BE(2) : short === 127 ? Number(arrived.readBigUInt64BE(2)) : short;
  if (length > MOST_BYTES) return CLOSE.tooLarge;
  if (arrived.length < start + length) return undefined;
  const mask = arrived.subarray(start - 4, start);
  const payload = Buffer.from(arrived.subarray(start, start + length));
  for (const [index, byte] of payload.entries()) payload[index] = byte ^ (mask[index % 4] ?? 0);
  return { isLast: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size: start + length };
}

/** Agrees to a WebSocket; listeners hear nothing before this returns. `undefined`, and the connection closed, when the request asks for none. */
export function acceptWebSocket(
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  on: WebSocketListeners,
): WebSocketPeer | undefined {
  const key = incoming.headers['sec-websocket-key'];
  if (key === undefined || incoming.headers['sec-websocket-version'] !== '13') {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${KEY_SUFFIX}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let isClosing = false;
  const write = (opcode: number, payload: Buffer): void => {
    if (socket.writable) socket.write(frame(opcode, payload));
  };
  const close = (code: number): void => {
    if (isClosing) return;
    isClosing = true;
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    write(OPCODE.close, payload);
  };

  let pieces: Buffer[] = [];
  const take = ({ isLast, opcode, payload }: Frame): void => {
    switch (opcode) {
      case OPCODE.text:
      case OPCODE.continuation:
        pieces.push(payload);
        if (!isLast) return;
        on.text(Buffer.concat(pieces.splice(0)).toString('utf8'));
        return;
      case OPCODE.ping: {
        write(OPCODE.pong, payload);
        return;
      }
      case OPCODE.pong:
        return;
      case OPCODE.close:
        close(payload.length < 2 ? 1000 : payload.readUInt16BE(0));
        socket.end();
        return;
      default:
        close(CLOSE.unsupported);
    }
  };

  let arrived: Buffer = Buffer.alloc(0);
  const read = (): void => {
    for (;;) {
      const next = readFrame(arrived);
      if (next === undefined) return;
      if (typeof next === 'number') {
        close(next);
        socket.end();
        arrived = Buffer.alloc(0);
        return;
      }
      arrived = arrived.subarray(next.size);
      take(next);
    }
  };
  socket.on('data', (part: Buffer) => {
    arrived = Buffer.concat([arrived, part]);
    read();
  });
  socket.once('end', () => socket.end());
  socket.once('close', () => {
    pieces = [];
    on.closed();
  });
  // It is followed by `close`, which is told.
  socket.on('error', () => undefined);
  if (head.length > 0) socket.unshift(head);

  return {
    send: (text) => write(OPCODE.text, Buffer.from(text)),
    ping: (text) => write(OPCODE.ping, Buffer.from(text)),
    close,
    cut: () => void socket.destroy(),
  };
}
