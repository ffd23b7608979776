import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { sign } from '../../sandbox/app/deliver.ts';
import { isJson, type Json, objectAt, parseJson, textAt } from '../../sandbox/json.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { unhurriedMs } from '../support/unhurried.ts';
import { anyText, errorOf, manifest, SECRET, startFixture } from './fixture.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A bare HTTP server as the app: what it got, and what it answers next. */
async function startBare(
  over: {
    answer?: (count: number) => { status: number; body?: string; headers?: Record<string, string> } | 'hang';
    ackMs?: number;
    retryDelaysMs?: readonly number[];
    manifest?: Json;
  } = {},
) {
  const received: Received[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (part: Buffer) => (body += part.toString()));
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, body });
      const answer = over.answer?.(received.length) ?? { status: 200 };
      if (answer === 'hang') return;
      outgoing.writeHead(answer.status, answer.headers);
      outgoing.end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sandbox = await startSandbox({
    port: 0,
    app: {
      manifest: over.manifest ?? manifest(),
      eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
      signingSecret: SECRET,
      botToken: 'xoxb-test-token',
    },
    ackMs: over.ackMs ?? unhurriedMs,
    retryDelaysMs: over.retryDelaysMs ?? [0, 5, 10],
  });
  const close = async () => {
    await sandbox.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { sandbox, received, close };
}

const say = (sandbox: Sandbox, text: string, over: Json = {}) =>
  sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text, ...over });
const last = (sandbox: Sandbox, channelId = 'C0WEBSITE') => sandbox.world.messages[channelId]?.at(-1);

describe('a slash command', () => {
  it('arrives signed, as a form with everything Slack sends', async () => {
    const { sandbox, received, close } = await startBare();
    const before = Math.floor(Date.now() / 1000);
    expect(await say(sandbox, '/retro  Website relaunch with @priya in #people-private')).toEqual({
      ok: true,
    });
    const [request] = received;
    const timestamp = Number(request?.headers['x-slack-request-timestamp']);
    expect(timestamp).toBeGreaterThanOrEqual(before);
    expect(timestamp).toBeLessThanOrEqual(Date.now() / 1000);
    expect(request?.headers['x-slack-signature']).toBe(sign(SECRET, timestamp, request?.body ?? ''));
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      command: '/retro',
      text: 'Website relaunch with <@U0PRIYA|priya> in <#C0PEOPLE|>',
      team_id: 'T0LINDGROVE',
      team_domain: 'lindgrove',
      channel_id: 'C0WEBSITE',
      channel_name: 'website-relaunch',
      user_id: 'U0MARA',
      api_app_id: sandbox.core.app.id,
      trigger_id: anyText,
      response_url: expect.stringContaining(sandbox.url) as unknown,
    });
    await close();
  });

  it('that is unknown, in a thread, or typed by somebody of another organisation never reaches the app', async () => {
    const { sandbox, received, close } = await startBare();
    await say(sandbox, '/foo');
    expect(last(sandbox)).toMatchObject({ userId: 'USLACKBOT', ephemeralTo: 'U0MARA' });
    expect(last(sandbox)?.text).toContain('`/foo` is not a valid command');
    const threadTs = sandbox.world.messages['C0WEBSITE']?.[0]?.ts;
    await say(sandbox, '/retro', { threadTs });
    expect(last(sandbox)?.text).toContain('is not supported in threads');
    await say(sandbox, '/retro', { as: 'U0FREYA', channelId: 'C0HARBOUR' });
    expect(last(sandbox, 'C0HARBOUR')?.text).toContain('is not a valid command');
    expect(received).toHaveLength(0);
    await close();
  });

  it('that is not acknowledged in time fails with operation_timeout', async () => {
    const { sandbox, close } = await startBare({ answer: () => 'hang', ackMs: 30 });
    await say(sandbox, '/retro');
    expect(last(sandbox)?.text).toBe('/retro failed with the error "operation_timeout"');
    await close();
  });

  it('is answered with text for oneself, or in the channel with what was typed', async () => {
    const answers = ['just text', JSON.stringify({ response_type: 'in_channel', text: 'for all' })];
    const { sandbox, close } = await startBare({
      answer: (count) => ({ status: 200, body: answers[count - 1] ?? '' }),
    });
    await say(sandbox, '/retro help');
    expect(last(sandbox)).toMatchObject({ text: 'just text', ephemeralTo: 'U0MARA' });
    await say(sandbox, '/retro loud');
    expect(sandbox.world.messages['C0WEBSITE']?.slice(-2)).toMatchObject([
      { text: '/retro loud', userId: 'U0MARA' },
      { text: 'for all', ephemeralTo: null },
    ]);
    await close();
  });

  it('gives a response_url that works five times', async () => {
    const { sandbox, received, close } = await startBare();
    await say(sandbox, '/retro');
    const url = new URLSearchParams(received[0]?.body).get('response_url') ?? '';
    const respond = (body: Json) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
    expect((await respond({ blocks: [{ type: 'nonsense' }] })).status).toBe(400);
    for (let use = 0; use < 4; use += 1) expect((await respond({ text: `use ${use}` })).status).toBe(200);
    expect(last(sandbox)).toMatchObject({ text: 'use 3', ephemeralTo: 'U0MARA' });
    const sixth = await respond({ text: 'once more' });
    expect(sixth.status).toBe(404);
    expect(await sixth.json()).toMatchObject({ error: 'used_url' });
    await close();
  });
});

const openHome = (sandbox: Sandbox) => sandbox.page('open-home', { as: 'U0MARA' });
const eventOf = (received: Received | undefined): Json => {
  const body = parseJson(received?.body ?? '');
  return isJson(body) ? body : {};
};

