/** Lore is installed by OAuth in emulate, which others wrote. Its tokens never expire: renewing them is tried elsewhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator } from 'emulate';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { errorFacts } from '../../src/slack/log.ts';
import { newKey, writeKeys } from '../../src/store/settings/key-file.ts';
import { secret, sendSigned } from '../support/fake-slack.ts';

const app = { client_id: '12.34', client_secret: 'a client secret', name: 'Lore' };
const address = 'https://lore.example.org';

describe('installed in emulate', () => {
  let slack: Emulator;
  let lore: Lore;
  let port: number;
  let folder: string;
  const logged: string[] = [];
  beforeAll(async () => {
    slack = await createEmulator({
      service: 'slack',
      port: 0,
      seed: {
        slack: {
          users: [{ name: 'ann', real_name: 'Ann' }],
          channels: [{ name: 'general' }],
          strict_scopes: true,
          oauth_apps: [{ ...app, redirect_uris: [`${address}/slack/oauth_redirect`] }],
        },
      },
    });
    folder = mkdtempSync(join(tmpdir(), 'lore-emulate-'));
    const keyFile = join(folder, 'lore.key');
    const [id, key] = newKey(Date.now());
    writeKeys(keyFile, { current: id, keys: new Map([[id, key]]) });
    lore = createLore({
      config: readConfig({
        SLACK_API_URL: `${slack.url}/api/`,
        SLACK_CLIENT_ID: app.client_id,
        SLACK_CLIENT_SECRET: app.client_secret,
        SLACK_SIGNING_SECRET: secret,
        LORE_ADDRESS: address,
        LORE_KEY_FILE: keyFile,
        DATABASE_URL: 'sqlite::memory:',
        PORT: '0',
      }),
      clock: wallClock,
      ids: randomIds,
      features,
      log: pino(
        { level: 'warn', base: null, serializers: { err: errorFacts }, errorKey: 'err' },
        { write: (line: string) => void logged.push(line) },
      ),
    });
    port = (await lore.start({ runsDueWork: false })) ?? 0;
  });
  afterAll(async () => {
    await lore.stop();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const here = (path: string, cookie = '') =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers: { cookie } });
  /** To Slack, where Ann agrees. @returns where Slack sends her browser, and its cookie */
  const agree = async () => {
    const begun = await here('/slack/install');
    const cookie = begun.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');
    const page = await fetch(begun.headers.get('location') ?? '');
    expect(page.status).toBe(200);
    const fields = [...(await page.text()).matchAll(/name="([^"]+)" value="([^"]*)"/g)];
    const form = new URLSearchParams(
      fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
    );
    const allowed = await fetch(`${slack.url}/oauth/v2/authorize/callback`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    return { back: (allowed.headers.get('location') ?? '').replace(address, ''), cookie: cookie.join('; ') };
  };

  it('takes the request that Lore makes, and Lore its answer; then Lore answers there', async () => {
    const { back, cookie } = await agree();
    const done = await here(back, cookie);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Lore is in ')]);
    const [team] = await lore.store.workspaces.installed();
    const held = team === undefined ? null : await lore.store.installations.heldFor(team.teamId);
    expect(held).toMatchObject({ refresh: null, expiresAt: null, isOrganisation: false });
    await lore.runner.runDue();
    const people = await lore.store.system.selectFrom('person').select(['user_id', 'standing']).execute();
    const ann = people.find(({ standing }) => standing === 'member')?.user_id;
    const answer = await sendSigned(
      port,
      new URLSearchParams({
        command: '/lore',
        text: 'help',
        team_id: team?.teamId ?? '',
        user_id: ann ?? '',
        channel_id: 'C1',
        trigger_id: 't1',
        response_url: 'http://127.0.0.1:9/',
      }).toString(),
    );
    expect(answer.json['text']).toContain('/retro');
    expect(logged).toEqual([]);
  });

  it('says no to a code that was used, and Lore says so', async () => {
    const first = await agree();
    await here(first.back, first.cookie);
    const second = await agree();
    const code = new URLSearchParams(first.back.split('?')[1]).get('code') ?? '';
    const again = new URL(second.back, address);
    again.searchParams.set('code', code);
    const refused = await here(`${again.pathname}${again.search}`, second.cookie);
    expect([refused.status, await refused.text()]).toEqual([
      502,
      expect.stringContaining('Slack didn’t complete the installation'),
    ]);
    expect(logged.splice(0)).toEqual([expect.stringContaining('an installation failed')]);
  });
});
