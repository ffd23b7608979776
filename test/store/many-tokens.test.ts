/** Tokens that expire: renewed by one process at a time, also in the background, and what comes of one that is revoked meanwhile. */
import { day, hour } from '../../src/core/clock.ts';
import { pino } from 'pino';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { welcomeTo } from '../../src/schedules/welcome.ts';
import { plainClient } from '../../src/slack/api/clients.ts';
import { manyTokens } from '../../src/slack/install/access.ts';
import { slackLogger } from '../../src/slack/log.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';
import { type Called, client } from '../support/oauth-slack.ts';

const T1 = teamId('T1');
const ann = userId('UANN');
const isRenewal = ({ method, args }: Called) =>
  method === 'oauth.v2.access' && args['grant_type'] === 'refresh_token';

describe.each(engines())('on $name', (engine) => {
  let here: ManyHere;
  const start = async (processes = 1) => {
    here = await startManyHere(engine, { processes });
    await here.install({ team: 'T1' });
    await here.lore.runner.runDue();
    here.slack.calls.length = 0;
  };
  afterEach(() => here.close());
  const renewals = () => here.slack.calls.filter(isRenewal);
  /** Something to do in the background, that calls Slack. */
  const drawHome = async (at = 0) => {
    const lore = here.lores[at] ?? here.lore;
    await lore.store.writeIn(T1, (db) =>
      db
        .insertInto('home')
        .values({ team_id: T1, user_id: ann, wanted: 1, shown: 0, due_at: 0 })
        .onConflict((conflict) =>
          conflict
            .columns(['team_id', 'user_id'])
            .doUpdateSet((it) => ({ wanted: it('home.wanted', '+', 1), due_at: 0 })),
        )
        .execute(),
    );
    await lore.runner.runDue();
  };
  const drawn = () => here.slack.calls.filter(({ method }) => method === 'views.publish');
  const held = () => here.lore.store.installations.heldFor(T1);
  const isOn = async () => (await here.lore.store.workspaces.find(T1))?.removedAt === null;

  it('background work renews one that has less than two hours left, and goes on with the old one meanwhile', async () => {
    await start();
    const old = here.slack.newest('T1');
    here.pass(10 * hour - 60_000);
    await drawHome();
    expect([renewals().length, drawn().at(-1)?.token]).toEqual([0, old]);
    here.pass(120_000);
    await drawHome();
    await drawHome();
    expect(renewals()).toHaveLength(1);
    expect((await held())?.access).toBe(here.slack.newest('T1'));
    await drawHome();
    expect([here.slack.newest('T1') === old, drawn().at(-1)?.token]).toEqual([
      false,
      here.slack.newest('T1'),
    ]);
  });

  it('one that has expired is renewed before anything is sent, however long nobody came', async () => {
    await start();
    here.pass(30 * day);
    await drawHome();
    expect(renewals()).toHaveLength(1);
    expect(new Set(drawn().map(({ token }) => token))).toEqual(new Set([here.slack.newest('T1')]));
  });

  it('several that want it at once, in several processes, renew it once', async () => {
    await start(engine.name === 'postgres' ? 2 : 1);
    here.pass(13 * hour);
    const settings = { slackApiUrl: here.slack.apiUrl, logger: slackLogger(pino({ level: 'silent' })) };
    const processes = here.lores.map(({ store }) =>
      manyTokens({
        store,
        client: plainClient(settings, 10_000),
        ask: () => Promise.reject(new Error('nobody asks')),
        clientId: client.id,
        clientSecret: client.secret,
        ended: async () => undefined,
        clock: { now: Date.now },
        now: () => Date.now() + 13 * hour,
        log: pino({ level: 'silent' }),
      }),
    );
    const clients = await Promise.all(
      [0, 1, 2, 3, 4, 5].flatMap((nth) => {
        const process = processes[nth % processes.length];
        return process === undefined ? [] : [process.accessOf(T1)];
      }),
    );
    expect(renewals()).toHaveLength(1);
    expect(new Set(clients.map(({ token }) => token))).toEqual(new Set([here.slack.newest('T1')]));
    expect(await isOn()).toBe(true);
  });

  it('while Slack does not renew it, nothing is sent and nothing is lost; then all of it goes out', async () => {
    await start();
    here.pass(13 * hour);
    here.slack.special.set('oauth.v2.access', () => ({ ok: false, error: 'internal_error' }));
    await drawHome();
    expect([drawn(), await isOn()]).toEqual([[], true]);
    expect(here.logged()).toContain('Slack did not renew a token');
    here.slack.special.clear();
    here.pass(2 * 60_000);
    await here.lore.runner.runDue();
    expect(drawn().map(({ token }) => token)).toEqual([here.slack.newest('T1')]);
  });

  it('what Slack answered is not asked for again when it could not be stored', async () => {
    await start();
    here.pass(13 * hour);
    const { installations } = here.lore.store;
    const renewed = installations.renewed.bind(installations);
    let tries = 0;
    Object.assign(installations, {
      renewed: async (...args: Parameters<typeof renewed>) => {
        tries += 1;
        if (tries === 1) throw new Error('the database is away');
        return renewed(...args);
      },
    });
    await drawHome();
    expect(drawn()).toEqual([]);
    here.pass(2 * 60_000);
    await here.lore.runner.runDue();
    expect([renewals().length, drawn().map(({ token }) => token)]).toEqual([1, [here.slack.newest('T1')]]);
  });

  it.each([
    ['Slack says so', true],
    ['the event comes first', false],
  ])('one that is revoked in the middle of a renewal stays revoked where %s', async (_how, isTold) => {
    await start();
    here.pass(13 * hour);
    here.slack.special.set('oauth.v2.access', async () => {
      here.slack.special.clear();
      here.slack.revoke('T1');
      if (isTold) return { ok: false, error: 'invalid_refresh_token' };
      await here.lore.store.workspaces.removed(T1, Date.now());
      return { ok: true, access_token: 'xoxe.xoxb-late', refresh_token: 'xoxe-1-late', expires_in: 43_200 };
    });
    await drawHome();
    expect([await isOn(), await held(), drawn()]).toEqual([false, null, []]);
    if (isTold) expect(here.logged()).toContain('install it again at LORE_ADDRESS');
    // It goes on where it is installed again.
    await here.install({ team: 'T1' });
    await drawHome();
    expect(drawn().at(-1)?.token).toBe(here.slack.newest('T1'));
  });

  it('a renewal that ends after it was installed again does not take the place of the new tokens', async () => {
    await start();
    here.pass(11 * hour);
    here.slack.special.set('oauth.v2.access', async () => {
      here.slack.special.clear();
      await here.install({ team: 'T1' });
      return { ok: true, access_token: 'xoxe.xoxb-late', refresh_token: 'xoxe-1-late', expires_in: 43_200 };
    });
    await drawHome();
    await drawHome();
    expect((await held())?.access).toBe(here.slack.newest('T1'));
  });

  it('installed again while Slack is asked whether it takes the old token, it keeps the new one', async () => {
    await start();
    here.slack.revoke('T1', 'token_revoked');
    here.slack.special.set('auth.test', async () => {
      here.slack.special.clear();
      await here.install({ team: 'T1' });
      return { ok: false, error: 'token_revoked' };
    });
    await drawHome();
    expect(here.slack.special.size).toBe(0);
    expect([await isOn(), (await held())?.access]).toEqual([true, here.slack.newest('T1')]);
    expect(here.logged()).not.toContain('install it again at LORE_ADDRESS');
  });

  it('a call with a token that another process has renewed or replaced since is made again with the new one', async () => {
    await start();
    let isFirst = true;
    here.slack.special.set('views.publish', async () => {
      if (!isFirst) return undefined;
      isFirst = false;
      await here.install({ team: 'T1' });
      return { ok: false, error: 'token_revoked' };
    });
    await drawHome();
    here.slack.special.clear();
    here.pass(60_000);
    await here.lore.runner.runDue();
    expect(await isOn()).toBe(true);
    expect(drawn().at(-1)?.token).toBe(here.slack.newest('T1'));
  });

  it('a network that may not call Slack ends no installation, and renews nothing over and over', async () => {
    await start();
    const refuse = async () => ({ ok: false, error: 'invalid_auth' });
    for (const method of ['views.publish', 'auth.test']) here.slack.special.set(method, refuse);
    for (let times = 0; times < 4; times += 1) {
      here.pass(10_000);
      await drawHome();
    }
    expect([renewals().length, await isOn()]).toEqual([1, true]);
    // Also where that is said to what renews it.
    here.pass(13 * hour);
    here.slack.special.set('oauth.v2.access', refuse);
    await drawHome();
    expect(await isOn()).toBe(true);
    // And where nothing renews it.
    const { installations } = here.lore.store;
    const now = await held();
    if (now === null) throw new Error('it is not there');
    await installations.renewed(now, { access: now.access, refresh: null, expiresAt: null });
    await drawHome();
    expect(await isOn()).toBe(true);
    here.slack.special.clear();
    here.slack.revoke('T1');
    here.pass(20 * 60_000);
    await drawHome();
    expect(await isOn()).toBe(false);
  });

  it('an event that needs Slack waits while a token that Slack takes no more is not renewed, however often it is tried', async () => {
    await start();
    const expired = here.slack.newest('T1');
    here.slack.special.set('oauth.v2.access', async () => ({ ok: false, error: 'internal_error' }));
    here.slack.special.set('users.info', async ({ token }) =>
      token === expired ? { ok: false, error: 'token_expired' } : undefined,
    );
    await here.event(
      { type: 'member_joined_channel', channel: 'CT1', user: 'UNEW', event_ts: String(Date.now() / 1000) },
      { team_id: 'T1', authorizations: [{ team_id: 'T1' }] },
    );
    for (let times = 0; times < 30; times += 1) {
      here.pass(61_000);
      await here.lore.runner.runDue();
    }
    expect(here.logged()).not.toContain('gave up on an event');
    here.slack.special.delete('oauth.v2.access');
    here.pass(61_000);
    await here.lore.runner.runDue();
    here.pass(61_000);
    await here.lore.runner.runDue();
    expect(await here.lore.store.directory.person(T1, userId('UNEW'))).not.toBeNull();
  });

  it('what was on its way when it was uninstalled goes out when it is installed again', async () => {
    await start();
    await here.lore.store.transact(T1, { kind: 'person', userId: ann }, (scope) =>
      scope.publish(welcomeTo(ann, channelId('CT1'))),
    );
    here.slack.special.set('conversations.open', async () => {
      await here.lore.store.workspaces.removed(T1, Date.now());
      return undefined;
    });
    await here.lore.runner.runDue();
    here.slack.special.clear();
    expect(await isOn()).toBe(false);
    await here.install({ team: 'T1' });
    here.pass(2 * 60_000);
    await here.lore.runner.runDue();
    const rows = await here.lore.store.system.selectFrom('delivery').select(['state', 'note']).execute();
    expect(rows).toEqual([{ state: 'sent', note: null }]);
  });

  it('one that Slack takes no more, though no event said so, ends the work there, and says it once', async () => {
    await start();
    here.slack.revoke('T1', 'token_revoked');
    await drawHome();
    await drawHome();
    expect([await isOn(), await held()]).toEqual([false, null]);
    expect(here.logged().split('install it again at LORE_ADDRESS')).toHaveLength(2);
  });
});
