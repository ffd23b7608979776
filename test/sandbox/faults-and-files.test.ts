import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJson } from '../../sandbox/json.ts';
import { unhurriedMs, until } from '../support/unhurried.ts';
import { errorOf, startFixture } from './fixture.ts';

describe('an ordered fault', () => {
  it('happens to the next call of its method, before or after the effect, and then no more', async () => {
    const { sandbox, close } = await startFixture();
    const count = () => sandbox.world.messages['C0WEBSITE']?.length ?? 0;
    const post = async (signal = AbortSignal.timeout(unhurriedMs)) =>
      fetch(`${sandbox.url}/api/chat.postMessage`, {
        method: 'POST',
        body: new URLSearchParams({ token: sandbox.botToken, channel: 'C0WEBSITE', text: 'x' }),
        signal,
      }).then(
        async (response) => ({
          status: response.status,
          retry: response.headers.get('retry-after'),
          body: await response.json(),
        }),
        () => 'no answer' as const,
      );
    /** Nobody waits any more once that has come to pass. */
    const postUntil = async (isSo: () => boolean) => {
      const waiting = new AbortController();
      const posting = post(waiting.signal);
      await until(isSo);
      waiting.abort();
      return posting;
    };
    const before = count();
    sandbox.faults.order('chat.postMessage', { kind: 'reset-before' });
    sandbox.faults.order('chat.postMessage', { kind: 'hang' });
    sandbox.faults.order('chat.postMessage', { kind: 'status', status: 429, retryAfterSeconds: 7 });
    sandbox.faults.order('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    expect(await post()).toBe('no answer');
    expect(await postUntil(() => sandbox.faults.orders().length === 2)).toBe('no answer');
    expect(await post()).toEqual({ status: 429, retry: '7', body: { ok: false, error: 'ratelimited' } });
    expect(await post()).toMatchObject({ body: { ok: false, error: 'fatal_error' } });
    expect(count()).toBe(before);
    sandbox.faults.order('chat.postMessage', { kind: 'reset-after' });
    sandbox.faults.order('chat.postMessage', { kind: 'hang', after: true });
    sandbox.faults.order('chat.postMessage', { kind: 'status', status: 500, after: true });
    sandbox.faults.order('chat.postMessage', { kind: 'delay', ms: 5 });
    expect(await post()).toBe('no answer');
    expect(await postUntil(() => count() === before + 2)).toBe('no answer');
    expect(await post()).toMatchObject({ status: 500 });
    expect(await post()).toMatchObject({ status: 200, body: { ok: true } });
    expect(count()).toBe(before + 4);
    await close();
  });

  it('can break the JSON of an answer after the effect, and refuse with any error', async () => {
    const { sandbox, close } = await startFixture();
    const before = sandbox.world.messages['C0WEBSITE']?.length ?? 0;
    sandbox.faults.order('chat.postMessage', { kind: 'broken-json' });
    const post = () =>
      fetch(`${sandbox.url}/api/chat.postMessage`, {
        method: 'POST',
        body: new URLSearchParams({ token: sandbox.botToken, channel: 'C0WEBSITE', text: 'x' }),
      });
    const broken = await post();
    expect(broken.status).toBe(200);
    expect(parseJson(await broken.text())).toBeUndefined();
    expect(sandbox.world.messages['C0WEBSITE']).toHaveLength(before + 1);
    sandbox.faults.order('chat.postMessage', { kind: 'status', status: 500 });
    sandbox.faults.order('chat.postMessage', { kind: 'error', error: 'restricted_action' });
    expect((await post()).status).toBe(500);
    expect(await (await post()).json()).toEqual({ ok: false, error: 'restricted_action' });
    expect(sandbox.world.messages['C0WEBSITE']).toHaveLength(before + 1);
    await close();
  });

  it('can meet a share of the calls, until it is taken back', async () => {
    const chances = [0.1, 0.9, 0.24, 0.25, 0.1];
    const { sandbox, client, close } = await startFixture(undefined, { chance: () => chances.shift() ?? 1 });
    sandbox.faults.order('auth.test', { kind: 'error', error: 'fatal_error' }, { share: 0.25 });
    const answers: string[] = [];
    for (let call = 0; call < 4; call += 1) answers.push(await errorOf(client.auth.test()));
    expect(answers).toEqual(['fatal_error', 'ok', 'fatal_error', 'ok']);
    expect(sandbox.faults.orders()).toMatchObject([{ method: 'auth.test', met: 2 }]);
    sandbox.faults.clear();
    expect(await errorOf(client.auth.test())).toBe('ok');
    await close();
  });

  it('can be ordered and taken back from the page, for methods that there are', async () => {
    const { sandbox, client, close } = await startFixture();
    const order = (method: string) =>
      sandbox.page('fault', {
        as: 'U0MARA',
        method,
        fault: { kind: 'status', status: 429, retryAfterSeconds: 9 },
        amount: { times: 2 },
      });
    expect(await order('chat.nonsense')).toMatchObject({ ok: false });
    expect(await order('auth.test')).toEqual({ ok: true });
    const refused = await fetch(`${sandbox.url}/api/auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '9']);
    expect(await sandbox.page('snapshot', { as: 'U0MARA' })).toMatchObject({
      snapshot: { faults: [{ method: 'auth.test', amount: { times: 1 }, met: 1 }] },
    });
    expect(await sandbox.page('clear-faults', { as: 'U0MARA' })).toEqual({ ok: true });
    expect(await errorOf(client.auth.test())).toBe('ok');
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
