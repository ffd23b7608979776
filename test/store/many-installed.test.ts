/** Many workspaces install Lore: the flow in a browser, forged, late and used states, installing again, and what the one who installs may decide. */
import { connect } from 'node:net';
import { minute } from '../../src/core/clock.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';

const [T1, T2] = [teamId('T1'), teamId('T2')];

describe.each(engines())('on $name', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    here = await startManyHere(engine);
  });
  afterEach(() => here.close());
  const installed = async () =>
    (await here.lore.store.workspaces.installed()).map(({ teamId: team }) => String(team));
  const post = async (team = T1) =>
    here.lore.store.transact(team, { kind: 'person', userId: userId('UANN') }, (scope) =>
      scope.refreshHome(userId('UANN')),
    );
  const tokensOf = (method: string) =>
    here.slack.calls.filter((call) => call.method === method).map(({ token }) => token);

  it('two workspaces install it, each is read, answers and is written to with its own token', async () => {
    for (const team of ['T1', 'T2']) {
      const page = await here.install({ team });
      expect([page.status, page.text.includes(`Lore is in Name of ${team}`)]).toEqual([200, true]);
    }
    expect(await installed()).toEqual(['T1', 'T2']);
    await here.lore.runner.runDue();
    for (const team of [T1, T2]) {
      expect(await here.lore.store.directory.person(team, userId('UANN'))).not.toBeNull();
      expect((await here.command(team)).json['text']).toContain('/retro');
      await here.event(
        { type: 'app_home_opened', user: 'UANN', tab: 'home', event_ts: '1.1' },
        { team_id: team, authorizations: [{ team_id: team }] },
      );
    }
    await here.lore.runner.runDue();
    expect(new Set(tokensOf('views.publish'))).toEqual(
      new Set([here.slack.newest('T1'), here.slack.newest('T2')]),
    );
    expect((await here.command('T9')).json['text']).toContain('no longer installed');
    // No token, code or secret in the log.
    for (const secret of ['xoxe', 'a client secret', 'code'])
      expect(here.logged()).not.toContain(`${secret}-`);
  });

  it.each([
    ['without the cookie', async () => ({ state: await here.browser().begin(), cookies: false })],
    ['with another browser’s state', async () => ({ state: await here.browser().begin(), cookies: true })],
    ['with a forged state', async () => ({ state: 'WzEsImEiXQ.AAAA', cookies: true })],
    ['without a state', async () => ({ state: '', cookies: true })],
  ])('who comes back from Slack %s installs nothing', async (_how, made) => {
    const mine = here.browser();
    await mine.begin();
    const { state, cookies } = await made();
    if (!cookies) mine.cookies.clear();
    if (state.startsWith('WzEs')) mine.cookies.set('slack-app-oauth-state', state);
    const query = new URLSearchParams({ code: here.slack.code({ team: 'T1' }), state });
    const page = await mine.get(`/slack/oauth_redirect?${query.toString()}`);
    expect([page.status, page.text.includes('Lore was not added')]).toEqual([403, true]);
    expect(await installed()).toEqual([]);
    // The code was not even exchanged.
    expect(here.slack.calls).toEqual([]);
  });

  it('a state is of use for ten minutes, once', async () => {
    const mine = here.browser();
    const state = await mine.begin();
    const kept = new Map(mine.cookies);
    const back = async (team: string) => {
      for (const [name, value] of kept) mine.cookies.set(name, value);
      const query = new URLSearchParams({ code: here.slack.code({ team }), state });
      return (await mine.get(`/slack/oauth_redirect?${query.toString()}`)).status;
    };
    here.pass(11 * minute);
    expect(await back('T1')).toBe(403);
    expect(await installed()).toEqual([]);
    here.pass(-11 * minute);
    expect(await back('T1')).toBe(200);
    const first = await here.lore.store.installations.heldFor(T1);
    expect(await back('T1')).toBe(403);
    expect(await here.lore.store.installations.heldFor(T1)).toEqual(first);
  });

  it('says so where a person does not agree, where Slack refuses the code, and where nothing can be stored', async () => {
    const mine = here.browser();
    await mine.begin();
    const cancelled = await mine.get('/slack/oauth_redirect?error=access_denied');
    expect([cancelled.status, cancelled.text.includes('You didn’t agree')]).toEqual([200, true]);
    here.slack.special.set('oauth.v2.access', () => ({ ok: false, error: 'invalid_code' }));
    const refused = await here.install({ team: 'T1' });
    const reference = /Reference: (\w+)/.exec(refused.text)?.[1] ?? 'none';
    expect([refused.status, here.logged().includes(reference)]).toEqual([502, true]);
    expect(await installed()).toEqual([]);
  });

  it('however many come back with codes that they made up, Slack is asked about no more than leaves room for renewing tokens, and others are asked to wait', async () => {
    here.slack.special.set('oauth.v2.access', () => ({ ok: false, error: 'invalid_code' }));
    const pages = await Promise.all(Array.from({ length: 35 }, () => here.install({ team: 'T1' })));
    const busy = pages.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThanOrEqual(3);
    expect(here.slack.calls.length).toBe(35 - busy.length);
    expect(busy.every(({ text }) => text.includes('Please begin again in a minute'))).toBe(true);
    expect(here.logged().split('an installation failed')).toHaveLength(36 - busy.length);
  });

  it.each([
    ['whatever it claims', (nth: number) => `192.0.2.${nth}, 203.0.113.7`],
    ['under each of its own IPv6 addresses', (nth: number) => `2001:db8:1:2::${nth.toString(16)}`],
  ])('one who makes up codes at one address holds up nobody at another: %s', async (_how, from) => {
    const pages = await Promise.all(
      Array.from({ length: 50 }, async (_, nth) => {
        const mine = here.browser();
        const query = new URLSearchParams({ code: 'made-up', state: await mine.begin() });
        return mine.get(`/slack/oauth_redirect?${query.toString()}`, { 'x-forwarded-for': from(nth) });
      }),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([502, 503]));
    expect((await here.install({ team: 'T1' }, { 'x-forwarded-for': '198.51.100.1' })).status).toBe(200);
  });

  it('what a stranger makes of a request is no failure of ours: a host that is none, a form that ends early or never', async () => {
    const [port = 0] = here.ports;
    const raw = (text: string): Promise<string> =>
      new Promise((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.end(text));
        socket.on('data', (part) => (answer += part.toString())).on('error', () => undefined);
        socket.on('close', () => resolve(answer));
      });
    const bad = await raw(
      'GET /slack/oauth_redirect?code=1&state=2 HTTP/1.1\r\nhost: %%%\r\nconnection: close\r\n\r\n',
    );
    expect(bad).toContain('403 Forbidden');
    const form = 'POST /install/anew HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ';
    await raw(`${form}100\r\n\r\nticket=`);
    await raw(`${form}100000\r\n\r\n${'a'.repeat(90_000)}`);
    expect((await here.browser().get('/install')).status).toBe(200);
    expect(here.logged()).not.toMatch(/an installation failed|a page could not be shown/);
  });

  it('installed twice at once it is there once, works, and tells each that it is there', async () => {
    const pages = await Promise.all([
      here.install({ team: 'T1' }),
      here.install({ team: 'T1', user: 'UBEN' }),
    ]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(await installed()).toEqual(['T1']);
    await here.lore.runner.runDue();
    await post();
    await here.lore.runner.runDue();
    expect((await here.command('T1')).json['text']).toContain('/retro');
    const lists = here.slack.calls.filter(({ method }) => method === 'users.list');
    expect(lists).toHaveLength(1);
  });

  describe('installed again after it was removed', () => {
    const ann = userId('UANN');
    const isKept = async () => (await here.lore.store.directory.person(T1, ann)) !== null;
    const ticketIn = (text: string) => /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? '';
    beforeEach(async () => {
      await here.install({ team: 'T1' });
      await here.install({ team: 'T2' });
      await here.lore.runner.runDue();
      await here.lore.store.workspaces.removed(T1, Date.now());
      expect(await isKept()).toBe(true);
    });

    it('it goes on with what it kept, and whoever is no admin can only ask for more', async () => {
      const page = await here.install({ team: 'T1' });
      expect(page.text).toContain('Lore was here before');
      expect(page.text).toContain('Only an admin of the workspace may decide that');
      expect(ticketIn(page.text)).toBe('');
      expect([await isKept(), await installed()]).toEqual([true, ['T2', 'T1']]);
    });

    it('an admin may have it erased, if they say so twice in the browser in which they installed; then Lore begins anew there, once', async () => {
      here.slack.admins.add('UANN');
      const mine = here.browser();
      const query = new URLSearchParams({ code: here.slack.code({ team: 'T1' }), state: await mine.begin() });
      const ticket = ticketIn((await mine.get(`/slack/oauth_redirect?${query.toString()}`)).text);
      const sure = { ticket, choice: 'erase', sure: 'yes' };
      expect((await here.browser().post('/install/anew', sure)).status).toBe(403);
      expect((await mine.post('/install/anew', { ...sure, ticket: `${ticket}x` })).status).toBe(403);
      const asked = await mine.post('/install/anew', { ticket });
      expect(asked.text).toContain('Erase what Lore kept of Name of T1?');
      expect((await mine.post('/install/anew', { ticket, choice: 'erase' })).text).toContain(
        'Erase what Lore kept',
      );
      const kept = await mine.post('/install/anew', { ticket, choice: 'keep' });
      expect(kept.text).toContain('Nothing was erased');
      expect(await isKept()).toBe(true);

      const done = await mine.post('/install/anew', sure);
      expect([done.status, done.text.includes('Lore begins anew in Name of T1')]).toEqual([200, true]);
      expect(await isKept()).toBe(false);
      expect(await here.lore.store.directory.person(T2, ann)).not.toBeNull();
      await here.lore.runner.runDue();
      // It is read again, and answers; a second press erases nothing.
      expect(await isKept()).toBe(true);
      expect((await here.command('T1')).json['text']).toContain('/retro');
      expect((await mine.post('/install/anew', sure)).status).toBe(403);
      expect(await isKept()).toBe(true);
      const audit = here.lore.store.system.selectFrom('audit').select(['deed', 'subject', 'actor']);
      expect(await audit.where('team_id', '=', T1).execute()).toEqual([
        { deed: 'erase', subject: 'workspace', actor: 'themselves' },
      ]);
    });

    it('nobody is asked for longer than ten minutes', async () => {
      here.slack.admins.add('UANN');
      const mine = here.browser();
      const query = new URLSearchParams({ code: here.slack.code({ team: 'T1' }), state: await mine.begin() });
      const ticket = ticketIn((await mine.get(`/slack/oauth_redirect?${query.toString()}`)).text);
      here.pass(11 * minute);
      expect((await mine.post('/install/anew', { ticket, choice: 'erase', sure: 'yes' })).status).toBe(403);
      expect(await isKept()).toBe(true);
    });
  });
});
