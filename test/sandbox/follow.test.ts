import { request } from 'node:http';
import { followerServer } from '../../sandbox/follow.ts';

describe("the follower's side of the clock", () => {
  const advanced: number[] = [];
  const line = {
    at: 1,
    of: 'job',
    name: 'a.job',
    did: 'done',
    why: null,
    channel: null,
    minutes: null,
  } as const;
  const said: (typeof line)[] = [];
  const server = followerServer({
    nextDue: async () => 7,
    advance: async (now) => void advanced.push(now),
    takeLines: () => said.splice(0),
    onError: () => undefined,
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const advance = (now: number, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path: '/advance', method: 'POST', headers },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.once('error', reject);
      sent.end(JSON.stringify({ now }));
    });

  it('answers a program of this machine', async () => {
    const url = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${url}/next`)).json()).toEqual({ at: 7, lines: [] });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/advance`, { method: 'POST', headers, body: '{"now":1}' });
    expect(await answer.json()).toEqual({ next: 7, lines: [] });
    expect(await advance(2, { host: `localhost:${port}` })).toBe(200);
    expect(advanced).toEqual([1, 2]);
  });

  it('hands over once what was done, whichever is asked', async () => {
    const url = `http://127.0.0.1:${port}`;
    const take = async () => (await (await fetch(`${url}/next`)).json()) as { lines: unknown };
    said.push(line);
    expect((await take()).lines).toEqual([line]);
    expect((await take()).lines).toEqual([]);
    said.push(line, line);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/advance`, { method: 'POST', headers, body: '{"now":3}' });
    expect(await answer.json()).toEqual({ next: 7, lines: [line, line] });
    advanced.pop();
  });

  it('moves for no page in a browser, and under no name but this machine’s', async () => {
    const before = advanced.length;
    expect(await advance(3, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await advance(3, { origin: `http://127.0.0.1:${port}` })).toBe(403);
    expect(await advance(3, { host: `elsewhere.example:${port}` })).toBe(403);
    expect(advanced).toHaveLength(before);
  });
});
