/** A Slack that answers wrongly: it stands between Lore and the sandbox, and changes what is asked, or what is answered. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Body = Record<string, unknown>;

export interface Lie {
  /** The Web API method that is answered wrongly. */
  readonly method: string;
  /** What Slack is asked instead. */
  readonly asked?: (args: Body) => Body;
  /** What Slack answers instead. @param count how many calls of the method came before */
  readonly answered?: (answer: Body, count: number, args: Body) => Body;
  /** Without the headers that only Slack sends. */
  readonly isBare?: boolean;
}

export interface LyingSlack {
  readonly apiUrl: string;
  /** From now on. */
  lie(...lies: readonly Lie[]): void;
  close(): Promise<void>;
}

/** @param apiUrl that of the sandbox, with a slash at its end */
export async function startLyingSlack(apiUrl: string): Promise<LyingSlack> {
  let lies: readonly Lie[] = [];
  const counts = new Map<string, number>();
  const answer = async (request: IncomingMessage) => {
    const method = (request.url ?? '').replace('/api/', '');
    const lie = lies.find((one) => one.method === method);
    const args = await argsOf(request);
    const response = await fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(lie?.asked?.(args) ?? args),
    });
    const said = (await response.json()) as Body;
    const count = counts.get(method) ?? 0;
    counts.set(method, count + 1);
    return {
      status: response.status,
      scopes: lie?.isBare === true ? null : response.headers.get('x-oauth-scopes'),
      body: lie?.answered?.(said, count, args) ?? said,
    };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, scopes, body }) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(scopes === null ? {} : { 'x-oauth-scopes': scopes }),
        });
        response.end(JSON.stringify(body));
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    lie: (...told) => {
      lies = told;
      counts.clear();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function argsOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const part of request) text += String(part);
  if (request.headers['content-type']?.startsWith('application/json') === true)
    return JSON.parse(text) as Body;
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}
