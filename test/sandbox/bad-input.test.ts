/** Bad input, each answered as Slack answers it. */
import { aMinuteLater, errorOf, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => aMinuteLater(fixture));
afterAll(() => fixture.close());

const channel = 'C0WEBSITE';
const divider = (id?: string) => ({
  type: 'divider' as const,
  ...(id === undefined ? {} : { block_id: id }),
});
const call = (method: string, args: Record<string, unknown>) => errorOf(fixture.client.apiCall(method, args));
const raw = (body: string, token = fixture.sandbox.botToken) =>
  fetch(`${fixture.sandbox.url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  }).then((response) => response.json());

describe('the sandbox refuses as Slack does', () => {
  it('a token of nobody', async () => {
    expect(await raw('{}', 'xoxb-nobody')).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('a body that is not JSON, and JSON that is no object', async () => {
    expect(await raw('{"channel": ')).toEqual({ ok: false, error: 'invalid_json' });
    expect(await raw('["C0WEBSITE"]')).toEqual({ ok: false, error: 'json_not_object' });
  });

  it('a channel that does not exist', async () => {
    expect(await call('chat.postMessage', { channel: 'C0NOWHERE', text: 'x' })).toBe('channel_not_found');
    expect(await call('conversations.info', { channel: 'C0NOWHERE' })).toBe('channel_not_found');
  });

  it('a post to an archived channel', async () => {
    expect(await call('chat.postMessage', { channel: 'C0SPRING', text: 'x' })).toBe('is_archived');
  });

  it('101 blocks, in a message and in a modal', async () => {
    const blocks = Array.from({ length: 101 }, () => divider());
    expect(await call('chat.postMessage', { channel, text: 'x', blocks })).toBe('invalid_blocks');
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Much' }, blocks };
    expect(await call('views.open', { trigger_id: 't', view })).toBe('invalid_arguments');
  });

  it('a block_id that comes twice', async () => {
    const blocks = [divider('same'), divider('same')];
    expect(await call('chat.postMessage', { channel, text: 'x', blocks })).toBe('invalid_blocks');
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Twice' }, blocks };
    expect(await call('views.open', { trigger_id: 't', view })).toBe('invalid_arguments');
  });

  it('a ts that is not one', async () => {
    const ts = 'yesterday';
    expect(await call('chat.update', { channel, ts, text: 'x' })).toBe('message_not_found');
    expect(await call('chat.delete', { channel, ts })).toBe('message_not_found');
    expect(await call('chat.postMessage', { channel, text: 'x', thread_ts: ts })).toBe('invalid_thread_ts');
    expect(await call('conversations.replies', { channel, ts })).toBe('thread_not_found');
    expect(await call('conversations.history', { channel, oldest: ts })).toBe('invalid_ts_oldest');
    expect(await call('conversations.history', { channel, latest: ts })).toBe('invalid_ts_latest');
  });

  it('a view over 250 kB', async () => {
    const text = { type: 'plain_text', text: 'x'.repeat(2900) };
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: 'Large' },
      blocks: Array.from({ length: 90 }, () => ({ type: 'section', text })),
    };
    expect(await call('views.open', { trigger_id: 't', view })).toBe('view_too_large');
  });
});

describe('a request that is too large', () => {
  const post = (path: string, body: string | ReadableStream, type = 'application/json') =>
    fetch(fixture.sandbox.url + path, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${fixture.sandbox.botToken}` },
      body,
      ...(typeof body === 'string' ? {} : { duplex: 'half' }),
    });
  /** A message whose body has so many bytes. */
  const message = (bytes: number) => {
    const around = JSON.stringify({ channel, text: 'x', padding: '' }).length;
    return JSON.stringify({ channel, text: 'x', padding: 'y'.repeat(bytes - around) });
  };
  const inPieces = (body: string) => new Blob([body]).stream();

  it('is refused over 4 MB, whether its length is said before or not', async () => {
    for (const [bytes, status] of [
      [4_000_000, 200],
      [4_000_001, 413],
    ] as const) {
      const before = fixture.sandbox.world.messages[channel]?.length ?? 0;
      expect((await post('/api/chat.postMessage', message(bytes))).status).toBe(status);
      expect((await post('/api/chat.postMessage', inPieces(message(bytes)))).status).toBe(status);
      const posted = (fixture.sandbox.world.messages[channel]?.length ?? 0) - before;
      expect(posted).toBe(status === 200 ? 2 : 0);
      aMinuteLater(fixture);
    }
    for (const path of ['/page-api/say', '/commands/T0LINDGROVE/nobody'])
      expect((await post(path, message(4_000_001))).status).toBe(413);
  });

  it('may be a file of up to 50 MB, kept byte by byte', async () => {
    expect((await post('/upload/nobody', 'y'.repeat(4_000_001), 'text/csv')).status).toBe(404);
    expect((await post('/upload/nobody', 'y'.repeat(50_000_001), 'text/csv')).status).toBe(413);
    const content = '\uFEFFname;wort\nMara;Frühling\n';
    const { upload_url: to = '', file_id: id = '' } = await fixture.client.files.getUploadURLExternal({
      filename: 'words.csv',
      length: Buffer.byteLength(content),
    });
    expect((await post(new URL(to).pathname, content, 'text/csv')).status).toBe(200);
    expect(fixture.sandbox.world.uploads.find((file) => file.id === id)?.content).toBe(content);
  });
});

describe('a scheduled message', () => {
  const later = () => Math.floor(fixture.sandbox.core.clock.now() / 1000) + 3600;
  const anHourLater = () =>
    fixture.sandbox.page('clock', { to: fixture.sandbox.core.clock.now() + 3_601_000 });
  const texts = () => (fixture.sandbox.world.messages[channel] ?? []).map(({ text }) => text);

  it('is posted when its time has come', async () => {
    const scheduled = { channel, text: 'at its time', post_at: later() };
    expect(await call('chat.scheduleMessage', scheduled)).toBe('ok');
    expect(texts()).not.toContain('at its time');
    await anHourLater();
    expect(texts()).toContain('at its time');
  });

  it('with metadata is accepted and never posted, as Slack’s page of the method warns', async () => {
    const metadata = { event_type: 'lore_post', event_payload: { id: '1' } };
    const scheduled = { channel, text: 'never posted', post_at: later(), metadata };
    expect(await call('chat.scheduleMessage', scheduled)).toBe('ok');
    await anHourLater();
    expect(texts()).not.toContain('never posted');
  });

  it('is refused for a time that is past, too far away or none', async () => {
    const at = (postAt: unknown) => call('chat.scheduleMessage', { channel, text: 'x', post_at: postAt });
    expect(await at(later() - 7200)).toBe('time_in_past');
    expect(await at(later() + 121 * 86_400)).toBe('time_too_far');
    expect(await at('soon')).toBe('invalid_time');
  });
});
