import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { httpReceiverOf } from '../../../src/slack/receivers/http.ts';
import type { RequestReceiver } from '../../../src/slack/receivers/receiver.ts';

const signingSecret = 'shh';
const form = 'application/x-www-form-urlencoded';
const megabyte = 1024 * 1024;

describe('the HTTP receiver, to anyone who calls', () => {
  const receivers: RequestReceiver[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(receivers.splice(0).map((door) => door.close()));
  });
  const open = async (
    slowest?: number,
    log = pino({ level: 'silent' }),
    clockOff: () => number | null = () => null,
  ): Promise<number> => {
    const door = httpReceiverOf({
      signingSecret,
      port: 0,
      host: '127.0.0.1',
      log,
      clockOff,
      ...(slowest === undefined ? {} : { slowest }),
    });
    receivers.push(door);
    return (await door.open()).port ?? 0;
  };
  const post = (port: number, body: string, headers: Readonly<Record<string, string>>) =>
    fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body, headers });
  const signatureOf = (body: string, secret = signingSecret) => {
    const seconds = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
    return {
      'content-type': 'application/json',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${hash}`,
    };
  };
  const signed = (port: number, body: string, secret?: string) => post(port, body, signatureOf(body, secret));
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'here' });
  /** A client that says how much it sends, and sends `start` of it. */
  const begin = async (port: number, length: number, start: Buffer) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    const head = `POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Type: ${form}\r\nContent-Length: ${length}\r\n\r\n`;
    let said = '';
    const ended = new Promise<string>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('\r\n\r\n')) resolve(said);
      });
      socket.on('close', () => resolve(said));
      socket.on('error', () => undefined);
    });
    socket.write(head);
    await new Promise<void>((resolve) => socket.write(start, () => resolve()));
    return { socket, ended };
  };

  it('a look at its certificate is a 200, unsigned as Slack sends it', async () => {
    const port = await open();
    const looked = await post(port, 'ssl_check=1&token=abc', { 'content-type': form });
    expect([looked.status, await looked.text()]).toEqual([200, '']);
    const other = await post(port, 'ssl_check=0&command=%2Fretro', { 'content-type': form });
    expect(other.status).toBe(401);
  });

  it('a request that Slack signed and that is dated an hour off is refused, and the log blames the clock, not the secret', async () => {
    const dated = (hours: number, secret = signingSecret) => {
      const seconds = String(Math.floor(Date.now() / 1000) + hours * 3600);
      const hash = createHmac('sha256', secret).update(`v0:${seconds}:${challenge}`).digest('hex');
      return {
        'content-type': 'application/json',
        'x-slack-request-timestamp': seconds,
        'x-slack-signature': `v0=${hash}`,
      };
    };
    const heard = async (off: number | null, ...all: readonly Record<string, string>[]) => {
      const said: string[] = [];
      const log = pino({ level: 'warn', base: null }, { write: (line: string) => void said.push(line) });
      const port = await open(undefined, log, () => off);
      for (const headers of all) expect((await post(port, challenge, headers)).status).toBe(401);
      return said.map((line) => JSON.parse(line) as { msg: string; seconds?: number });
    };
    const hour = 3_600_000;
    for (const [hours, off] of [
      [1, -hour],
      [-1, hour],
      [1, null],
    ] as const) {
      // A second one is not told again within the minute.
      const [first, ...more] = await heard(off, dated(hours), dated(hours));
      expect(first?.msg).toContain('this machine’s clock is off, not the signing secret');
      expect(Math.abs((first?.seconds ?? 0) + hours * 3600)).toBeLessThan(60);
      expect(more).toEqual([]);
    }
    // What a stranger signed, or somebody sends again while the clock is known to be right, is not the clock.
    const plain = ['refused a request without a valid timestamp'];
    // It is told once a minute, too: a stranger who sends such requests does not fill the log.
    const strange = [1, 2, 3].map(() => dated(-1, 'other'));
    expect((await heard(hour, ...strange)).map(({ msg }) => msg)).toEqual(plain);
    expect((await heard(200, dated(-1))).map(({ msg }) => msg)).toEqual(plain);
  });

  it('connections stay open for longer than the minute of those before us', async () => {
    const answered = await signed(await open(), challenge);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('keep-alive')).toBe('timeout=65');
  });

  it('a proxy may leave its own path before ours', async () => {
    const port = await open();
    const at = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body: 'ssl_check=1',
        headers: { 'content-type': form },
      });
    expect((await at('/bots/lore/slack/events?a=1')).status).toBe(200);
    expect((await at('/bots/lore/slack/other')).status).toBe(404);
  });

  it('a connection on which nothing is signed does not outlive its request', async () => {
    const port = await open();
    const looked = await fetch(`http://127.0.0.1:${port}/`);
    expect([looked.status, looked.headers.get('connection')]).toEqual([200, 'close']);
    for (const refused of [
      await fetch(`http://127.0.0.1:${port}/other`),
      await post(port, 'ssl_check=1', { 'content-type': form }),
      await signed(port, challenge, 'another'),
      await post(port, 'a'.repeat(5 * megabyte), { 'content-type': form }),
    ])
      expect([refused.status, refused.headers.get('connection')]).toEqual([refused.status, 'close']);
  });

  it('strangers who take every place there is give them up to those who come after', async () => {
    const port = await open(60_000);
    const slow = [];
    for (let taken = 0; taken < 1_010; taken += 1)
      slow.push(await begin(port, 1_000, Buffer.from('payload=')));
    expect((await signed(port, challenge)).status).toBe(200);
    expect(await slow[0]?.ended).toBe('');
  });

  it('a connection on which Slack has signed something is not given up to strangers', async () => {
    const port = await open(60_000);
    const agent = new Agent({ keepAlive: true });
    const sign = () =>
      new Promise<{ status: number | undefined; isReused: boolean }>((resolve, reject) => {
        const asked = request({
          port,
          host: '127.0.0.1',
          path: '/slack/events',
          method: 'POST',
          agent,
          headers: signatureOf(challenge),
        });
        asked.on('error', reject);
        asked.on('response', (answer) => {
          answer
            .resume()
            .on('end', () => resolve({ status: answer.statusCode, isReused: asked.reusedSocket }));
        });
        asked.end(challenge);
      });
    expect(await sign()).toEqual({ status: 200, isReused: false });
    for (let taken = 0; taken < 900; taken += 1) await begin(port, 1_000, Buffer.from('payload='));
    expect(await sign()).toEqual({ status: 200, isReused: true });
    agent.destroy();
  });

  it('a request that does not come whole in time is ended', async () => {
    const port = await open(50);
    const slow = await begin(port, 1_000, Buffer.from('payload='));
    expect(await slow.ended).toMatch(/^HTTP\/1.1 408/);
  });

  it('strangers’ long bodies fill a bounded room, beside which Slack is answered', async () => {
    const port = await open(60_000);
    const length = 4 * megabyte;
    const some = await Promise.all(
      Array.from({ length: 20 }, () => begin(port, length, Buffer.alloc(length - 1, 'a'))),
    );
    expect((await signed(port, challenge)).status).toBe(200);
    for (const { socket } of some) socket.write('a');
    const statuses = (await Promise.all(some.map(({ ended }) => ended))).map((said) => said.slice(9, 12));
    expect(new Set(statuses)).toEqual(new Set(['401', '503']));
    // Their room is free again.
    expect((await signed(port, JSON.stringify({ challenge: 'x'.repeat(megabyte) }))).status).toBe(400);
  });

  it('strangers whose long bodies fill that room, and are never whole, give it up to those who come after', async () => {
    const port = await open(60_000);
    const length = 4 * megabyte;
    const slow = [];
    for (let taken = 0; taken < 9; taken += 1)
      slow.push(await begin(port, length, Buffer.alloc(length - 1, 'a')));
    // Of Slack's kind, and of its size.
    expect((await signed(port, JSON.stringify({ challenge: 'x'.repeat(3 * megabyte) }))).status).toBe(400);
    for (const { socket } of slow) socket.write('a');
    const statuses = (await Promise.all(slow.map(({ ended }) => ended))).map((said) => said.slice(9, 12));
    // Which of them gave it up follows from the order in which the machine reads them: see read-body.test.ts.
    expect(new Set(statuses)).toEqual(new Set(['401', '503']));
  });

  describe('that sign with another secret', () => {
    const lines: { readonly level: number; readonly msg: string }[] = [];
    const said = (level: number) => lines.filter((line) => line.level === level).map(({ msg }) => msg);
    const openAloud = () => {
      lines.length = 0;
      return open(
        undefined,
        pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as never) }),
      );
    };
    const knock = async (port: number, times: number, secret: string) => {
      for (let knocked = 0; knocked < times; knocked += 1)
        expect((await signed(port, challenge, secret)).status).toBe(secret === signingSecret ? 200 : 401);
    };

    it('the log names the setting that is probably wrong, once, and does not grow with each request', async () => {
      const port = await openAloud();
      await knock(port, 2, 'another');
      expect(said(50)).toEqual([]);
      await knock(port, 20, 'another');
      expect(said(50)).toEqual([expect.stringContaining('SLACK_SIGNING_SECRET is probably wrong')]);
      expect(lines).toHaveLength(2);
    });

    it('nothing is said of the setting where one request fitted it: then a stranger knocks', async () => {
      const port = await openAloud();
      await knock(port, 1, signingSecret);
      await knock(port, 10, 'another');
      await knock(port, 1, signingSecret);
      await knock(port, 10, 'another');
      expect(said(50)).toEqual([]);
      expect(said(40)).toHaveLength(2);
    });
  });
});
