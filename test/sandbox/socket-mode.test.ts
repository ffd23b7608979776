/** Socket Mode of the sandbox, as strict as Slack's, seen by a bare WebSocket. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { WebSocket } from 'undici';
import { isJson, parseJson, textAt, type Json } from '../../sandbox/json.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { anyText, manifest, SECRET } from './fixture.ts';
import { unhurriedMs } from '../support/unhurried.ts';

const APP = 'xapp-1-A0LORE0001-1-test';
const BOT = 'xoxb-test-token';

interface Bare {
  readonly socket: WebSocket;
  /** The next message. */
  readonly next: () => Promise<Json>;
  readonly acknowledge: (envelope: Json, payload?: Json) => void;
  readonly closed: Promise<unknown>;
}

async function connect(url: string): Promise<Bare> {
  const socket = new WebSocket(url);
  const arrived: Json[] = [];
  const lookers: (() => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const said = parseJson(String(data));
    if (isJson(said)) arrived.push(said);
    for (const look of lookers.splice(0)) look();
  });
  const closed = once(socket, 'close');
  await Promise.race([once(socket, 'open'), once(socket, 'error')]);
  return {
    socket,
    closed,
    next: async () => {
      while (arrived.length === 0) await new Promise<void>((resolve) => lookers.push(resolve));
      return arrived.shift() ?? {};
    },
    acknowledge: (envelope, payload = {}) =>
      socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload })),
  };
}

