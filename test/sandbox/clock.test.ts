import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFixture } from './fixture.ts';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 23, 8);

/** A follower with things due at these instants; each call of `advance` does what is due. */
async function startFollower(due: number[], isStuck = false) {
  const calls: string[] = [];
  let onAdvance: (now: number) => Promise<unknown> = async () => undefined;
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (part: Buffer) => (body += part.toString()));
    incoming.on('end', () => {
      void (async () => {
        const isNext = incoming.url === '/next';
        if (!isNext) {
          const { now } = JSON.parse(body) as { now: number };
          calls.push(new Date(now).toISOString().slice(11, 16));
          while (!isStuck && (due[0] ?? Infinity) <= now) due.shift();
          await onAdvance(now);
        }
        const next = due[0] ?? null;
        outgoing.end(JSON.stringify(isNext ? { at: next } : { next }));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    onAdvance: (listener: typeof onAdvance) => (onAdvance = listener),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

describe('the clock', () => {
  it('plays what falls due on the way in order, then goes to the target', async () => {
    const follower = await startFollower([MONDAY + HOUR, MONDAY + 2 * HOUR, MONDAY + 9 * HOUR]);
    const { sandbox, client, close } = await startFixture(undefined, {
      startAt: MONDAY,
      followerUrl: follower.url,
    });
    const seconds: number[] = [];
    follower.onAdvance(async () => {
      const { ts } = await client.chat.postMessage({ channel: 'C0WEBSITE', text: 'due' });
      seconds.push(Math.floor(Number(ts)) - MONDAY / 1000);
    });
    const answer = await sandbox.page('clock', { to: MONDAY + 5 * HOUR });
    expect(follower.calls).toEqual(['09:00', '10:00', '13:00']);
    expect(seconds.map((each) => Math.floor(each / 3600))).toEqual([1, 2, 5]);
    expect(answer).toMatchObject({ ok: true, clock: { isMoving: false, nextDue: MONDAY + 9 * HOUR } });
    const time = (await (await fetch(`${sandbox.url}/sandbox/time`)).json()) as { at: number };
    expect(Math.floor(time.at / HOUR)).toBe(Math.floor((MONDAY + 5 * HOUR) / HOUR));
    await close();
    await follower.close();
  });

  it('jumps to the next thing due, and says so when there is none', async () => {
    const follower = await startFollower([MONDAY + 3 * HOUR]);
    const { sandbox, close } = await startFixture(undefined, { startAt: MONDAY, followerUrl: follower.url });
    expect(await sandbox.page('clock', { to: 'next' })).toMatchObject({ ok: true });
    expect(Math.floor(sandbox.core.clock.now() / HOUR)).toBe(Math.floor((MONDAY + 3 * HOUR) / HOUR));
    expect(await sandbox.page('clock', { to: 'next' })).toEqual({ ok: false, message: 'Nothing is due.' });
    await close();
    await follower.close();
  });

  it('goes forward only, and gives up on an app that does not get its work done or does not follow', async () => {
    const stuck = await startFollower([MONDAY - HOUR], true);
    const one = await startFixture(undefined, { startAt: MONDAY, followerUrl: stuck.url });
    expect(await one.sandbox.page('clock', { to: MONDAY - HOUR })).toMatchObject({ ok: false });
    expect(await one.sandbox.page('clock', { to: MONDAY + HOUR })).toEqual({
      ok: false,
      message: 'Lore has something due that it does not get done.',
    });
    await one.close();
    await stuck.close();
    const two = await startFixture(undefined, { startAt: MONDAY, followerUrl: 'http://127.0.0.1:9' });
    expect(await two.sandbox.page('clock', { to: MONDAY + HOUR })).toMatchObject({ ok: false });
    await two.close();
  });
});
