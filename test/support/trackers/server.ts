/** A tool's interface over HTTP that answers as documented, and fails where a test says: before a call takes effect, or after. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parsed; `null`: there is none. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** As JSON; nothing when left out. */
  readonly body?: unknown;
}

/** What goes wrong: an answer instead of its own; none at all until the caller gives up; or the connection ends. */
export interface Fault {
  readonly at: (asked: Asked) => boolean;
  /** `after`: the call has taken effect by then. */
  readonly when: 'before' | 'after';
  readonly answer: Answer | 'hang' | 'cut';
  /** How often; once when left out. */
  readonly times?: number;
}

export interface Served {
  /** Without a slash at its end. */
  readonly url: string;
  /** All that was asked, in order. */
  readonly asked: readonly Asked[];
  readonly fail: (fault: Fault) => void;
  /** By how many ms its clock is ahead. */
  skew: number;
  readonly close: () => Promise<void>;
}

/** @param now the time that it says, before its skew */
export async function serve(now: () => number, answer: (asked: Asked) => Answer): Promise<Served> {
  const faults: { fault: Fault; left: number }[] = [];
  const asked: Asked[] = [];
  const failing = (one: Asked, when: Fault['when']): Fault['answer'] | null => {
    const found = faults.find(({ fault, left }) => left > 0 && fault.when === when && fault.at(one));
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault.answer;
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://tool');
      const one: Asked = {
        method: request.method ?? 'GET',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: request.headers,
        body,
      };
      asked.push(one);
      const before = failing(one, 'before');
      const own = before ?? answer(one);
      const given = before ?? failing(one, 'after') ?? own;
      if (given === 'hang') return;
      if (given === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(given.status, {
        'content-type': 'application/json; charset=utf-8',
        date: new Date(now() + served.skew).toUTCString(),
        ...given.headers,
      });
      response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: Served = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fail: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    skew: 0,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return served;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}
