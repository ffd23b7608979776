/** Slack's tiers, on the sandbox's time. */
import { METHODS } from '../../sandbox/web-api/methods.ts';
import { allowanceOf, makeLimiter } from '../../sandbox/web-api/tiers.ts';
import { startFixture } from './fixture.ts';

const MONDAY = Date.UTC(2026, 10, 23, 8);

describe('rate limits', () => {
  it.each([
    ['conversations.list', 20],
    ['chat.update', 50],
    ['conversations.open', 50],
    ['views.publish', 100],
    ['users.info', 100],
    ['auth.test', 200],
  ])('let %s be called %i times a minute', (method, most) => {
    const limiter = makeLimiter();
    for (let call = 0; call < most; call += 1) expect(limiter.refuse(method, '', MONDAY)).toBeUndefined();
    expect(limiter.refuse(method, '', MONDAY)).toBe(59);
    expect(limiter.refuse(method, '', MONDAY + 30_000)).toBe(29);
    expect(limiter.refuse('views.open', '', MONDAY)).toBeUndefined();
    expect(limiter.refuse(method, '', MONDAY + 59_000)).toBeUndefined();
  });

  it('let a channel have a message a second, with a short burst', () => {
    const limiter = makeLimiter();
    const post = (seconds: number, channel = 'C1') =>
      limiter.refuse('chat.postMessage', channel, MONDAY + seconds * 1000);
    expect([0, 0, 0, 0, 0].map((at) => post(at))).toEqual([undefined, undefined, undefined, undefined, 1]);
    expect([1, 1, 2].map((at) => post(at))).toEqual([undefined, 1, undefined]);
    expect(post(0, 'C2')).toBeUndefined();
    for (let second = 10; second < 100; second += 1) expect(post(second)).toBeUndefined();
  });

  it('let a workspace have three hundred messages a minute', () => {
    const limiter = makeLimiter();
    const post = (index: number) => limiter.refuse('chat.postMessage', `C${index}`, MONDAY);
    for (let index = 0; index < 300; index += 1) expect(post(index)).toBeUndefined();
    expect(post(300)).toBe(59);
  });

  it('are known for every method that there is', () => {
    for (const method of Object.keys(METHODS)) expect(allowanceOf(method).calls).toBeGreaterThan(0);
  });

  it('answer 429 with Retry-After and Slack’s body, and end when the clock has moved on', async () => {
    const { sandbox, close } = await startFixture(undefined, { startAt: MONDAY });
    const post = () =>
      fetch(`${sandbox.url}/api/chat.postMessage`, {
        method: 'POST',
        body: new URLSearchParams({ token: sandbox.botToken, channel: 'C0WEBSITE', text: 'x' }),
      });
    const count = () => sandbox.world.messages['C0WEBSITE']?.length ?? 0;
    for (let call = 0; call < 4; call += 1) expect((await post()).status).toBe(200);
    const before = count();
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect(count()).toBe(before);
    await sandbox.page('clock', { to: MONDAY + 60_000 });
    expect((await post()).status).toBe(200);
    await close();
  });
});
