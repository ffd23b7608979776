/** Everything happens, and everything goes wrong: then the log, and all else that Lore prints, is searched for what people wrote and for every secret. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { hour } from '../../src/core/clock.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { onEvent } from '../../src/core/listener.ts';
import { features } from '../../src/features.ts';
import { makeLog } from '../../src/process.ts';
import { newKey, writeKeys } from '../../src/store/settings/key-file.ts';
import type { World } from '../../sandbox/state/world.ts';
import { learning, website } from '../support/company.ts';
import { copiedFile, type FreshDatabase } from '../support/databases.ts';
import { makeHeard, type Heard } from '../support/heard.ts';
import { holdLock } from '../support/held-lock.ts';
import { playLife } from '../support/kept/life.ts';
import { fill } from '../support/kept/steps.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { startLoreSandbox } from '../support/lore-sandbox.ts';
import { colleague } from '../support/colleague.ts';
import { runScript } from '../support/run-script.ts';
import { until } from '../support/unhurried.ts';
import { bytesOf, foundIn } from '../support/searched.ts';

/** Everything that somebody wrote or that names somebody, long enough to tell; ids may stand in a log. */
function wordsOf(world: World, { typed, secrets }: Heard): readonly string[] {
  const said = Object.values(world.messages).flatMap((messages) => messages.map(({ text }) => text));
  const people = world.people.flatMap(({ realName, email, title, statusText }) => [
    ...[realName, email, title, statusText],
  ]);
  const channels = world.conversations.flatMap(({ name, topic, purpose }) => [name, topic, purpose]);
  const texts = [...typed.values()].flatMap((all) => [...all]);
  // One word may be Lore's own too, as a channel’s name or a practice’s.
  const isTelling = (text: string) => text.length >= 8 && /[\s@-]/.test(text);
  return [...new Set([...texts, ...said, ...people, ...channels].filter(isTelling)), ...secrets];
}

/** @returns those that are in it; also anything that looks like a mail address, a token, or an address to answer to */
function leaksIn(log: string, words: readonly string[]): readonly string[] {
  const alike =
    log.match(/[\w.+-]+@[\w-]+\.[a-z]{2,}|xox[a-z]-[\w-]+|xapp-[\w-]+|hooks\.slack\.com\S*/gi) ?? [];
  return [...foundIn(Buffer.from(log), words), ...alike];
}

/** A listener that breaks with what somebody wrote in its error, as a parser does. */
const breaking: Feature = {
  name: 'breaking',
  title: () => 'Breaking',
  copy: defineCopy({ en: {} }),
  tables: [],
  events: [
    onEvent('member_left_channel', async () => {
      const cause = new SyntaxError('Unexpected token in "Quokkas graze quietly"');
      throw Object.assign(new Error('cannot read: Quokkas graze quietly', { cause }), {
        detail: 'Key (what)=(Quokkas graze quietly) already exists.',
      });
    }),
  ],
};