describe('an event', () => {
  it('arrives in an envelope with its id and for whom it is', async () => {
    const { sandbox, received, close } = await startBare();
    await openHome(sandbox);
    await sandbox.idle();
    expect(eventOf(received[0])).toMatchObject({
      type: 'event_callback',
      team_id: 'T0LINDGROVE',
      event_id: expect.stringMatching(/^Ev/) as unknown,
      authorizations: [{ team_id: 'T0LINDGROVE', user_id: 'U0LOREBOT', is_bot: true }],
      event: { type: 'app_home_opened', user: 'U0MARA', channel: 'D0MARA', tab: 'home' },
    });
    expect(objectAt(eventOf(received[0]), 'event')).not.toHaveProperty('view');
    await close();
  });

  it('is sent again three times, with the same id and the reason, and no more', async () => {
    const { sandbox, received, close } = await startBare({ answer: () => ({ status: 500 }) });
    await openHome(sandbox);
    await sandbox.idle();
    expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(received.map((each) => textAt(eventOf(each), 'event_id'))).size).toBe(1);
    await close();
  });

  it('is sent again after a time-out, and not once it was acknowledged', async () => {
    const { sandbox, received, close } = await startBare({
      ackMs: 500,
      answer: (count) => {
        if (count === 1) return 'hang';
        // However busy the machine is.
        Object.assign(sandbox.core, { ackMs: unhurriedMs });
        return { status: 200 };
      },
    });
    await openHome(sandbox);
    await sandbox.idle();
    expect(received).toHaveLength(2);
    expect(received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
    await close();
  });

  it('is not sent again when the app says so', async () => {
    const { sandbox, received, close } = await startBare({
      answer: () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }),
    });
    await openHome(sandbox);
    await sandbox.idle();
    expect(received).toHaveLength(1);
    await close();
  });

  it('that the manifest does not subscribe to, or of a private channel without the bot, is not sent', async () => {
    const { sandbox, received, close } = await startBare();
    await say(sandbox, 'a message that nobody subscribed to');
    await sandbox.page('channel', { as: 'U0SEUN', channelId: 'C0BUDGET', change: 'archive' });
    await sandbox.page('membership', { as: 'U0NOOR', channelId: 'C0COFFEE', change: 'join' });
    await sandbox.idle();
    expect(received).toHaveLength(0);
    await close();
  });

  it('tells of members, channels, people and the end of an installation', async () => {
    const { sandbox, received, close } = await startBare();
    await sandbox.page('membership', { as: 'U0SEUN', channelId: 'C0WEBSITE', change: 'join' });
    await sandbox.page('membership', { as: 'U0SEUN', channelId: 'C0WEBSITE', change: 'remove bot' });
    await sandbox.page('membership', { as: 'U0MARA', channelId: 'C0WEBSITE', change: 'add bot' });
    await sandbox.page('channel', {
      as: 'U0MARA',
      channelId: 'C0WEBSITE',
      change: 'rename',
      name: 'website',
    });
    await sandbox.page('channel', { as: 'U0MARA', channelId: 'C0WEBSITE', change: 'archive' });
    await sandbox.page('channel', { as: 'U0SEUN', channelId: 'C0PEOPLE', change: 'archive' });
    await sandbox.page('person', { as: 'U0INES', userId: 'U0WILL', change: { kind: 'deactivate' } });
    sandbox.shareChannel('C0LEARNING', 'T0HARBOUR01');
    sandbox.deleteChannel('C0LEARNING', 'U0INES');
    sandbox.uninstall();
    await sandbox.idle();
    const events = received.map((each) => objectAt(eventOf(each), 'event'));
    const types = events.map((event) => textAt(event, 'type')).sort();
    expect(types).toEqual(
      [
        'member_joined_channel',
        'member_left_channel',
        'member_joined_channel',
        'channel_rename',
        'channel_archive',
        'group_archive',
        'user_change',
        'channel_shared',
        'channel_deleted',
        'app_uninstalled',
        'tokens_revoked',
      ].sort(),
    );
    expect(events.find((event) => event['type'] === 'user_change')).toMatchObject({
      user: { id: 'U0WILL', deleted: true },
    });
    await close();
  });

  it('of a message comes with the subscription and the history scope', async () => {
    const { sandbox, received, close } = await startBare({
      manifest: manifest({ events: ['message.channels', 'message.groups'], scopes: ['channels:history'] }),
    });
    await say(sandbox, 'hello <world>');
    await sandbox.page('say', { as: 'U0CAROL', channelId: 'C0PEOPLE', text: 'private' });
    await sandbox.idle();
    expect(received.map((each) => objectAt(eventOf(each), 'event'))).toMatchObject([
      { type: 'message', channel_type: 'channel', user: 'U0MARA', text: 'hello &lt;world&gt;' },
    ]);
    await close();
  });
});

describe('a trigger', () => {
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
  it('opens one view, once, within three seconds', async () => {
    const triggers: string[] = [];
    let wall = Date.now();
    const fixture = await startFixture(
      (app: App) =>
        app.command('/retro', async ({ ack, body }) => {
          triggers.push(body.trigger_id);
          await ack();
        }),
      { now: () => wall },
    );
    await say(fixture.sandbox, '/retro');
    await say(fixture.sandbox, '/retro');
    const open = (trigger_id = '') => errorOf(fixture.client.views.open({ trigger_id, view }));
    expect(await open(triggers[0])).toBe('ok');
    expect(await open(triggers[0])).toBe('exchanged_trigger_id');
    expect(await errorOf(fixture.client.views.push({ trigger_id: triggers[1] ?? '', view }))).toBe(
      'invalid_trigger_id',
    );
    wall += 3001;
    expect(await open(triggers[1])).toBe('expired_trigger_id');
    expect(await open('nonsense')).toBe('invalid_trigger_id');
    await fixture.close();
  });
});
