import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { bot, Fault, sendSigned, team, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';

describe.each(engines())('on $name, a request to Lore', (engine) => {
  let database: FreshDatabase;
  let it_: LoreUnderTest;
  /** ms. */
  let later = 0;
  beforeAll(async () => {
    database = await engine.fresh();
    it_ = await startLore([pebble], {
      databaseUrl: database.url,
      migrations: pebbleMigrations,
      clock: { now: () => Date.now() + later },
    });
  });
  afterAll(async () => {
    await it_.stop();
    await database.remove();
  });
  const help = new URLSearchParams({
    command: '/lore',
    team_id: team,
    user_id: 'UANN',
    channel_id: 'CONE',
    trigger_id: 't',
    response_url: 'http://127.0.0.1:9/',
  }).toString();
  const status = async (forged: Parameters<typeof sendSigned>[2]) =>
    (await sendSigned(it_.port, help, forged)).status;

  it('that is signed and dated now is answered', async () => {
    expect(await status({})).toBe(200);
    expect(await status({ seconds: 30 })).toBe(200);
  });

  it.each([
    ['has no signature', { unsigned: true }],
    ['is signed with another secret', { secret: 'something else' }],
    ['is six minutes old', { seconds: -360 }],
    ['is dated two minutes in the future', { seconds: 120 }],
    ['is dated a year in the future', { seconds: 365 * 86_400 }],
  ])('that %s is refused', async (_, forged) => {
    expect(await status(forged)).toBe(401);
  });

  it('to another path is not found, and a look at the root says that somebody is there', async () => {
    const base = `http://127.0.0.1:${it_.port}`;
    expect((await fetch(`${base}/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/`)).status).toBe(200);
  });

  it('of a workspace that never installed Lore is told so', async () => {
    const sent = await it_.command('/pebble x', { team_id: 'T9' });
    expect(sent.json['text']).toContain('no longer installed');
  });

  it('of an app’s account, or of a closed one, reaches no listener', async () => {
    const change = async (user: unknown) => {
      await it_.event({ type: 'user_change', user });
      await it_.lore.runner.runDue();
    };
    const ben = { ...users['UBEN'], locale: 'en-US' };
    await change({ ...ben, deleted: true });
    for (const user_id of [bot, 'UBEN']) {
      const sent = await it_.command('/pebble of nobody', { user_id });
      expect(sent.json['text']).toBe(
        'This account is deactivated, or belongs to an app. Nothing was changed.',
      );
    }
    await change(users['UBEN']);
  });

  describe('whose answer would reach another server', () => {
    let answered: PromiseWithResolvers<string>;
    let other: Server;
    let there: string;
    beforeAll(async () => {
      other = createServer((_, response) => {
        answered.resolve('there');
        response.end();
      });
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      there = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    });
    beforeEach(() => {
      answered = Promise.withResolvers();
      it_.slack.answer('views.open', () => {
        answered.resolve('in Slack');
        return { ok: true, view: { id: 'V1' } };
      });
    });
    afterAll(() => other.close());

    it('is answered elsewhere where it names that server, and nothing is sent there', async () => {
      await it_.press('pebble.never', '{}', { response_url: there });
      expect(await answered.promise).toBe('in Slack');
    });

    it.each([301, 302, 303, 307, 308])(
      'is told in Slack where its address leads there with a %i, and nothing is sent there',
      async (status) => {
        it_.slack.answer('respond', () => new Fault({ status, location: there }));
        it_.slack.answer('chat.postEphemeral', () => {
          answered.resolve('in Slack');
          return { ok: true };
        });
        await it_.press('pebble.never', '{}');
        expect(await answered.promise).toBe('in Slack');
        it_.slack.answer('respond', () => ({ ok: true }));
      },
    );
  });

  it('of a kind that we do not know is acknowledged', async () => {
    expect((await it_.interact({ type: 'view_closed', view: { id: 'V', type: 'modal' } })).status).toBe(200);
    expect((await it_.interact({ type: 'block_suggestion', action_id: 'a', value: '' })).status).toBe(200);
    expect((await it_.interact({ type: 'invented_tomorrow' })).status).toBe(200);
  });

  describe('that is rightly signed, and odd,', () => {
    const press = {
      type: 'block_actions',
      team: { id: team },
      user: { id: 'UANN', team_id: team },
      trigger_id: 't',
      actions: [{ action_id: 'pebble.drop', block_id: 'b', type: 'button', value: '{}' }],
    };
    const happened = { type: 'event_callback', event_id: 'EODD', event: { type: 'channel_archive' } };
    const payload = (of: unknown) => new URLSearchParams({ payload: JSON.stringify(of) }).toString();
    const json = { json: true };

    it.each([
      ['a payload that is a list', payload([press]), {}],
      ['a payload that is null', payload(null), {}],
      ['a payload that is no JSON', 'payload=%7Bbroken', {}],
      ['an empty form', '', {}],
      ['a body that is no JSON', 'hello', json],
      ['a body that is null', 'null', json],
      ['a body that is a number', '5', json],
    ])('with %s is nothing Slack sends, and is refused', async (_, body, how) => {
      const sent = await sendSigned(it_.port, body, how);
      expect([sent.status, sent.body]).toEqual([400, '']);
      expect(await status({})).toBe(200);
    });

    // With what a person did something is said, whatever is missing: slack-payloads.test.ts.
    it.each([
      ['an event without a workspace', JSON.stringify(happened)],
      ['an event that is none', JSON.stringify({ ...happened, team_id: team, event: null })],
      ['an event without an id', JSON.stringify({ ...happened, team_id: team, event_id: undefined })],
    ])('with %s is acknowledged, since it would be as odd the second time', async (_, body) => {
      const sent = await sendSigned(it_.port, body, json);
      expect([sent.status, sent.body]).toEqual([200, '']);
    });

    it('and longer than anything that Slack sends is refused', async () => {
      expect((await sendSigned(it_.port, 'x'.repeat(5_000_000), json)).status).toBe(413);
    });

    it('leaves no error in the log, and nothing of what it said', () => {
      expect(it_.logged()).not.toContain('could not be answered');
      expect(it_.logged()).not.toContain('invented_tomorrow');
      expect(it_.logged()).not.toContain('two words');
    });
  });

  it('by which Slack asks whether the address is ours gets the challenge back', async () => {
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'c1' });
    expect((await sendSigned(it_.port, body, { json: true })).json).toEqual({ challenge: 'c1' });
    expect((await sendSigned(it_.port, body, { json: true, secret: 'not ours' })).status).toBe(401);
  });

  describe('that is /lore', () => {
    it.each(['', 'help', 'HELP'])('with %p lists every command with its usage', async (word) => {
      const { json } = await it_.command(`/lore ${word}`.trim());
      expect(json['response_type']).toBe('ephemeral');
      expect(json['text']).toContain('`/pebble [words]`: keep a few words');
      expect(json['text']).toContain('`/lore help`');
    });

    it('with a mistyped word guesses, and gives the list', async () => {
      const { json } = await it_.command('/lore peble one');
      expect(json['text']).toContain('I don’t know “peble”. Did you mean `/lore pebble`?');
      expect(json['text']).toContain('keep a few words');
    });

    it('with a mention for a word shows it and pings nobody', async () => {
      const { json } = await it_.command('/lore <!channel>');
      expect(json['text']).toContain('“@channel”');
      expect(JSON.stringify(json)).not.toContain('<!channel>');
    });

    it('before a command of a feature is that command', async () => {
      const { json } = await it_.command('/lore pebble  a &amp; b');
      expect(json['text']).toBe('Saved: a &amp; b');
    });

    it('speaks the language of the person', async () => {
      const { json } = await it_.command('/lore help', { user_id: 'UBEN' });
      expect(json['text']).toContain('Ich helfe diesem Team');
    });
  });

  it('by somebody of another organisation runs no command', async () => {
    const before = it_.slack.callsOf('views.open').length;
    const { json } = await it_.command('/pebble', { user_id: 'UEXT' });
    expect(json['text']).toContain('members of the workspace');
    expect(it_.slack.callsOf('views.open')).toHaveLength(before);
  });

  it('asks Slack about nobody and no channel that is known and fresh', async () => {
    it_.slack.calls.length = 0;
    await it_.command('/pebble');
    expect(it_.slack.calls.map((call) => call.method)).toEqual(['views.open']);
  });

  it('in a channel where Lore is not reaches the listener with that fact', async () => {
    expect((await it_.command('/pebble x', { channel_id: 'CTWO' })).json['text']).toContain(
      'I’m not in this channel yet',
    );
    const unseen = { channel_id: 'CPRIVATE', channel_name: 'privategroup' };
    expect((await it_.command('/pebble x', unseen)).json['text']).toContain('I’m not in this channel yet');
    const direct = { channel_id: 'DXY', channel_name: 'directmessage' };
    expect((await it_.command('/pebble x', direct)).json['text']).toContain('this is a direct message');
  });

  it('in such a channel asks Slack about it once a minute, however many type there, and at once when Lore comes in', async () => {
    let isIn = false;
    it_.slack.answer('conversations.info', () => ({
      ok: true,
      channel: { id: 'CBUSY', name: 'busy', is_member: isIn },
    }));
    it_.slack.answer('conversations.members', () =>
      isIn ? { ok: true, members: ['UANN', 'UBEN', bot] } : { ok: false, error: 'not_in_channel' },
    );
    const count = () =>
      it_.slack.callsOf('conversations.info').filter(({ args }) => args['channel'] === 'CBUSY').length;
    for (const user of ['UANN', 'UBEN', 'UANN', 'UBEN'])
      await it_.command('/pebble x', { channel_id: 'CBUSY', user_id: user });
    expect(count()).toBe(1);
    later = 60_000;
    await it_.command('/pebble x', { channel_id: 'CBUSY' });
    expect(count()).toBe(2);
    isIn = true;
    const joined = { type: 'member_joined_channel', channel: 'CBUSY', user: bot };
    await it_.event({ ...joined, event_ts: String((Date.now() + later) / 1000) });
    await it_.lore.runner.runDue();
    expect((await it_.command('/pebble x', { channel_id: 'CBUSY' })).json['text']).toContain('Saved: x');
  });

  it('by a stranger whom Slack does not know gets a kind sentence with a reference that is in the log', async () => {
    const { json, status: code } = await it_.command('/pebble secret words', { user_id: 'UNOBODY' });
    expect(code).toBe(200);
    const [, reference = 'none'] = /Reference: (\w+)/.exec(String(json['text'])) ?? [];
    expect(it_.logged()).toContain(reference);
    expect(it_.logged()).not.toContain('secret words');
  });

  it('never leaves a token in the log', () => {
    expect(it_.logged()).not.toContain('xoxb-test');
    expect(users[bot]).toBeDefined();
  });
});
