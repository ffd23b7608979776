import { request } from 'node:http';
import type { App } from '@slack/bolt';
import type { Json } from '../../sandbox/json.ts';
import type { MessageView, Snapshot } from '../../sandbox/protocol.ts';
import { anyText, startFixture, type Fixture } from './fixture.ts';
import { until } from '../support/unhurried.ts';

let fixture: Fixture;
const pressed: Json[] = [];
const shortcuts: Json[] = [];
const listen = (app: App): void => {
  app.action('go', async ({ ack, body }) => {
    pressed.push(body as object as Json);
    await ack();
  });
  app.shortcut(/.*/, async ({ ack, body }) => {
    shortcuts.push(body as object as Json);
    await ack();
  });
};
beforeAll(async () => {
  fixture = await startFixture(listen);
});
afterAll(() => fixture.close());

const page = (name: string, body: Json) => fixture.sandbox.page(name, body);
const say = (as: string, channelId: string, text: string, over: Json = {}) =>
  page('say', { as, channelId, text, ...over });
const historyOf = async (
  as: string,
  channelId: string,
  over: Json = {},
): Promise<readonly MessageView[] | undefined> =>
  (await page('history', { as, channelId, ...over }))['messages'] as readonly MessageView[] | undefined;

/** What a page hears, as text; `until` waits for a piece of it. */
async function listenAs(userId: string) {
  const stream = new WebSocket(`${fixture.sandbox.url.replace('http', 'ws')}/page-api/events?as=${userId}`);
  let heard = '';
  stream.addEventListener('message', ({ data }) => (heard += `${String(data)}\n`));
  await new Promise((resolve) => stream.addEventListener('open', resolve));
  return {
    heard: () => heard,
    until: (text: string) => until(() => heard.includes(text), `never heard: ${text}`),
    close: () =>
      new Promise((resolve) => {
        stream.addEventListener('close', resolve);
        stream.close();
      }),
  };
}

const goButton = [
  {
    type: 'actions' as const,
    block_id: 'b',
    elements: [
      {
        type: 'button' as const,
        action_id: 'go',
        value: '42',
        text: { type: 'plain_text' as const, text: 'Go' },
      },
    ],
  },
];
const press = (as: string, channelId: string, ts: string, over: Json = {}) =>
  page('act', {
    as,
    where: { kind: 'message', channelId, ts },
    blockId: 'b',
    actionId: 'go',
    value: { kind: 'button' },
    inputs: {},
    ...over,
  });