describe('weeks in which everything happens, at log level debug', () => {
  let database: FreshDatabase;
  let here: LoreHere;
  const heard = makeHeard();
  let log = '';
  beforeAll(async () => {
    database = await copiedFile();
    const sink = { write: (line: string) => void (log += line) };
    here = await playLife(database.url, {
      hear: heard.hear,
      lore: { log: makeLog('debug', sink), features: [...features, breaking] },
    });
  }, 120_000);
  afterAll(async () => {
    await here.close();
    await database.remove();
  });

  const nameOf = (id: string) => here.sandbox.world.people.find((one) => one.id === id)?.realName ?? '';

  it('leave a log of ids and codes, in which nobody’s words are found, no name and no secret', async () => {
    const noor = here.who('U0NOOR');
    // A listener breaks, and so does the database.
    await here.sandbox.page('membership', { as: 'U0ARJUN', channelId: website, change: 'leave' });
    await here.settle(hour);
    expect(log).toContain('an event failed and will be retried');
    await noor.say(learning, '/learned Zebras gallop at dusk');
    await sql`alter table learned_share rename to gone`.execute(here.lore.store.system);
    await noor.submit({});
    await sql`alter table gone rename to learned_share`.execute(here.lore.store.system);
    await fill(here, 'U0NOOR');
    expect(log).toContain('a listener failed');
    const words = wordsOf(here.sandbox.world, heard);
    expect(words).toEqual(expect.arrayContaining(['Zebras gallop at dusk', nameOf('U0MARA')]));
    expect(words.length).toBeGreaterThan(150);
    expect(log.split('\n').length).toBeGreaterThan(200);
    expect(leaksIn(log, [...words, 'Quokkas graze quietly'])).toEqual([]);
  });

  it('leave a journal that names nobody, and no conversation of one person', () => {
    const lines = log.split('\n').filter((line) => line.includes('"msg":"journal"'));
    expect(lines.length).toBeGreaterThan(200);
    const people = here.sandbox.world.people.filter(({ isBot }) => !isBot).map(({ id }) => id);
    const directly = here.sandbox.world.conversations.flatMap(({ kind, id }) => (kind === 'im' ? [id] : []));
    expect(foundIn(Buffer.from(lines.join('\n')), [...people, ...directly])).toEqual([]);
  });

  it.each([
    ['as it is', (text: string) => text],
    ['in JSON', (text: string) => JSON.stringify({ text: `“${text}”\n` })],
    ['in a URL', (text: string) => `/x?text=${encodeURIComponent(text)}&a=b`],
    ['in a form', (text: string) => new URLSearchParams({ a: 'b', text }).toString()],
    ['in base64', (text: string) => Buffer.from(`{"text":"${text}"}`).toString('base64')],
    ['in hexadecimal', (text: string) => Buffer.from(` ${text} `).toString('hex')],
  ])('would be found out by a line that repeats them %s', (_, write) => {
    const words = wordsOf(here.sandbox.world, heard);
    for (const planted of ['Zebras gallop at dusk', nameOf('U0MARA'), [...heard.secrets][0] ?? 'none'])
      expect(leaksIn(`${log}{"level":20,"msg":"${write(planted)}"}\n`, words)).toContain(planted);
  });
});

/** What the real program prints, by either receiver, while Slack and others do what they should not. */
describe.each([
  ['over HTTP', false],
  ['in Socket Mode', true],
] as const)('the program %s', (_, usesSocketMode) => {
  it('prints nobody’s words and no secret, whatever Slack, the database or a stranger does', async () => {
    const database = await copiedFile();
    const slack = await startLoreSandbox({ databaseUrl: database.url, usesSocketMode });
    const { sandbox, environment } = slack;
    const heard = makeHeard();
    const note = sandbox.core.exchanges.add.bind(sandbox.core.exchanges);
    sandbox.core.exchanges.add = (entry) => {
      heard.hear(entry);
      note(entry);
    };
    const folder = mkdtempSync(join(tmpdir(), 'lore-key-'));
    const keyFile = join(folder, 'lore.key');
    const [keyId, key] = newKey(Date.now());
    writeKeys(keyFile, { current: keyId, keys: new Map([[keyId, key]]) });
    const settings = { ...environment, LORE_KEY_FILE: keyFile, LOG_LEVEL: 'debug' };
    const lore = runScript(['src/main.ts'], settings);
    await lore.line(/Lore is here/);
    const mara = colleague(sandbox, 'U0MARA');
    const share = async (text: string) => {
      await mara.say(website, `/learned ${text}`);
      await sandbox.idle();
      if (mara.modal() !== undefined) await mara.submit({});
      await mara.closeAll();
      await sandbox.idle();
    };
    await share('Walruses whistle in winter');
    const { faults } = sandbox.core;
    for (const [method, fault] of [
      ['views.open', { kind: 'error', error: 'fatal_error' }],
      ['views.open', { kind: 'broken-json' }],
      ['chat.postMessage', { kind: 'reset-after' }],
      ['chat.postMessage', { kind: 'error', error: 'is_archived' }],
      ['chat.postMessage', { kind: 'broken-json' }],
      ['views.publish', { kind: 'status', status: 500 }],
    ] as const) {
      faults.order(method, fault);
      await mara.openHome();
      await share(`Otters open oysters ${method} ${fault.kind}`);
      const isMet = async () => faults.orders().length === 0;
      await until(isMet, `no call of ${method} met ${fault.kind}`);
    }
    const held = await holdLock(database.url);
    await share('Pelicans plunge past piers');
    await held.release();
    if (!usesSocketMode) {
      const address = `http://127.0.0.1:${environment['PORT'] ?? ''}/slack/events`;
      const text = 'Strangers send strange sentences';
      for (const [headers, body] of [
        [{}, text],
        [{ 'x-slack-signature': `v0=${text}`, 'x-slack-request-timestamp': '1' }, `payload=${text}`],
        [{ 'content-type': 'application/json', authorization: `Bearer ${text}` }, `{"text":"${text}`],
        [{ 'content-type': 'application/x-www-form-urlencoded' }, 'text='.padEnd(2_000_000, text)],
      ] as const)
        await fetch(address, { method: 'POST', headers, body }).catch(() => undefined);
      await fetch(`${address}/${encodeURIComponent(text)}`).catch(() => undefined);
    }
    faults.order('chat.postMessage', { kind: 'error', error: 'token_revoked' }, 5);
    faults.order('views.open', { kind: 'error', error: 'token_revoked' }, 5);
    await share('Tokens are torn by toads');
    faults.clear();
    lore.child.kill('SIGTERM');
    expect((await lore.ended).code).toBe(0);
    const words = [
      ...wordsOf(sandbox.world, heard),
      'Strangers send strange sentences',
      'Otters open oysters',
    ];
    const secrets = [
      sandbox.botToken,
      sandbox.appToken,
      environment['SLACK_SIGNING_SECRET'] ?? sandbox.appToken,
      ...(readFileSync(keyFile, 'utf8').match(/[\w+/=-]{30,}/g) ?? ['the key file has another form']),
    ];
    expect(heard.secrets.size).toBeGreaterThan(5);
    expect(words).toContain('Walruses whistle in winter');
    for (const told of ['http request failed', 'Slack refused a post', 'the database is busy', '"level":50'])
      expect(lore.said()).toContain(told);
    expect(leaksIn(lore.said(), [...words, ...secrets])).toEqual([]);
    // Nor does the database, which holds people's words, hold a secret.
    const stored = bytesOf(dirname(database.url.slice('sqlite:'.length)));
    expect(foundIn(stored, ['Walruses whistle in winter'])).toHaveLength(1);
    expect(foundIn(stored, [...secrets, ...heard.secrets])).toEqual([]);
    await sandbox.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  }, 180_000);
});

