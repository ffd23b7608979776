/** The pages to read at, as they answer over HTTP, to anybody, for anything. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { OpenDoor, ReadFound } from '../../../src/core/doors.ts';
import { teamId, userId } from '../../../src/core/ids.ts';
import { DatabaseBusy } from '../../../src/store/engines/deadline.ts';
import { placeOf } from '../../../src/web/base/answer.ts';
import { signer } from '../../../src/web/base/signed.ts';
import { readPages } from '../../../src/web/read/pages.ts';
import { signInFlow } from '../../../src/web/sign-in/flow.ts';

const address = 'https://lore.example.org/here';
const nothing: ReadFound = { count: 0, found: [], notes: [] };

describe('the pages to read at', () => {
  let server: Server;
  let port: number;
  let door: OpenDoor | null | (() => never);
  let serves: boolean;
  let asked: unknown[];
  const logged: unknown[] = [];
  let others: string[];
  const flow = signInFlow({
    slack: {
      authorizeUrl: 'https://slack.com/openid/connect/authorize',
      clientId: '12.34',
      issuer: 'https://slack.com',
      team: () => null,
      exchange: async () => {
        throw Object.assign(new Error('a secret in a message'), { code: 'ECONNREFUSED' });
      },
      keys: async () => [],
    },
    place: placeOf(address),
    signer: signer('a client secret', Date.now),
    now: Date.now,
  });
  const mine = (user = 'U1') => flow.signedIn({ team: teamId('T1'), user: userId(user) }).split(';')[0] ?? '';

  beforeEach(async () => {
    asked = [];
    others = [];
    logged.length = 0;
    serves = true;
    door = {
      reader: { locale: 'en', tz: 'Europe/Berlin' },
      read: async (ref) => {
        asked.push(ref);
        return null;
      },
      find: async (typed, wanted) => {
        asked.push({ typed, wanted });
        return nothing;
      },
    };
    let drawn = 0;
    const pages = readPages({
      doors: { forPerson: async () => (typeof door === 'function' ? door() : door) },
      flow,
      serves: async () => serves,
      place: placeOf(address),
      store: { before: (_deadline, run) => run() },
      patience: 1_000,
      ids: { next: () => `ref${++drawn}`.padEnd(26, '0') },
      log: { error: (...line: unknown[]) => void logged.push(line) } as never,
    });
    server = createServer((incoming, outgoing) => {
      if (pages(incoming, outgoing) === null) {
        others.push(incoming.url ?? '');
        outgoing.writeHead(204).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const get = (
    path: string,
    headers: Readonly<Record<string, string>> = { cookie: mine() },
    method = 'GET',
  ) => fetch(`http://127.0.0.1:${port}${path}`, { method, headers, redirect: 'manual' });

  it('are there whether a proxy leaves its path or takes it away, and nothing else is', async () => {
    for (const path of ['/read', '/here/read', '/read/lesson/1', '/here/read/lesson/1'])
      expect((await get(path)).status).not.toBe(204);
    expect(asked).toHaveLength(4);
    for (const path of ['/', '/reader', '/calendar/x.ics', '/slack/events', '/here', '/install', '//read'])
      expect((await get(path)).status).toBe(204);
    expect(others).toHaveLength(7);
    const text = await (await get('/read/lesson/1')).text();
    expect(text).toContain('href="/here/read"');
    expect(text).toContain('action="/here/read/sign-out"');
  });

  it('tell a browser with HEAD the same as with GET, and take no other method', async () => {
    const [whole, head] = [await get('/read'), await get('/read', { cookie: mine() }, 'HEAD')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-security-policy')).toBe(whole.headers.get('content-security-policy'));
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get('/read/lesson/1', { cookie: mine() }, method)).status).toBe(404);
    expect(asked.filter((one) => JSON.stringify(one).includes('lesson'))).toEqual([]);
  });

  it.each([
    ['longer than anybody types', 'x'.repeat(9_000), 'x'.repeat(300)],
    ['that is markup', '"><script>alert(1)</script>', '"><script>alert(1)</script>'],
    ['of half a sign', 'a\ud800', 'a\ufffd'],
    ['of spaces', '   ', ''],
  ])('search for words %s, and show them as words', async (_, typed, searched) => {
    const answer = await get(`/read?${new URLSearchParams({ q: typed }).toString()}`);
    expect(answer.status).toBe(200);
    expect(asked).toEqual([{ typed: searched, wanted: { from: 0, most: 20 } }]);
    expect(await answer.text()).not.toContain('<script');
  });

  it.each([
    ['/read?q=%E0%A4%A', 200],
    ['/read?page=-1', 200],
    ['/read?page=1e9', 200],
    ['/read?page=__proto__&q[]=x&q=1&q=2', 200],
    ['/read/lesson/%E0%A4%A', 404],
    ['/read/lesson/%00', 404],
    ['/read/lesson/a%0d%0aset-cookie:%20x=1', 404],
    ['/read/lesson/..%2f..%2fetc%2fpasswd', 404],
    [`/read/lesson/${'x'.repeat(201)}`, 404],
    ['/read/lesson/', 404],
    ['/read/card/1', 404],
    ['/read/__proto__/constructor', 404],
  ])('answer %s with %i, and with nothing in a header that came from there', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(JSON.stringify([...answer.headers])).not.toMatch(/x=1|passwd|__proto__/);
    expect(logged).toEqual([]);
  });

  it('answer what is no request with a refusal, and go on', async () => {
    const raw = (text: string): Promise<string> =>
      new Promise((resolve) => {
        let said = '';
        const socket = connect(port, '127.0.0.1', () => socket.end(text));
        socket.on('data', (part: Buffer) => (said += part.toString()));
        socket.on('close', () => resolve(said));
      });
    expect(await raw('GET /read HTTP/1.1\r\nHost: a b\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw('GET http://evil.example/read HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 204/);
    expect(await raw(`GET /read?q=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    );
    expect((await get('/read')).status).toBe(200);
  });

  it('lead to a page further than there is to the last one', async () => {
    const many = { ...nothing, count: 45 };
    door = { ...(door as OpenDoor), find: async (typed, wanted) => (asked.push({ typed, wanted }), many) };
    const text = await (await get('/read?q=a%20b&page=9')).text();
    expect(text).toContain('Page 3 of 3');
    expect(text).toContain('href="/here/read?q=a+b&amp;page=2"');
    expect(text).not.toContain('Next page');
    expect(asked.at(-1)).toEqual({ typed: 'a b', wanted: { from: 40, most: 20 } });
  });

  it('say that they are busy, or that something went wrong, with a reference, and log none of the words', async () => {
    for (const [error, status] of [
      [new DatabaseBusy(), 503],
      [new Error('words of Ann'), 500],
    ] as const) {
      door = () => {
        throw error;
      };
      const answer = await get('/read?q=layoffs');
      expect(answer.status).toBe(status);
      const [, reference = ''] = /Reference: (\w+)/.exec(await answer.text()) ?? [];
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      const line = JSON.stringify(logged.at(-1));
      expect(line).toContain(reference);
      expect(line).toContain('a page could not be shown');
      expect(line).not.toMatch(/layoffs|words of Ann/);
    }
  });

  it('ask somebody to wait who asks for more pages than anybody reads, and nobody else', async () => {
    const all = await Promise.all(Array.from({ length: 70 }, () => get('/read')));
    const waiting = all.filter(({ status }) => status === 429);
    expect(waiting.length).toBeGreaterThan(5);
    expect(Number(waiting[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get('/read', { cookie: mine('U2') })).status).toBe(200);
  });

  it('exchange no more codes that somebody made up than leave room for others', async () => {
    const { url, cookie } = flow.begin('/read');
    const state = new URL(url).searchParams.get('state') ?? '';
    const back = (headers: Readonly<Record<string, string>>) =>
      get(`/read/signed-in?${new URLSearchParams({ code: 'made-up', state }).toString()}`, {
        cookie: cookie.split(';')[0] ?? '',
        ...headers,
      });
    const all = await Promise.all(Array.from({ length: 10 }, () => back({ 'x-forwarded-for': '192.0.2.1' })));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([429, 502]));
    expect((await back({ 'x-forwarded-for': '192.0.2.2' })).status).toBe(502);
    const line = JSON.stringify(logged.at(-1));
    expect(line).toContain('a sign-in failed');
    expect(line).toContain('ECONNREFUSED');
    expect(line).not.toMatch(/made-up|a secret in a message/);
  });

  it('take the session of somebody who reads nothing here any more, and say no more than that', async () => {
    for (const make of [() => (door = null), () => (serves = false)]) {
      make();
      const answer = await get('/read/lesson/1');
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, [flow.signedOut]]);
      expect(await answer.text()).toContain('With this account there’s nothing to read here');
    }
    expect(asked).toEqual([]);
  });

  it('sign nobody out whom another site sends there: their browser keeps the cookie back, and Lore leaves it alone', async () => {
    const from = await get('/read/sign-out', {}, 'POST');
    expect([from.status, from.headers.getSetCookie()]).toEqual([303, []]);
    const own = await get('/read/sign-out', { cookie: mine() }, 'POST');
    expect(own.headers.getSetCookie()).toEqual([flow.signedOut]);
    // A link there signs nobody out either.
    const link = await get('/read/sign-out');
    expect([link.status, link.headers.getSetCookie()]).toEqual([303, []]);
  });

  it('leave a body that nobody asked for unread', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(
        { port, host: '127.0.0.1', path: '/read/sign-out', method: 'POST' },
        (answer) => {
          resolve(answer.statusCode ?? 0);
          sending.destroy();
        },
      );
      sending.on('error', reject);
      sending.write('x'.repeat(100_000));
    });
    expect(status).toBe(303);
  });
});
