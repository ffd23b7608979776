/** Connecting tools: who may, what is shown once, what counts as signed, and what goes with whom. On both engines. */
import { readFileSync } from 'node:fs';
import { day } from '../../src/core/clock.ts';
import type { ConnectionId } from '../../src/core/connector.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { webhookConnector } from '../../src/connectors/webhook/connector.ts';
import { features } from '../../src/features.ts';
import { toolsIn } from '../../src/jobs/connections/tools.ts';
import { rotateKey } from '../../src/store/settings/rotate-key.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { ines, mara, sam, team, website } from '../support/company.ts';
import { type ConnectionsHere, hookSecret, startConnectionsHere } from '../support/connections-here.ts';
import { engines } from '../support/databases.ts';
import { type Github, githubToken, startGithub } from '../support/trackers/github.ts';

const place = 'acme/web';
const ping = { zen: 'Keep it logically awesome.' };

describe.each(engines())('on $name', (engine) => {
  let here: ConnectionsHere;
  let github: Github;
  const now = () => here.sandbox.core.clock.now();

  beforeEach(async () => {
    github = await startGithub(() => Date.now());
    here = await startConnectionsHere({ engine });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
    await github.close();
  });
  const admins = () => here.lore.store.connections;
  const connectGithub = () => here.connect('github', { site: github.url, access: { token: githubToken } });
  const told = (who: string) => here.direct(who).map(({ text }) => text);
  const only = async () => (await admins().list(team, userId(ines)))?.[0];

  it('is for admins alone', async () => {
    const id = await connectGithub();
    for (const who of [mara, sam].map(userId)) {
      const access = JSON.stringify({ token: 'another-token' });
      expect(await admins().list(team, who)).toBeNull();
      expect(await admins().renewAccess(team, who, id, access)).toBe('not admin');
      expect(await admins().renewSecret(team, who, id, { secret: 'x', drawnAt: now() })).toBe('not admin');
      expect(await admins().end(team, who, id)).toBe('not admin');
    }
    await here.who(mara).say(website, '/lore connect');
    expect(here.modal(mara)).toBe('null');
    expect(await only()).toMatchObject({ refused: null });
  });

  it('who connected it is told at once what it can read, and nobody else', async () => {
    for (let nth = 0; nth < 12; nth += 1) github.repository(`acme/r${String(nth).padStart(2, '0')}`);
    await connectGithub();
    expect(told(ines).join()).toContain('12 places, among them acme/r00, acme/r01');
    expect(told(mara)).toEqual([]);
  });

  it('its token and secret are only in sealed cells, and in no export', async () => {
    await connectGithub();
    const kept = await here.rows('connection', 'delivery', 'job', 'inbox', 'submission', 'audit', 'home');
    expect(kept).toContain('"connector":"github"');
    for (const secret of [githubToken, hookSecret]) expect(kept).not.toContain(secret);
    const exported = JSON.stringify(await exportOwn(here.lore.store, features, team, userId(ines)));
    expect(exported).toContain('"connections":[{');
    expect(exported).not.toContain(githubToken);
  });

  it('a form is filled in, and shows the address and the secret this once', async () => {
    await here.who(ines).say('C0PEOPLE', '/lore connect');
    expect(here.modal(ines)).toContain('Nothing is connected yet.');
    await here.who(ines).pressInModal('lore.connection_add', { holds: 'webhook' });
    await here.modalWith(ines, 'standardwebhooks.com');
    await here.who(ines).submit({ called: 'Deploys' });
    const shown = await here.modalWith(ines, 'https://lore.example/hooks/');
    expect(shown).toMatch(/whsec_[A-Za-z0-9+/]+=*/);
    const [secret = ''] = /whsec_[A-Za-z0-9+/]+=*/.exec(shown) ?? [];
    const one = await only();
    expect((await admins().behind(one?.id ?? ''))?.secrets).toEqual([secret]);
    await here.who(ines).say('C0PEOPLE', '/lore connect');
    expect(here.modal(ines)).toContain('Deploys');
    expect(here.modal(ines)).not.toContain(secret);
  });

  it.each([
    ['a host of somebody’s own', 'https://github.internal'],
    ['an address of this machine', 'http://127.0.0.1:80'],
    ['an address that only begins like it', 'https://api.github.com.evil.example'],
    ['one with a password', 'https://me:secret@api.github.com'],
  ])('refuses to connect %s', async (_what, site) => {
    await here.who(ines).say('C0PEOPLE', '/lore connect');
    await here.who(ines).pressInModal('lore.connection_add', { holds: 'github' });
    await here.modalWith(ines, 'fine-grained');
    const answer = await here.who(ines).submit({ called: 'GitHub', site, token: githubToken });
    expect(JSON.stringify(answer)).toContain('LORE_TOOL_HOSTS');
    expect(await admins().list(team, userId(ines))).toEqual([]);
  });

  describe('a secret', () => {
    const renew = async (id: ConnectionId, secret: string) =>
      admins().renewSecret(team, userId(ines), id, { secret, drawnAt: (await only())?.secretAt ?? 0 });
    const answers = (id: string, ...secrets: readonly string[]) =>
      Promise.all(secrets.map((secret) => here.github(id, 'ping', ping, secret)));

    it('that was renewed still counts until an event comes with the new one, and never again', async () => {
      const id = await connectGithub();
      await renew(id, 'the second');
      expect(await answers(id, hookSecret)).toEqual([202]);
      expect(await answers(id, 'the second')).toEqual([202]);
      expect(await answers(id, hookSecret, 'the second')).toEqual([401, 202]);
    });

    it('from before the one before counts no more', async () => {
      const id = await connectGithub();
      await renew(id, 'the second');
      await here.playUntil(now() + 1_000);
      await renew(id, 'the third');
      expect(await answers(id, hookSecret)).toEqual([401]);
      expect(await answers(id, 'the second')).toEqual([202]);
    });

    it('that was renewed counts no more after seven days, also if none came with the new one', async () => {
      const id = await connectGithub();
      await renew(id, 'the second');
      await here.playUntil(now() + 7 * day + 1_000);
      expect(await answers(id, hookSecret)).toEqual([401]);
      expect(await answers(id, 'the second')).toEqual([202]);
    });

    it('is renewed once, however often the button is pressed', async () => {
      const id = await connectGithub();
      const drawnAt = (await only())?.secretAt ?? 0;
      await here.playUntil(now() + 1_000);
      for (const secret of ['first press', 'second press'])
        expect(await admins().renewSecret(team, userId(ines), id, { secret, drawnAt })).toBeNull();
      expect((await admins().behind(id))?.secrets).toEqual(['first press', hookSecret]);
    });
  });

  it('a token that was revoked is said once, and the tool is not asked until there is a new one', async () => {
    const id = await connectGithub();
    github.repository(place, {
      releases: [
        {
          ...{ id: 1, tag_name: 'v1', name: 'One', draft: false, prerelease: false },
          ...{ published_at: '2026-11-25T09:00:00Z', created_at: '2026-11-25T09:00:00Z' },
          html_url: `https://github.com/${place}/releases/1`,
        },
      ],
    });
    github.tokens.clear();
    await here.follow(id, { place, label: null });
    await here.playUntil(now() + 5 * day);
    const refusals = () => told(ines).filter((text) => text.includes('refuses the token'));
    expect(refusals()).toHaveLength(1);
    const before = github.asked.length;
    await here.playUntil(now() + 3 * day);
    expect(github.asked.length).toBe(before);
    expect(await here.home(ines)).toContain('refuses the token');
    github.tokens.add('github_pat_renewed');
    const access = JSON.stringify({ token: 'github_pat_renewed' });
    expect(await admins().renewAccess(team, userId(ines), id, access)).toBeNull();
    await here.settle();
    await here.playUntil(now() + day);
    // What happened meanwhile is read then.
    expect((await here.heard()).map(({ title }) => title)).toEqual(['One']);
    expect(refusals()).toHaveLength(1);
  });

  it('a token that was given while the one before was refused is not taken for refused', async () => {
    const id = await connectGithub();
    const tools = toolsIn(here.lore.store, async () => webhookConnector);
    await tools.of(team, id);
    await here.playUntil(now() + 1_000);
    const access = JSON.stringify({ token: githubToken });
    expect(await admins().renewAccess(team, userId(ines), id, access)).toBeNull();
    await tools.refused(team, id, 'revoked');
    expect((await only())?.refused).toBeNull();
    await tools.of(team, id);
    await tools.refused(team, id, 'revoked');
    expect((await only())?.refused).toBe('revoked');
  });

  it('disconnecting drops its secrets and all that it read, and its address is nobody’s', async () => {
    const id = await connectGithub();
    await here.follow(id, { place, label: null });
    await here.settle();
    expect(await admins().end(team, userId(ines), id)).toBeNull();
    expect(await here.rows('connection', 'connection_source', 'connection_place')).not.toContain(id);
    expect(await here.github(id, 'ping', ping)).toBe(401);
    await here.follow(id, { place, label: null });
    expect(await here.rows('connection_source')).not.toContain(place);
  });

  it('goes on without whom Lore forgot, and says to no one who made it', async () => {
    const id = await connectGithub();
    await here.erase(ines);
    expect(await here.rows('connection')).not.toContain(ines);
    expect(await here.github(id, 'ping', ping)).toBe(202);
  });

  it('keeps no token where Lore was removed, and takes no event there', async () => {
    const id = await connectGithub();
    await here.lore.store.workspaces.removed(team, now());
    expect(await here.github(id, 'ping', ping)).toBe(401);
    expect(await admins().open(team, id)).toMatchObject({ access: null, isRefused: true });
  });

  it('forgets what a row followed with the row’s channel', async () => {
    const id = await connectGithub();
    await here.follow(id, { place, label: null });
    await here.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(website) });
    expect(await here.rows('connection_source')).not.toContain(place);
    expect(await here.rows('connection')).toContain(id);
  });

  it('is opened with a new key after the old one was changed', async () => {
    const id = await connectGithub();
    const file = here.config.keyFile ?? '';
    const before = readFileSync(file, 'utf8');
    const { workspaces } = here.lore.store;
    await rotateKey({ workspaces, file, now: now(), onLost: () => undefined });
    expect(readFileSync(file, 'utf8')).not.toContain(before.split('\n')[1] ?? before);
    expect(await admins().open(team, id)).toMatchObject({ access: JSON.stringify({ token: githubToken }) });
    expect((await admins().behind(id))?.secrets).toEqual([hookSecret]);
  });

  it('a guest, and a channel with one, know of no connection; the people of a row’s channel know what it follows', async () => {
    const id = await connectGithub();
    const of = await here.follow(id, { place, label: null });
    const seen = (viewer: Parameters<typeof here.lore.store.read>[1]) =>
      here.lore.store.read(team, viewer, async ({ connections }) => ({
        list: (await connections.list()).length,
        followed: (await connections.followedBy(rowId(of))).length,
      }));
    expect(await seen({ kind: 'person', userId: userId(mara) })).toEqual({ list: 1, followed: 1 });
    expect(await seen({ kind: 'person', userId: userId(sam) })).toEqual({ list: 0, followed: 1 });
    expect(await seen({ kind: 'channel', channelId: channelId(website) })).toEqual({ list: 0, followed: 1 });
    expect(await seen({ kind: 'channel', channelId: channelId('C0PEOPLE') })).toEqual({
      list: 1,
      followed: 0,
    });
  });
});

describe('without a key', () => {
  it('nothing is connected, and the admin reads what somebody who runs Lore does', async () => {
    const { startLoreHere } = await import('../support/lore-here.ts');
    const here = await startLoreHere({ address: 'https://lore.example' });
    await here.who(ines).say('C0PEOPLE', '/lore connect');
    await here.who(ines).pressInModal('lore.connection_add', { holds: 'webhook' });
    await here.modalWith(ines, 'standardwebhooks.com');
    await here.who(ines).submit({ called: 'Deploys' });
    await here.modalWith(ines, 'LORE_KEY_FILE');
    expect(await here.rows('connection')).not.toContain('Deploys');
    await here.close();
  });
});
