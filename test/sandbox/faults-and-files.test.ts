import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFixture } from './fixture.ts';

describe('an ordered fault', () => {
  it('happens to the next call of its method, before or after the effect, and then no more', async () => {
    const { sandbox, close } = await startFixture();
    const count = () => sandbox.world.messages['C0WEBSITE']?.length ?? 0;
    const post = async () =>
      fetch(`${sandbox.url}/api/chat.postMessage`, {
        method: 'POST',
        body: new URLSearchParams({ token: sandbox.botToken, channel: 'C0WEBSITE', text: 'x' }),
        signal: AbortSignal.timeout(100),
      }).then(
        async (response) => ({
          status: response.status,
          retry: response.headers.get('retry-after'),
          body: await response.json(),
        }),
        () => 'no answer' as const,
      );
    const before = count();
    sandbox.faults.order('chat.postMessage', { kind: 'reset-before' });
    sandbox.faults.order('chat.postMessage', { kind: 'hang' });
    sandbox.faults.order('chat.postMessage', { kind: 'status', status: 429, retryAfterSeconds: 7 });
    sandbox.faults.order('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    expect(await post()).toBe('no answer');
    expect(await post()).toBe('no answer');
    expect(await post()).toEqual({ status: 429, retry: '7', body: { ok: false, error: 'ratelimited' } });
    expect(await post()).toMatchObject({ body: { ok: false, error: 'fatal_error' } });
    expect(count()).toBe(before);
    sandbox.faults.order('chat.postMessage', { kind: 'reset-after' });
    sandbox.faults.order('chat.postMessage', { kind: 'hang', after: true });
    sandbox.faults.order('chat.postMessage', { kind: 'status', status: 500, after: true });
    sandbox.faults.order('chat.postMessage', { kind: 'delay', ms: 5 });
    expect(await post()).toBe('no answer');
    expect(await post()).toBe('no answer');
    expect(await post()).toMatchObject({ status: 500 });
    expect(await post()).toMatchObject({ status: 200, body: { ok: true } });
    expect(count()).toBe(before + 4);
    await close();
  });

  it('can be ordered over HTTP when the sandbox was started for it', async () => {
    const { sandbox, client, close } = await startFixture(undefined, { control: true });
    const order = { method: 'auth.test', fault: { kind: 'error', error: 'internal_error' } };
    await fetch(`${sandbox.url}/control/faults`, { method: 'POST', body: JSON.stringify(order) });
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await expect(client.auth.test()).resolves.toMatchObject({ ok: true });
    await close();
  });
});

describe('a sandbox with a file', () => {
  it('goes on where it stopped: messages, time, token and open modals', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
    const dataFile = join(folder, 'company.json');
    const startAt = Date.UTC(2027, 0, 4, 9);
    const first = await startFixture(undefined, { dataFile, startAt });
    await first.client.chat.postMessage({ channel: 'C0WEBSITE', text: 'remember me' });
    const token = first.sandbox.botToken;
    await first.close();
    const second = await startFixture(undefined, { dataFile });
    expect(second.sandbox.world.messages['C0WEBSITE']?.at(-1)).toMatchObject({ text: 'remember me' });
    expect(second.sandbox.core.clock.now()).toBeGreaterThanOrEqual(startAt);
    expect(second.sandbox.botToken).toBe(token);
    await second.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the log of exchanges', () => {
  it('tells what went each way, without tokens, and keeps the last five hundred', async () => {
    const { sandbox, client, close } = await startFixture((app) =>
      app.command('/retro', ({ ack }) => ack('done')),
    );
    await sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text: '/retro help' });
    await client.chat.postMessage({ channel: 'C0COFFEE', text: 'x' }).catch(() => undefined);
    const entries = sandbox.core.exchanges.all.slice(-2);
    expect(entries).toMatchObject([
      { direction: 'to app', what: 'slash_command /retro help', outcome: 'HTTP 200' },
      { direction: 'from app', what: 'chat.postMessage', outcome: 'HTTP 200, not_in_channel' },
    ]);
    for (let index = 0; index < 510; index += 1)
      sandbox.core.exchanges.add({
        at: 0,
        direction: 'to app',
        what: 'x',
        outcome: 'y',
        durationMs: 0,
        request: 'xoxb-secret-1',
        answer: null,
      });
    expect(sandbox.core.exchanges.all).toHaveLength(500);
    expect(JSON.stringify(sandbox.core.exchanges.all)).not.toMatch(/xoxb-/);
    await close();
  });
});