describe('Socket Mode', () => {
  let sandbox: Sandbox;
  const start = async (over: { isOff?: boolean; scopes?: readonly string[]; ackMs?: number } = {}) => {
    const base = manifest();
    sandbox = await startSandbox({
      port: 0,
      app: {
        manifest: {
          ...base,
          settings: { ...(base['settings'] as Json), socket_mode_enabled: over.isOff !== true },
        },
        eventsUrl: 'http://127.0.0.1:9/',
        signingSecret: SECRET,
        botToken: BOT,
        appToken: APP,
        ...(over.scopes === undefined ? {} : { appTokenScopes: over.scopes }),
      },
      retryDelaysMs: [0, 5, 10],
      ackMs: over.ackMs ?? unhurriedMs,
    });
  };
  afterEach(() => sandbox.close());
  const call = async (method: string, token: string): Promise<Json> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await (await fetch(`${sandbox.url}/api/${method}`, { method: 'POST', headers })).json()) as Json;
  };
  const open = async () => connect(textAt(await call('apps.connections.open', APP), 'url'));
  const say = (text: string) => sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text });
  const last = () => sandbox.world.messages['C0WEBSITE']?.at(-1);

  it('gives an address to the app-level token alone, with its scope', async () => {
    await start();
    expect(await call('apps.connections.open', APP)).toEqual({
      ok: true,
      url: expect.stringMatching(
        /^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[\w-]+&app_id=A0LORE0001$/,
      ) as unknown,
    });
    expect(await call('apps.connections.open', BOT)).toEqual({ ok: false, error: 'not_allowed_token_type' });
    expect(await call('apps.connections.open', 'xapp-1-nobody')).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
    expect(await call('users.list', APP)).toEqual({ ok: false, error: 'not_allowed_token_type' });
    await sandbox.close();
    await start({ scopes: ['authorizations:read'] });
    expect(await call('apps.connections.open', APP)).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'connections:write',
      provided: 'authorizations:read',
    });
  });

  it('greets, and takes each address once', async () => {
    await start();
    const url = textAt(await call('apps.connections.open', APP), 'url');
    const bare = await connect(url);
    expect(await bare.next()).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0LORE0001' },
      debug_info: { host: anyText, approximate_connection_time: 3600 },
    });
    expect((await connect(url)).socket.readyState).toBe(WebSocket.CLOSED);
  });

  it('that is switched off ends the connection and says so', async () => {
    await start({ isOff: true });
    const bare = await open();
    expect(await bare.next()).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
    await bare.closed;
  });

  it('sends a command in an envelope, and takes the answer out of the acknowledgement', async () => {
    await start();
    const bare = await open();
    await bare.next();
    const typed = say('/retro Website');
    const envelope = await bare.next();
    expect(envelope).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      envelope_id: anyText,
      payload: { command: '/retro', text: 'Website', team_id: 'T0LINDGROVE', trigger_id: anyText },
    });
    bare.acknowledge(envelope, { text: 'heard' });
    await typed;
    expect(last()).toMatchObject({ text: 'heard', ephemeralTo: 'U0MARA' });
  });

  it('reaches nobody without a connection, and waits three seconds for an acknowledgement of this envelope', async () => {
    await start({ ackMs: 40 });
    await say('/retro');
    expect(last()?.text).toBe('/retro failed with the error "dispatch_failed"');
    const bare = await open();
    await bare.next();
    const typed = say('/retro');
    bare.acknowledge({ ...(await bare.next()), envelope_id: 'another' });
    await typed;
    expect(last()?.text).toBe('/retro failed with the error "operation_timeout"');
  });

  it('sends an event again that was not acknowledged, and none that was', async () => {
    await start({ ackMs: 500 });
    const bare = await open();
    await bare.next();
    await sandbox.page('open-home', { as: 'U0MARA' });
    const first = await bare.next();
    expect(first).toMatchObject({ type: 'events_api', retry_attempt: 0, accepts_response_payload: false });
    const second = await bare.next();
    expect(second).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout', payload: first['payload'] });
    bare.acknowledge(second);
    await sandbox.idle();
    const event = sandbox.core.exchanges.all.filter(({ what }) => what === 'event app_home_opened');
    expect(event.map(({ outcome }) => outcome)).toEqual(['timeout', 'acknowledged']);
  });

  it('spreads envelopes over the connections; one that is to go takes them only where no other is left', async () => {
    await start();
    const seen: string[] = [];
    const listening = async (name: string) => {
      const bare = await open();
      await bare.next();
      bare.socket.addEventListener('message', ({ data }) => {
        const said = parseJson(String(data));
        if (!isJson(said) || said['type'] !== 'slash_commands') return;
        seen.push(name);
        bare.acknowledge(said);
      });
      return bare;
    };
    const one = await listening('one');
    const two = await listening('two');
    await say('/retro');
    await say('/retro');
    expect(seen.toSorted()).toEqual(['one', 'two']);
    sandbox.core.sockets.renew(1_000);
    expect(await one.next()).toMatchObject({ type: 'slash_commands' });
    expect(await one.next()).toMatchObject({ type: 'disconnect', reason: 'warning' });
    await say('/retro');
    expect(seen).toHaveLength(3);
    await listening('three');
    await say('/retro');
    await say('/retro');
    expect(seen.slice(3)).toEqual(['three', 'three']);
    await Promise.all([one.closed, two.closed]);
  });

  it('allows ten connections', async () => {
    await start();
    const { sockets } = sandbox.core;
    const all = await Promise.all(Array.from({ length: 11 }, () => connect(sockets.newUrl(sandbox.url))));
    const greetings = (await Promise.all(all.map((bare) => bare.next()))).map((said) => said['type']);
    expect(greetings.filter((type) => type === 'hello')).toHaveLength(10);
    expect(greetings.filter((type) => type === 'disconnect')).toHaveLength(1);
  });

  it('takes long and broken frames as a WebSocket does', async () => {
    await start();
    const bare = await open();
    await bare.next();
    const typed = say('/retro');
    const envelope = await bare.next();
    bare.socket.send('no JSON');
    bare.acknowledge(envelope, { text: 'x'.repeat(2_900), padding: 'y'.repeat(70_000) });
    await typed;
    expect(last()?.text).toBe('x'.repeat(2_900));
  });

  it('ends a connection that sends more than 4 MB at once, or anything but text', async () => {
    await start();
    const endOf = async (sent: string | Uint8Array<ArrayBuffer>) => {
      const { socket, closed } = await open();
      socket.send(sent);
      const [event] = (await closed) as [CloseEvent];
      return event.code;
    };
    expect(await endOf('x'.repeat(4_000_001))).toBe(1009);
    expect(await endOf(new Uint8Array(2))).toBe(1003);
  });

  it('takes no request that is for another host or asks for something else', async () => {
    await start();
    const { port } = new URL(sandbox.url);
    const ask = async (headers: Record<string, string>) => {
      const path = new URL(sandbox.core.sockets.newUrl(sandbox.url));
      const all = { connection: 'Upgrade', 'sec-websocket-version': '13', ...headers };
      const asking = request({ port, host: '127.0.0.1', path: path.pathname + path.search, headers: all });
      asking.end();
      const answered = Promise.race([once(asking, 'response'), once(asking, 'upgrade')]);
      const [answer] = (await answered) as [IncomingMessage];
      answer.destroy();
      return answer.statusCode;
    };
    const key = 'AAAAAAAAAAAAAAAAAAAAAA==';
    expect(await ask({ host: 'evil.example', upgrade: 'websocket', 'sec-websocket-key': key })).toBe(403);
    expect(await ask({ upgrade: 'h2c', 'sec-websocket-key': key })).toBe(400);
    expect(await ask({ upgrade: 'websocket' })).toBe(400);
    expect(sandbox.core.sockets.count()).toBe(0);
  });
});
