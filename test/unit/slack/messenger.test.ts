import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { channelId, teamId, userId } from '../../../src/core/ids.ts';
import { cards } from '../../../src/core/kit/cards.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { escape } from '../../../src/core/text.ts';
import type { Messenger } from '../../../src/jobs/messenger.ts';
import { heldMessenger } from '../../../src/jobs/held-messenger.ts';
import { makeClients, webClient } from '../../../src/slack/api/clients.ts';
import { makeMessenger } from '../../../src/slack/api/messenger.ts';
import { unhurriedMs } from '../../support/unhurried.ts';

const team = teamId('T1');
const channel = channelId('C1');
const message = { text: escape('hello'), blocks: [] };
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  setName: () => undefined,
} as const;

type Handler = (request: IncomingMessage, response: ServerResponse, body: URLSearchParams) => void;

describe('the messenger', () => {
  let handler: Handler;
  let bodies: { readonly method: string; readonly body: URLSearchParams }[];
  let url: string;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += String(part)));
    request.on('end', () => {
      const body = new URLSearchParams(text);
      bodies.push({ method: (request.url ?? '').replace('/api/', ''), body });
      handler(request, response, body);
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api/`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    bodies = [];
  });

  /** @param ms after which a call counts as unanswered; a busy machine may take long to hear its own answer */
  const messenger = (at = url, ms = unhurriedMs): Messenger => {
    const logger = { ...silent, getLevel: () => 'error' as never };
    const client = webClient('xoxb-1', { slackApiUrl: at, logger }, ms);
    return makeMessenger({
      interactiveMs: 8_000,
      interactive: async () => client,
      background: async () => client,
    });
  };
  const json =
    (body: unknown, status = 200, headers: Record<string, string> = {}): Handler =>
    (_, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
  const post = (at?: string) => messenger(at).post(team, { channel }, message, 'd1', ['m1', 'm2']);

  it('sends nothing for a workspace for which Lore does not run', async () => {
    handler = json({ ok: true, ts: '17.5' });
    const logger = { ...silent, getLevel: () => 'error' as never };
    const clients = makeClients(async (of) => ({ token: of === team ? 'xoxb-1' : null }), {
      slackApiUrl: url,
      logger,
    });
    const both = makeMessenger(clients);
    const other = teamId('T2');
    const refused = { kind: 'refused', error: 'not_installed' };
    expect(await both.post(other, { channel }, message, 'd1', [])).toEqual(refused);
    expect(await both.home(other, userId('U1'), { type: 'home', blocks: [] })).toEqual(refused);
    expect(bodies).toEqual([]);
    expect(await both.post(team, { channel }, message, 'd1', [])).toMatchObject({ kind: 'done' });
  });

  it('posts nothing if another process may be at work there since the token was asked for', async () => {
    handler = json({ ok: true, ts: '17.5' });
    let isHeld = true;
    const logger = { ...silent, getLevel: () => 'error' as never };
    const slow = makeClients(
      async () => {
        isHeld = false;
        return { token: 'xoxb-1' };
      },
      { slackApiUrl: url, logger },
    );
    const held = heldMessenger(makeMessenger(slow), () => isHeld);
    expect(await held.post(team, { channel }, message, 'd1', [])).toEqual({ kind: 'unreached' });
    isHeld = true;
    expect(await held.update(team, { channel, ts: '17.5' }, message)).toEqual({ kind: 'unreached' });
    expect(bodies).toEqual([]);
  });

  it('posts once, with the delivery in the metadata, and without previews', async () => {
    handler = json({ ok: true, ts: '17.5' });
    expect(await messenger().post(team, { channel, threadTs: '1.2' }, message, 'd1', ['m1', 'm2'])).toEqual({
      kind: 'done',
      ts: '17.5',
    });
    const [call] = bodies;
    expect(call?.method).toBe('chat.postMessage');
    expect(Object.fromEntries(call?.body ?? [])).toMatchObject({
      channel: 'C1',
      thread_ts: '1.2',
      text: 'hello',
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: '{"event_type":"lore_delivery","event_payload":{"id":"d1","posts":"m1 m2"}}',
    });
  });

  it('posts and updates in sections where Slack refuses cards, and nothing else is tried twice', async () => {
    const { text, blocks } = messageOf(
      cards([{ title: escape('Title'), body: escape('Body'), buttons: [] }]),
    );
    const shown = { text, blocks };
    const refusing: Handler = (...call) => {
      const isCard = call[2].get('blocks')?.includes('"card"') === true;
      json(isCard ? { ok: false, error: 'invalid_blocks' } : { ok: true, ts: '17.5' })(...call);
    };
    handler = refusing;
    const done = { kind: 'done', ts: '17.5' };
    expect(await messenger().post(team, { channel }, shown, 'd1', [])).toEqual(done);
    expect(await messenger().update(team, { channel, ts: '17.5' }, shown)).toEqual(done);
    const kinds = bodies.map(({ body }) =>
      (JSON.parse(body.get('blocks') ?? '[]') as { type: string }[]).map(({ type }) => type),
    );
    expect(kinds).toEqual([['card'], ['section'], ['card'], ['section']]);
    expect(bodies.map(({ body }) => body.get('text'))).toEqual(Array(4).fill('Title\nBody'));
    expect(bodies[1]?.body.get('metadata')).toBe(bodies[0]?.body.get('metadata'));
    bodies = [];
    handler = json({ ok: false, error: 'invalid_blocks' });
    expect(await post()).toEqual({ kind: 'refused', error: 'invalid_blocks' });
    expect(bodies).toHaveLength(1);
    handler = json({ ok: false, error: 'is_archived' });
    await messenger().post(team, { channel }, shown, 'd1', []);
    expect(bodies).toHaveLength(2);
  });

  it('updates text as text, so that Slack parses nothing in it', async () => {
    handler = json({ ok: true, ts: '17.5' });
    await messenger().update(team, { channel, ts: '17.5' }, message);
    expect(bodies[0]?.body.get('parse')).toBe('none');
  });

  it.each<[string, Handler, object]>([
    [
      'a refusal of Slack',
      json({ ok: false, error: 'is_archived' }),
      { kind: 'refused', error: 'is_archived' },
    ],
    ['a rate limit', json({}, 429, { 'retry-after': '7' }), { kind: 'later', afterMs: 7_000 }],
    ['an error of the server', json({}, 500), { kind: 'unknown' }],
    ['Slack not knowing itself', json({ ok: false, error: 'internal_error' }), { kind: 'unknown' }],
    [
      'an answer that is cut off',
      (_, response) => response.writeHead(200).end('{"ok":tr'),
      { kind: 'unknown' },
    ],
    ['an answer without a ts', json({ ok: true }), { kind: 'unknown' }],
    ['a connection that is reset', (request) => request.socket.destroy(), { kind: 'unknown' }],
  ])('tells %s apart, and never tries twice', async (_, how, outcome) => {
    handler = how;
    expect(await post()).toEqual(outcome);
    expect(bodies).toHaveLength(1);
  });

  it('does not know what became of what is not answered in time, and never tries twice', async () => {
    handler = () => undefined;
    expect(await messenger(url, 300).post(team, { channel }, message, 'd1', ['m1', 'm2'])).toEqual({
      kind: 'unknown',
    });
    expect(bodies.length).toBeLessThan(2);
  });

  it('opens a direct message and publishes a Home', async () => {
    handler = json({ ok: true, channel: { id: 'D1' } });
    expect(await messenger().direct(team, userId('U1'))).toEqual({ kind: 'open', channel: 'D1' });
    handler = json({ ok: false, error: 'user_not_found' });
    expect(await messenger().direct(team, userId('U1'))).toEqual({
      kind: 'refused',
      error: 'user_not_found',
    });
    handler = json({ ok: true, view: {} });
    expect(await messenger().home(team, userId('U1'), { type: 'home', blocks: [] })).toMatchObject({
      kind: 'done',
    });
  });

  describe('that looks a delivery up', () => {
    const with_ = (id: string) => ({
      ts: '9.9',
      metadata: { event_type: 'lore_delivery', event_payload: { id } },
    });
    const find = (threadTs?: string) =>
      messenger().find(team, channel, { id: 'd1', mark: null }, 1_000_000_000, threadTs);

    it('finds it by its id, page after page, from a little before it was decided', async () => {
      handler = (request, response, body) => {
        const isFirst = body.get('cursor') === null;
        json(
          isFirst
            ? { ok: true, messages: [with_('d2'), { ts: '1.0' }], response_metadata: { next_cursor: 'more' } }
            : { ok: true, messages: [with_('d1')] },
        )(request, response, body);
      };
      expect(await find()).toEqual({ kind: 'found', ts: '9.9' });
      expect(bodies.map(({ method }) => method)).toEqual(['conversations.history', 'conversations.history']);
      expect(bodies[0]?.body.get('oldest')).toBe('999940');
      expect(bodies[0]?.body.get('include_all_metadata')).toBe('true');
    });

    it('says that it is absent only when it has read everything', async () => {
      handler = json({ ok: true, messages: [with_('d2')] });
      expect(await find('1.1')).toEqual({ kind: 'absent' });
      expect(bodies[0]?.method).toBe('conversations.replies');
      handler = json({ ok: true, messages: [], response_metadata: { next_cursor: 'more' } });
      expect(await find()).toEqual({ kind: 'unknown' });
    });

    it('does not know where Slack shows a message of Lore’s without its metadata: what is looked for may be that one', async () => {
      const said = (message: object) => {
        const messages = [{ ts: '1.5', user: 'ULORE', bot_id: 'B1', ...message }];
        handler = (request, response, body) => {
          const isAuth = request.url?.endsWith('auth.test') === true;
          json(isAuth ? { ok: true, user_id: 'ULORE' } : { ok: true, messages })(request, response, body);
        };
      };
      said({});
      expect(await find()).toEqual({ kind: 'unknown' });
      expect(await find('1.1')).toEqual({ kind: 'unknown' });
      // Those never have any.
      for (const other of [{ user: 'UOTHER' }, { subtype: 'channel_join' }, { files: [{ id: 'F1' }] }]) {
        said(other);
        expect(await find()).toEqual({ kind: 'absent' });
      }
    });

    it('takes no message of another app for it, whatever its metadata says', async () => {
      const by = (user: string) => ({ ...with_('d1'), user, bot_id: 'B1' });
      handler = (request, response, body) => {
        const isAuth = request.url?.endsWith('auth.test') === true;
        const messages = [{ ...by('UOTHER'), ts: '1.1' }, by('ULORE')];
        json(isAuth ? { ok: true, user_id: 'ULORE' } : { ok: true, messages })(request, response, body);
      };
      expect(await find()).toEqual({ kind: 'found', ts: '9.9' });
    });

    it('cannot without the scope, and does not know after a failure', async () => {
      handler = json({ ok: false, error: 'missing_scope' });
      expect(await find()).toEqual({ kind: 'cannot' });
      handler = json({}, 503);
      expect(await find()).toEqual({ kind: 'unknown' });
    });
  });

  describe('asked whether somebody keeps Slack quiet', () => {
    const now = Date.UTC(2026, 10, 24, 9);
    const told = async (answer: unknown) => {
      handler = json(answer);
      return messenger().quietUntil(team, userId('U1'), now);
    };
    const hours = (start: number, end: number, enabled = true) => ({
      ok: true,
      dnd_enabled: enabled,
      next_dnd_start_ts: (now + start) / 1000,
      next_dnd_end_ts: (now + end) / 1000,
    });
    const known = (until: number | null) => ({ kind: 'known', until });

    it('says until when, by their hours or by hand, and nothing of what is over or to come', async () => {
      expect(await told(hours(-60_000, 3_600_000))).toEqual(known(now + 3_600_000));
      expect(await told(hours(60_000, 3_600_000))).toEqual(known(null));
      expect(await told(hours(-60_000, 3_600_000, false))).toEqual(known(null));
      const snooze = { snooze_enabled: true, snooze_endtime: (now + 1_800_000) / 1000 };
      expect(await told({ ...hours(60_000, 3_600_000), ...snooze })).toEqual(known(now + 1_800_000));
      expect(bodies.map(({ method, body }) => [method, body.get('user')])).toContainEqual(['dnd.info', 'U1']);
    });

    it('knows nothing where the scope was not granted, and asks no more there', async () => {
      handler = json({ ok: false, error: 'missing_scope' });
      const one = messenger();
      for (let time = 0; time < 3; time += 1)
        expect(await one.quietUntil(team, userId('U1'), now)).toEqual(known(null));
      expect(bodies).toHaveLength(1);
    });

    it('waits as long as Slack asks', async () => {
      handler = json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '7' });
      expect(await messenger().quietUntil(team, userId('U1'), now)).toEqual({ kind: 'later', afterMs: 7000 });
    });
  });
});