describe('a command', () => {
  /** Says whom it lets through, in words that hold the password. */
  const proxy = createServer((request, response) => {
    response.writeHead(407, { 'x-said': request.headers['proxy-authorization'] ?? 'nothing' });
    response.end();
  });
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lore-command-'));
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => proxy.close(resolve));
  });

  const password = 'hunter2-hunter2';
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-quokka-quokka',
    SLACK_APP_TOKEN: 'xapp-1-quokka-quokka',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    LOG_LEVEL: 'debug',
  };
  it.each([
    'doctor',
    'doctor --live #general',
    'start',
    'migrate',
    'export --workspace',
    'forget --workspace --yes',
    'backup --out FOLDER/lore.backup',
    'restore --taken-at 2026-11-28T03:00:00Z',
    'rotate-key',
  ])(
    'prints no password of the database and of a proxy, and no token: %s',
    async (line) => {
      const through = `http://lore:${password}@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      for (const url of [
        `postgres://lore:${password}@127.0.0.1:1/lore`,
        `postgres://lore:${password}@127.0.0.1:99999/lore`,
        `postgres://lore:${password}@no-such-host.invalid/lore?sslmode=verify-full`,
        `postgres://lore:${password} @[::1/lore`,
        `mysql://lore:${password}@127.0.0.1/lore`,
      ]) {
        const environment = {
          ...settings,
          ...(line === 'rotate-key' ? { LORE_KEY_FILE: join(folder, 'lore.key') } : {}),
          DATABASE_URL: url,
          HTTPS_PROXY: through,
          HTTP_PROXY: through,
        };
        const typed = line.replace('FOLDER', folder).split(' ');
        const { code, said } = await runScript(['src/cli.ts', ...typed], environment).ended;
        expect(code).toBe(1);
        expect(said).not.toBe('');
        expect(leaksIn(said, [password, 'quokka-quokka'])).toEqual([]);
        expect(said).not.toContain('Something unexpected');
      }
      expect(readdirSync(folder)).toEqual([]);
    },
    60_000,
  );
});
