/** The installations of an app that serves many workspaces: their tokens, an organisation's, and what becomes of them. */
import { sql } from 'kysely';
import { pino } from 'pino';
import { hour } from '../../src/core/clock.ts';
import { channelId, type TeamId, teamId, userId } from '../../src/core/ids.ts';
import { servingOne } from '../../src/serving/one.ts';
import { slackLogger } from '../../src/slack/log.ts';
import { decryptToken, encryptToken, type TokenKeys } from '../../src/store/settings/encrypt-token.ts';
import type { Granted, Tokens } from '../../src/store/settings/installations.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines } from '../support/databases.ts';
import { until } from '../support/unhurried.ts';
import { counting, noon, T1, T2 } from './support/world.ts';

const keys: TokenKeys = { current: 'k1', keys: new Map([['k1', new Uint8Array(32).fill(1)]]) };
const otherKeys: TokenKeys = {
  current: 'k2',
  keys: new Map([...keys.keys, ['k2', new Uint8Array(32).fill(2)]]),
};
const E1 = teamId('E1');

const tokens = (name: string, expiresAt: number | null = noon + 1): Tokens => ({
  access: `xoxe.xoxb-${name}`,
  refresh: `xoxe-${name}`,
  expiresAt,
});
const granted = (team: TeamId, name: string, more: Partial<Granted> = {}): Granted => ({
  holder: team,
  isOrganisation: false,
  appId: 'A1',
  botUserId: 'UBOT',
  scopes: ['chat:write'],
  tokens: tokens(name),
  installedAt: noon,
  enterpriseId: null,
  workspaces: [team],
  ...more,
});
const ofOrganisation = (name: string, workspaces: readonly TeamId[]): Granted =>
  granted(E1, name, { isOrganisation: true, enterpriseId: E1, workspaces });

