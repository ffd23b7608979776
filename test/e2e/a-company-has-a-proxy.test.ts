/** Slack is behind a proxy that opens TLS, as in a company: Lore finds its way, says what keeps it from it, and posts nothing twice when it is cut. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { companyNetwork, type CompanyNetwork, password } from '../support/company-network.ts';
import { startLoreProcess, type LoreProcess } from '../support/lore-process.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { beginRetro, retroPosts, website } from '../support/retro-path.ts';
import { until } from '../support/unhurried.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the doctor, and Lore at its start', () => {
  let slack: LoreSandbox;
  let network: CompanyNetwork;
  beforeAll(async () => {
    slack = await startLoreSandbox({ usesSocketMode: true });
    network = await companyNetwork(slack);
  });
  afterAll(async () => {
    await network.close();
    await slack.sandbox.close();
  });
  afterEach(() => network.answer(200));

  /** @returns the exit code, and all that was said */
  const said = async (script: readonly string[], over: Readonly<Record<string, string>> = {}) => {
    const env = { PATH: process.env['PATH'], ...slack.environment, ...network.settings, ...over };
    const run = promisify(execFile)(process.execPath, ['--no-warnings', ...script], { cwd: root, env });
    const ended = await run.then(
      (fine) => ({ code: 0, ...fine }),
      (failed: unknown) => failed as { code: number; stdout: string; stderr: string },
    );
    return { code: ended.code, text: ended.stdout + ended.stderr };
  };
  const doctor = ['src/cli.ts', 'doctor'];

  it('the doctor says which proxy leads to Slack, and goes that way', async () => {
    const { code, text } = await said(doctor);
    const port = new URL(network.settings.HTTPS_PROXY).port;
    expect(text).toContain(
      `ok  way to Slack: through the proxy http://127.0.0.1:${port}, except for localhost`,
    );
    expect(text).toContain('ok  Socket Mode: the app-level token works');
    expect(text).toMatch(/ok {2}Slack: workspace T\w+/);
    expect(text).not.toContain(password);
    expect(code).toBe(0);
    expect([...network.asked]).toEqual(['slack.test:443']);
  });

  const wrong = [
    {
      what: 'the proxy refuses Slack',
      status: 403,
      over: {},
      sentence:
        'The proxy refused to connect to Slack (403). It has to let through slack.com and its subdomains',
    },
    {
      what: 'the proxy’s password is missing',
      status: 200,
      over: () => ({ HTTPS_PROXY: network.settings.HTTPS_PROXY.replace(/\/\/.*@/, '//') }),
      sentence: 'The proxy wants a user and a password (407). Put them into HTTPS_PROXY',
    },
    {
      what: 'nobody is where the proxy should be',
      status: 200,
      over: { HTTPS_PROXY: `http://lore:${password}@127.0.0.1:1` },
      sentence: 'Slack can’t be reached (ECONNREFUSED). Check the network, and HTTPS_PROXY and SLACK_API_URL',
    },
    {
      what: 'the company’s authority is not known',
      status: 200,
      over: { NODE_EXTRA_CA_CERTS: '' },
      sentence:
        'isn’t trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE). If a proxy of yours opens TLS, name its authority',
    },
    {
      what: 'the file of its certificate is not there',
      status: 200,
      over: { NODE_EXTRA_CA_CERTS: '/nowhere.pem' },
      sentence: 'The file of NODE_EXTRA_CA_CERTS cannot be read (ENOENT).',
    },
    {
      what: 'the proxy is no address',
      status: 200,
      over: { HTTPS_PROXY: `lore:${password}` },
      sentence: 'HTTPS_PROXY must be a URL such as http://proxy.example.com:3128',
    },
  ];
  it.each(wrong)('both say it in one sentence when $what', async ({ status, over, sentence }) => {
    network.answer(status);
    const settings = typeof over === 'function' ? over() : over;
    for (const script of [doctor, ['src/main.ts']]) {
      const { code, text } = await said(script, settings);
      expect(text).toContain(sentence);
      expect(text).not.toMatch(/^\s+at /m);
      expect(text).not.toContain(password);
      expect(code).toBe(1);
    }
  });

  it('ask no proxy for a host of NO_PROXY, in capital or small letters', async () => {
    const before = network.asked.size;
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const { code, text } = await said(doctor, { [name]: 'slack.test' });
      expect(text).toContain('except for slack.test,localhost');
      expect(text).toMatch(/fix Slack: Slack (can’t be reached \((ENOTFOUND|EAI_AGAIN)\)|didn’t answer)/);
      expect(code).toBe(1);
    }
    expect(network.asked.size).toBe(before);
  });
});

describe.each([
  ['over HTTP', false],
  ['in Socket Mode', true],
] as const)('a proxy that cuts connections, %s', (_, usesSocketMode) => {
  let lore: LoreProcess;
  let network: CompanyNetwork | undefined;
  const through = () => {
    if (network === undefined) throw new Error('there is no network');
    return network;
  };
  beforeAll(async () => {
    lore = await startLoreProcess({
      usesSocketMode,
      hasHistory: true,
      settings: async (slack) => (network = await companyNetwork(slack)).settings,
    });
  });
  afterAll(async () => {
    await lore.close();
    await network?.close();
  });

  it.each(['before', 'after'] as const)('posts once when it cuts %s Slack has heard of it', async (when) => {
    const about = `Cut ${when}`;
    const cut = through().cutAt('chat.postMessage', when);
    const connected = lore.sandbox.core.sockets.count();
    expect(await beginRetro(lore.who('U0MARA'), website, about)).toEqual({ ok: true });
    await lore.settle();
    await cut;
    await until(async () => lore.sandbox.core.sockets.count() === connected, 'Lore is not connected again');
    await lore.settle();
    expect(retroPosts(lore.sandbox, website, about)).toHaveLength(1);
    expect(lore.deaths()).toBe(0);
    expect(lore.errors().join('\n')).not.toContain(password);
  });

  it('is answered again afterwards, and gets its files', async () => {
    const { sockets } = lore.sandbox.core;
    const connected = sockets.count();
    expect(connected).toBe(usesSocketMode ? 2 : 0);
    through().cut();
    await until(async () => sockets.count() === connected, 'Lore is not connected again');
    const mara = lore.who('U0MARA');
    await mara.openHome();
    await lore.settle();
    await mara.pressInHome('lore.send_data');
    await lore.settle();
    expect(lore.sandbox.world.uploads.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^lore-.*\.json$/),
    ]);
    expect([...through().asked]).toEqual(['slack.test:443']);
  });
});
