import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refreshNextDue } from '../../sandbox/page-api/clock.ts';
import type { JournalView, Snapshot } from '../../sandbox/protocol.ts';
import { startFixture } from './fixture.ts';
import { until } from '../support/unhurried.ts';

type Line = Omit<JournalView, 'id'>;

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 23, 8);

/** A follower with things due at these instants; each call of `advance` does what is due. */
async function startFollower(due: number[], isStuck = false) {
  const calls: string[] = [];
  const lines: Line[] = [];
  let doesByItself = false;
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
        while (doesByItself && (due[0] ?? Infinity) <= Date.now()) due.shift();
        const next = due[0] ?? null;
        const said = { lines: lines.splice(0) };
        outgoing.end(JSON.stringify(isNext ? { at: next, ...said } : { next, ...said }));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** What it hands over with its next answer. */
    lines,
    doesByItself: () => (doesByItself = true),
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
      message: 'Something is due that Lore can’t finish.',
    });
    await one.close();
    await stuck.close();
    const two = await startFixture(undefined, { startAt: MONDAY, followerUrl: 'http://127.0.0.1:9' });
    expect(await two.sandbox.page('clock', { to: MONDAY + HOUR })).toMatchObject({ ok: false });
    await two.close();
  });

  it('shows nothing as due that is past: the app is asked again when the time has come', async () => {
    // Due in half a second of wall time.
    const soon = Date.now() + 500;
    const follower = await startFollower([soon, soon + 9 * HOUR]);
    const { sandbox, close } = await startFixture(undefined, { followerUrl: follower.url });
    const clock = async () => (await sandbox.page('snapshot', { as: 'U0MARA' })) as unknown as Snapshotted;
    await refreshNextDue(sandbox.core);
    expect((await clock()).snapshot.clock.nextDue).toBe(soon);
    // The app does it without any exchange.
    follower.doesByItself();
    await until(async () => (await clock()).snapshot.clock.nextDue === soon + 9 * HOUR);
    await close();
    await follower.close();
  });

  it('hands the pages what the app did, as it answers, in order and once', async () => {
    const follower = await startFollower([MONDAY + HOUR, MONDAY + 2 * HOUR]);
    const { sandbox, close } = await startFixture(undefined, { startAt: MONDAY, followerUrl: follower.url });
    follower.onAdvance(async () => void follower.lines.push(lineAt(sandbox.core.clock.now())));
    await sandbox.page('clock', { to: MONDAY + 3 * HOUR });
    follower.lines.push(lineAt(0));
    await refreshNextDue(sandbox.core);
    await refreshNextDue(sandbox.core);
    const { snapshot } = (await sandbox.page('snapshot', { as: 'U0MARA' })) as unknown as Snapshotted;
    const hours = snapshot.journal.map(({ at }) => (at === 0 ? 0 : Math.floor((at - MONDAY) / HOUR)));
    expect(hours).toEqual([1, 2, 3, 0]);
    expect(snapshot.journal.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    await close();
    await follower.close();
  });
});

interface Snapshotted {
  readonly snapshot: Snapshot;
}

const lineAt = (at: number): Line => ({
  at,
  of: 'post',
  name: 'test.post',
  did: 'sent',
  why: null,
  channel: 'C0WEBSITE',
  minutes: null,
});