describe('the company', () => {
  it('has people of every kind, over five zones and three languages', async () => {
    const { snapshot } = (await page('snapshot', { as: 'U0MARA' })) as { snapshot: Snapshot };
    const ours = snapshot.people.filter((person) => person.teamName === 'Lindgrove');
    expect(ours.length).toBeGreaterThanOrEqual(14);
    expect(new Set(ours.map((person) => person.tz)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(ours.map((person) => person.locale)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(snapshot.people.map((person) => person.standing))).toEqual(
      new Set(['member', 'guest', 'external', 'deactivated']),
    );
    expect(snapshot.me).toMatchObject({ id: 'U0MARA', name: 'Mara Ebner', standing: 'member' });
    expect(snapshot.commands).toMatchObject([{ command: '/retro' }]);
    expect(snapshot.conversations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['website-relaunch', 'general', 'harbour-launch', 'Lore', 'Lore home']),
    );
  });

  it('shows private channels to members, and other organisations only what is shared with them', async () => {
    const namesFor = async (as: string) =>
      ((await page('snapshot', { as })) as { snapshot: Snapshot }).snapshot.conversations.map(
        ({ name }) => name,
      );
    expect(await namesFor('U0MARA')).not.toContain('people-private');
    expect(await namesFor('U0CAROL')).toContain('people-private');
    expect(await namesFor('U0FREYA')).toEqual(['harbour-launch']);
    expect(await namesFor('U0SAM')).toEqual(['website-relaunch', 'Lore', 'Lore home']);
  });
});

describe('a mention that was chosen', () => {
  it('is Slack’s mention in a message, and a handle in a command', async () => {
    const mentions = ['U0PRIYA'];
    await say('U0MARA', 'C0WEBSITE', 'ask @Priya Raghunathan & @Priya', { mentions });
    const last = fixture.sandbox.world.messages['C0WEBSITE']?.at(-1);
    expect(last?.text).toBe('ask <@U0PRIYA> &amp; @Priya');
    await say('U0MARA', 'C0WEBSITE', '/retro with @Priya Raghunathan', { mentions });
    const { detail } = fixture.sandbox.core.exchanges.all.at(-1) ?? { detail: '' };
    expect(detail).toMatch(/"text": "with <@U0PRIYA\|[\w.]+>"/);
  });
});

describe('pages', () => {
  it('hear of messages in their conversations, and of nobody else’s', async () => {
    const [mara, carol] = [await listenAs('U0MARA'), await listenAs('U0CAROL')];
    await say('U0KATRIN', 'C0PEOPLE', 'only for people-private');
    await fixture.client.chat.postEphemeral({
      channel: 'C0GENERAL',
      user: 'U0CAROL',
      text: 'only for Carol',
    });
    await say('U0PRIYA', 'C0WEBSITE', 'only for the project');
    await say('U0SEUN', 'C0GENERAL', 'that was the last word');
    await mara.until('that was the last word');
    await carol.until('that was the last word');
    const words = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{"type":"message"'))
        .join('\n');
    expect(words(mara.heard())).toContain('only for the project');
    expect(words(mara.heard())).not.toMatch(/only for people-private|only for Carol/);
    expect(words(carol.heard())).toContain('only for people-private');
    expect(words(carol.heard())).toContain('only for Carol');
    expect(words(carol.heard())).not.toContain('only for the project');
    await mara.close();
    await carol.close();
  });

  it('hear of changes, deletions, replies and a new Home', async () => {
    const mara = await listenAs('U0MARA');
    const { ts = '' } = await fixture.client.chat.postMessage({ channel: 'C0WEBSITE', text: 'first words' });
    await fixture.client.chat.update({ channel: 'C0WEBSITE', ts, text: 'second words' });
    await say('U0PRIYA', 'C0WEBSITE', 'a reply', { threadTs: ts });
    await mara.until('"replyCount":1');
    expect(mara.heard()).toContain('"isEdited":true');
    await fixture.client.chat.delete({ channel: 'C0WEBSITE', ts });
    await mara.until('"type":"message_deleted"');
    await fixture.client.views.publish({ user_id: 'U0MARA', view: { type: 'home', blocks: [] } });
    await mara.until('"type":"home"');
    await mara.close();
  });

  it('read only the history of their own conversations', async () => {
    expect(await historyOf('U0MARA', 'C0PEOPLE')).toBeUndefined();
    expect(await historyOf('U0SAM', 'C0GENERAL')).toBeUndefined();
    const history = await historyOf('U0FREYA', 'C0HARBOUR');
    expect(history?.map(({ author }) => author)).toContain('Freya Solheim');
    const thread = await historyOf('U0FREYA', 'C0HARBOUR', { threadTs: history?.[0]?.ts });
    expect(thread?.map(({ author }) => author)).toEqual(['Freya Solheim', 'Will Tautahi']);
  });

  it('do nothing for the deactivated, the unknown and the bot', async () => {
    for (const as of ['U0LEILA', 'U0NOBODY', 'U0LOREBOT'])
      expect(await say(as, 'C0GENERAL', 'hello')).toMatchObject({ ok: false });
  });

  it('are served to this machine by its own names only, and may act only when served from here', async () => {
    const port = Number(new URL(fixture.sandbox.url).port);
    const status = (headers: Record<string, string>, method = 'GET', path = '/sandbox/time') =>
      new Promise<number | undefined>((resolve) => {
        request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end(method === 'POST' ? '{"as":"U0MARA"}' : undefined);
      });
    const json = { 'content-type': 'application/json' };
    expect(await status({ host: `localhost:${port}` })).toBe(200);
    expect(await status({ host: 'evil.example' })).toBe(403);
    const receiver = '/page-api/snapshot';
    expect(
      await status(
        { ...json, host: `localhost:${port}`, origin: `http://localhost:${port}` },
        'POST',
        receiver,
      ),
    ).toBe(200);
    expect(
      await status({ ...json, host: `localhost:${port}`, origin: 'http://evil.example' }, 'POST', receiver),
    ).toBe(403);
    expect(await status({ host: `localhost:${port}`, 'content-type': 'text/plain' }, 'POST', receiver)).toBe(
      403,
    );
    expect(await status({ host: `localhost:${port}` }, 'POST', '/control/world')).toBe(404);
  });

  it('may listen only as somebody of the company, and only when served from here', async () => {
    const { port } = new URL(fixture.sandbox.url);
    const upgrade = (as: string, origin: string) =>
      new Promise<number | undefined>((resolve) => {
        const asking = request({
          port,
          host: '127.0.0.1',
          path: `/page-api/events?as=${as}`,
          headers: {
            origin,
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          },
        });
        asking.on('upgrade', (answer, socket) => {
          socket.destroy();
          resolve(answer.statusCode);
        });
        asking.on('response', (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asking.end();
      });
    const here = `http://127.0.0.1:${port}`;
    expect(await upgrade('U0MARA', here)).toBe(101);
    expect(await upgrade('U0MARA', 'http://evil.example')).toBe(403);
    expect(await upgrade('U0NOBODY', here)).toBe(403);
    expect(await upgrade('U0LOREBOT', here)).toBe(403);
  });

  it('get the page’s modules as JavaScript, and nothing from beside it', async () => {
    const get = (path: string) => fetch(fixture.sandbox.url + path);
    const module = await get('/page/api.ts');
    expect(module.headers.get('content-type')).toContain('text/javascript');
    expect(await module.text()).not.toContain('import type');
    expect(module.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(module.headers.get('cache-control')).toBe('no-store');
    expect(await (await get('/page/main.tsx')).text()).toContain('preact/jsx-runtime');
    expect((await get('/')).headers.get('content-type')).toContain('text/html');
    const preact = await get('/vendor/preact/dist/preact.mjs');
    expect(preact.status).toBe(200);
    expect(preact.headers.get('content-type')).toContain('text/javascript');
    expect(preact.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await get('/page/%2e%2e/server.ts')).status).toBe(404);
    expect((await get('/vendor/preact/..%2f..%2fpackage.json')).status).toBe(404);
  });
});

describe('a press on a message', () => {
  it('carries the message, the button’s own value, and ways to answer', async () => {
    const { ts = '' } = await fixture.client.chat.postMessage({
      channel: 'C0WEBSITE',
      text: 'press',
      blocks: goButton,
    });
    expect(await press('U0MARA', 'C0WEBSITE', ts)).toEqual({ ok: true });
    expect(pressed.at(-1)).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, channel_id: 'C0WEBSITE', is_ephemeral: false },
      channel: { id: 'C0WEBSITE', name: 'website-relaunch' },
      message: { ts, text: 'press', bot_id: 'B0LORE0001' },
      actions: [{ action_id: 'go', block_id: 'b', value: '42', type: 'button' }],
      trigger_id: anyText,
    });
    const respond = (body: Json) =>
      fetch(String(pressed.at(-1)?.['response_url']), { method: 'POST', body: JSON.stringify(body) });
    await respond({ replace_original: true, text: 'replaced' });
    expect((await historyOf('U0MARA', 'C0WEBSITE'))?.at(-1)).toMatchObject({
      text: 'replaced',
      blocks: [],
      isEdited: true,
    });
    expect(await press('U0MARA', 'C0WEBSITE', ts)).toMatchObject({ ok: false });
    await respond({ delete_original: true });
    expect((await historyOf('U0MARA', 'C0WEBSITE'))?.map((message) => message.ts)).not.toContain(ts);
  });

  it('by somebody of another organisation names their team; by somebody who is not there it does nothing', async () => {
    const { ts = '' } = await fixture.client.chat.postMessage({
      channel: 'C0HARBOUR',
      text: 'press',
      blocks: goButton,
    });
    expect(await press('U0FREYA', 'C0HARBOUR', ts)).toEqual({ ok: true });
    expect(pressed.at(-1)).toMatchObject({
      user: { id: 'U0FREYA', team_id: 'T0HARBOUR01' },
      team: { id: 'T0HARBOUR01' },
      context_team_id: 'T0LINDGROVE',
    });
    const before = pressed.length;
    expect(await press('U0NOOR', 'C0HARBOUR', ts)).toMatchObject({ ok: false });
    expect(pressed).toHaveLength(before);
  });

  it('can be forged by a test, signed all the same', async () => {
    const actions = [{ type: 'button', action_id: 'go', block_id: 'b', value: 'forged', action_ts: '1.0' }];
    const team = { id: 'T0LINDGROVE', domain: 'lindgrove' };
    expect(
      await fixture.sandbox.sendPayload({ type: 'block_actions', user: { id: 'U0MARA' }, team, actions }),
    ).toBe(200);
    expect(pressed.at(-1)).toMatchObject({ actions: [{ value: 'forged' }] });
  });
});

describe('a shortcut', () => {
  it('on a message carries it; global ones carry no channel; neither is there for other organisations', async () => {
    const ts = fixture.sandbox.world.messages['C0HARBOUR']?.[0]?.ts ?? '';
    const save = { callbackId: 'share.save', message: { channelId: 'C0HARBOUR', ts } };
    expect(await page('shortcut', { as: 'U0WILL', ...save })).toEqual({ ok: true });
    expect(shortcuts.at(-1)).toMatchObject({
      type: 'message_action',
      message_ts: ts,
      channel: { id: 'C0HARBOUR' },
      message: { user: 'U0FREYA' },
    });
    expect(await page('shortcut', { as: 'U0WILL', callbackId: 'retro.start' })).toEqual({ ok: true });
    expect(shortcuts.at(-1)).toMatchObject({ type: 'shortcut', callback_id: 'retro.start' });
    expect(shortcuts.at(-1)).not.toHaveProperty('channel');
    expect(await page('shortcut', { as: 'U0FREYA', ...save })).toMatchObject({ ok: false });
    expect(
      await page('shortcut', {
        as: 'U0MARA',
        callbackId: 'share.save',
        message: { channelId: 'C0PEOPLE', ts: '1' },
      }),
    ).toMatchObject({ ok: false });
  });
});

describe('a body that is not as agreed', () => {
  it('is refused with a sentence', async () => {
    expect(await page('say', { as: 'U0MARA' })).toMatchObject({ ok: false, message: anyText });
    expect(await page('act', { as: 'U0MARA', where: { kind: 'moon' } })).toMatchObject({ ok: false });
    expect(await page('constructor', { as: 'U0MARA' })).toMatchObject({ ok: false });
  });
});
