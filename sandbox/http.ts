/** Reading requests and writing answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './json.ts';

/** The whole body as text. Throws when it is larger than 4 MB, or `most` bytes. */
export async function readBody(incoming: IncomingMessage, most = 4_000_000): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new Error(`The request is larger than ${most / 1_000_000} MB.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Answers with JSON. */
export function sendJson(
  outgoing: ServerResponse,
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(outgoing, status, JSON.stringify(body), {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
}

/** Answers with text of any kind. */
export function send(
  outgoing: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  outgoing.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  outgoing.end(body);
}