describe.each(engines())('on $name', (engine) => {
  let store: Store;
  let close: () => Promise<void>;
  let current = keys;
  beforeEach(async () => {
    current = keys;
    const database = await engine.fresh();
    store = openStore({
      url: database.url,
      ids: counting('x'),
      clock: { now: () => noon },
      tables: [],
      tokenKeys: () => current,
    });
    await store.migrate();
    close = async () => {
      await store.close();
      await database.remove();
    };
  });
  afterEach(() => close());
  const access = async (team: TeamId) => (await store.installations.heldFor(team))?.access ?? null;
  const isOn = async (team: TeamId) => (await store.workspaces.find(team))?.removedAt === null;

  it('keeps the tokens of each workspace sealed, and gives none for another', async () => {
    expect(await store.installations.save(granted(T1, 'one'), 'first')).toBe(true);
    expect(await store.installations.heldFor(T1)).toMatchObject({
      ...tokens('one'),
      holder: T1,
      isOrganisation: false,
    });
    expect(await access(T2)).toBeNull();
    const rows = await store.system.selectFrom('installation').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('xoxe');
    expect(await store.workspaces.find(T1)).toMatchObject({ botUserId: 'UBOT', installedAt: noon });
  });

  it('with a bot token that was left beside the app’s credentials Lore does not start, and the workspaces that installed it are not silenced', async () => {
    const one = (signIn?: { clientId: string; clientSecret: string }) =>
      servingOne({
        config: { slackBotToken: 'xoxb-1', keyFile: null, ...(signIn === undefined ? {} : { signIn }) },
        store,
        settings: { slackApiUrl: 'http://127.0.0.1:9/api/', logger: slackLogger(pino({ level: 'silent' })) },
        clock: { now: () => noon },
        now: () => noon,
        log: pino({ level: 'silent' }),
      }).begin();
    const both = { clientId: '12.34', clientSecret: 'abcdefgh' };
    // There is no Slack here: who comes so far is refused by nobody.
    await expect(one(both)).rejects.not.toThrow('Take SLACK_BOT_TOKEN out');
    await store.installations.save(granted(T1, 'one'), 'state 1');
    await expect(one(both)).rejects.toThrow('Take SLACK_BOT_TOKEN out, and Lore serves them all as before.');
    await expect(one()).rejects.not.toThrow('Take SLACK_BOT_TOKEN out');
  });

  it('takes what an installation came with once', async () => {
    expect(await store.installations.save(granted(T1, 'one'), 'state')).toBe(true);
    expect(await store.installations.save(granted(T1, 'two'), 'state')).toBe(false);
    expect(await access(T1)).toBe('xoxe.xoxb-one');
  });

  it('installed twice at once is installed once, with one of the two', async () => {
    const saved = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => store.installations.save(granted(T1, name), name)),
    );
    expect(saved).toEqual([true, true, true, true]);
    expect(await store.system.selectFrom('installation').select('team_id').execute()).toHaveLength(1);
    expect(await store.system.selectFrom('workspace').select('team_id').execute()).toHaveLength(1);
    expect(await access(T1)).toMatch(/^xoxe\.xoxb-[abcd]$/);
  });

  it('of two at once the one that Slack answered later stays, whichever is stored first; a clock that was set back keeps nobody out', async () => {
    const save = (name: string, installedAt: number) =>
      store.installations.save(granted(T1, name, { installedAt }), name);
    expect([await save('later', noon + 5), await save('earlier', noon)]).toEqual([true, true]);
    expect(await access(T1)).toBe('xoxe.xoxb-later');
    expect((await store.workspaces.find(T1))?.installedAt).toBe(noon + 5);
    await save('much earlier', noon - hour);
    expect(await access(T1)).toBe('xoxe.xoxb-much earlier');
    await save('now', noon);
    expect(await access(T1)).toBe('xoxe.xoxb-now');
  });

  it('stores renewed tokens, unless the installation was removed or made again meanwhile', async () => {
    await store.installations.save(granted(T1, 'one'), 'first');
    const held = async () => {
      const found = await store.installations.heldFor(T1);
      if (found === null) throw new Error('it is installed');
      return found;
    };
    const first = await held();
    expect(await store.installations.renewed(first, tokens('renewed', noon + 2))).toBe(true);
    expect(await held()).toMatchObject(tokens('renewed', noon + 2));
    // Somebody else was quicker.
    expect(await store.installations.renewed(first, tokens('late'))).toBe(false);
    const second = await held();
    await store.installations.save(granted(T1, 'again'), 'second');
    expect(await store.installations.renewed(second, tokens('late'))).toBe(false);
    expect(await access(T1)).toBe('xoxe.xoxb-again');
    const third = await held();
    await store.workspaces.removed(T1, noon);
    expect(await store.installations.renewed(third, tokens('late'))).toBe(false);
    expect(await access(T1)).toBeNull();
    expect(await isOn(T1)).toBe(false);
  });

  it('an organisation’s tokens serve the workspaces that it lets Lore into, and no others', async () => {
    await store.installations.save(ofOrganisation('org', [T1]), 'first');
    expect(await store.installations.heldFor(T1)).toMatchObject({ holder: E1, isOrganisation: true });
    expect([await access(T1), await access(T2), await access(E1)]).toEqual([
      'xoxe.xoxb-org',
      null,
      'xoxe.xoxb-org',
    ]);
    expect(await store.installations.granted(E1, [T1, T2], noon + 5)).toEqual([T2]);
    expect(await access(T2)).toBe('xoxe.xoxb-org');
    expect(await store.installations.workspacesOf(E1)).toEqual([T1, T2]);
    // It takes one out.
    await store.workspaces.removed(T1, noon + 6);
    expect([await access(T1), await access(T2)]).toEqual([null, 'xoxe.xoxb-org']);
    expect(await store.installations.granted(E1, [T1], noon + 7)).toEqual([T1]);
    expect(await store.installations.over(E1, { installedAt: noon }, noon + 8)).toEqual([T1, T2]);
    expect([await access(T1), await access(T2), await isOn(T1), await isOn(T2)]).toEqual([
      null,
      null,
      false,
      false,
    ]);
    expect(await store.installations.organisationSince(E1)).toBeNull();
    expect(await store.installations.granted(E1, [T1], noon + 9)).toEqual([]);
  });

  // One process writes to a file, and one transaction after the other.
  if (engine.name === 'postgres')
    it('a workspace that is let in while its organisation’s installation ends is off, as the others are', async () => {
      await store.installations.save(ofOrganisation('org', [T1, T2]), 'once');
      await store.workspaces.removed(T2, noon);
      const blocked = async () =>
        (
          await sql`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(store.system)
        ).rows.length;
      const [held, letGo] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
      const holding = store.write(async (db) => {
        await sql`select from workspace where team_id = ${T2} for update`.execute(db);
        held.resolve(null);
        await letGo.promise;
      });
      await held.promise;
      const granting = store.installations.granted(E1, [T2], noon + 1);
      await until(async () => (await blocked()) === 1);
      let isOver = false;
      const ending = store.installations
        .over(E1, { installedAt: noon }, noon + 2)
        .finally(() => (isOver = true));
      await until(async () => isOver || (await blocked()) === 2);
      letGo.resolve(null);
      await Promise.all([holding, granting, ending]);
      expect([await isOn(T1), await isOn(T2)]).toEqual([false, false]);
    });

  it('a workspace’s own installation comes before its organisation’s, and stays when that goes', async () => {
    await store.installations.save(granted(T1, 'own', { enterpriseId: E1 }), 'first');
    await store.installations.save(ofOrganisation('org', [T2]), 'second');
    expect([await access(T1), await access(T2)]).toEqual(['xoxe.xoxb-own', 'xoxe.xoxb-org']);
    expect(await store.installations.over(E1, { installedAt: noon }, noon)).toEqual([T2]);
    expect(await access(T1)).toBe('xoxe.xoxb-own');
  });

  it('what ended before it was made again, renewed or let in again does not end what there is now', async () => {
    const { installations, workspaces } = store;
    await installations.save(granted(T1, 'one'), 'once');
    const old = await installations.heldFor(T1);
    if (old === null) throw new Error('it is not there');
    await installations.renewed(old, tokens('renewed'));
    expect(await installations.over(T1, old, noon)).toEqual([]);
    await installations.save(granted(T1, 'two', { installedAt: noon + 5 }), 'twice');
    expect(await installations.over(T1, { installedAt: noon }, noon)).toEqual([]);
    expect(await workspaces.removed(T1, noon, { installedAt: noon })).toBe(false);
    expect([await access(T1), await isOn(T1)]).toEqual(['xoxe.xoxb-two', true]);
    await installations.save(ofOrganisation('org', [T2]), 'thrice');
    expect(await installations.over(E1, { installedAt: noon - 1 }, noon)).toEqual([]);
    expect(await access(T2)).toBe('xoxe.xoxb-org');
    expect(await installations.over(T1, { installedAt: noon + 5 }, noon)).toEqual([T1]);
    expect([await access(T1), await isOn(T1)]).toEqual([null, false]);
  });

  it('a change of all tokens seals an installation’s again, also an organisation’s', async () => {
    await store.installations.save(granted(T1, 'one'), 'first');
    await store.installations.save(ofOrganisation('org', [T2]), 'second');
    await store.workspaces.changeTokens(
      async (found) =>
        new Map(
          [...found].map(([team, text]) => [
            team,
            encryptToken(decryptToken(text, team, otherKeys), team, otherKeys),
          ]),
        ),
    );
    current = { current: 'k2', keys: new Map([['k2', new Uint8Array(32).fill(2)]]) };
    expect([await access(T1), await access(T2)]).toEqual(['xoxe.xoxb-one', 'xoxe.xoxb-org']);
    await store.workspaces.changeTokens(async (found) => new Map([...found].map(([team]) => [team, null])));
    expect([await access(T1), await access(T2)]).toEqual([null, null]);
  });

  it('a single token for the workspace takes the place of its installation, and the other way round', async () => {
    await store.installations.save(granted(T1, 'one'), 'first');
    const { removedAt: _, ...found } = (await store.workspaces.find(T1)) ?? { removedAt: null };
    await store.workspaces.save(found as Parameters<Store['workspaces']['save']>[0], 'xoxb-single');
    expect([await access(T1), await store.workspaces.token(T1)]).toEqual([null, 'xoxb-single']);
    await store.installations.save(granted(T1, 'two'), 'second');
    expect([await access(T1), await store.workspaces.token(T1)]).toEqual(['xoxe.xoxb-two', null]);
  });

  it('a workspace that begins anew has nothing of before, remains installed, and what came before stays findable by no new key', async () => {
    await store.installations.save(granted(T1, 'one'), 'first');
    await store.installations.save(granted(T2, 'two'), 'second');
    const ann = userId('UANN');
    const person = {
      userId: ann,
      memberType: 'member',
      isAdmin: true,
      tz: 'UTC',
      locale: 'en',
      statusAwayUntil: null,
      name: 'Ann',
    } as unknown as Parameters<Store['directory']['savePerson']>[1];
    for (const team of [T1, T2]) await store.directory.savePerson(team, person, noon);
    const key = async () =>
      (
        await store.system
          .selectFrom('workspace')
          .select('erasure_key')
          .where('team_id', '=', T1)
          .executeTakeFirstOrThrow()
      ).erasure_key;
    const before = await key();
    expect(await store.beginningAnew(T1, ann, 'decided')).toBe(true);
    expect(await store.beginningAnew(T1, ann, 'decided')).toBe(false);
    expect([await store.directory.person(T1, ann), (await store.directory.person(T2, ann)) === null]).toEqual(
      [null, false],
    );
    expect([await access(T1), await isOn(T1)]).toEqual(['xoxe.xoxb-one', true]);
    expect(await key()).not.toBe(before);
    // An erasure without beginning anew takes the tokens along.
    await store.erasing(T1, 'operator', { kind: 'workspace' });
    expect(await store.system.selectFrom('installation').select('team_id').execute()).toEqual([
      { team_id: T2 },
    ]);
  });

  it('finds every workspace at work whose Lore is in a shared channel', async () => {
    await store.installations.save(granted(T1, 'one'), 'first');
    await store.installations.save(granted(T2, 'two'), 'second');
    const shared = channelId('CSHARED');
    for (const team of [T1, T2])
      await store.directory.saveChannel(
        team,
        {
          channelId: shared,
          name: 'shared',
          kind: 'public',
          isShared: true,
          isArchived: false,
          hasLore: true,
          sharedWith: [],
        } as unknown as Parameters<Store['directory']['saveChannel']>[1],
        noon,
      );
    expect(await store.installations.whoAreIn(shared)).toEqual([T1, T2]);
    await store.workspaces.removed(T2, noon);
    expect(await store.installations.whoAreIn(shared)).toEqual([T1]);
    await store.directory.channelGone(T1, shared, noon);
    expect(await store.installations.whoAreIn(shared)).toEqual([]);
  });
});
