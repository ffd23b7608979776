/** What is remembered follows what is written, in every process; and it is no ground for a right. */
import pg from 'pg';
import { team as teamName } from '../support/fake-slack.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { MemberType } from '../../src/core/people.ts';
import { features } from '../../src/features.ts';
import { randomIds } from '../../src/process.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { until } from '../support/unhurried.ts';

const team = teamId(teamName);
const ann = userId('UANN');
const clock = { now: () => Date.now() };

describe.each(lastingEngines())('on $name, what one process remembers', ({ fresh }) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  /** Another process on the same database remembers nothing of the first. */
  let other: Store;
  beforeAll(async () => {
    database = await fresh();
    t = await startLore(features, { databaseUrl: database.url });
    other = openStore({
      url: database.url,
      clock,
      ids: randomIds,
      tables: features.flatMap(({ tables }) => tables),
    });
  });
  afterAll(async () => {
    await other.close();
    await t.stop();
    await database.remove();
  });
  const annIs = (store: Store, standing: MemberType, isAdmin = false) =>
    store.directory.savePerson(
      team,
      { userId: ann, memberType: standing, isAdmin, tz: 'Europe/Berlin', locale: 'en', awayUntil: null },
      Date.now(),
    );
  const inGerman = async (store: Store, isIt: boolean) => {
    const known = await store.settings.of(team, ann);
    if (known === null) throw new Error('nothing is known of them');
    await store.settings.save(team, ann, { ...known, locale: isIt ? 'de' : null });
  };
  const switchedOff = (store: Store, isOff: boolean) =>
    store.workspaceSettings.change(team, ann, {
      days: new Map(),
      switched: [{ practice: 'retro', position: isOff ? 'off' : 'on', prompts: [] }],
    });
  const help = async (command = '/lore help') => String((await t.command(command)).json['text']);
  beforeEach(async () => {
    await annIs(t.lore.store, 'member', true);
    await inGerman(t.lore.store, false);
    await switchedOff(t.lore.store, false);
    await until(async () => (await help('/retro help')).includes('/retro plan'));
  });

  it('is another at once where it writes something else itself', async () => {
    expect(await help()).toContain('what you can type');
    await inGerman(t.lore.store, true);
    expect(await help()).not.toContain('what you can type');
    await inGerman(t.lore.store, false);
    await switchedOff(t.lore.store, true);
    expect(await help()).not.toContain('/retro');
    expect(await help('/retro help')).toContain('is turned off');
    await switchedOff(t.lore.store, false);
    expect(await help()).toContain('/retro');
    await annIs(t.lore.store, 'guest');
    expect(await help('/retro help')).not.toContain('/retro plan');
  });

  it('is another soon where another process writes something else', async () => {
    expect(await help()).toContain('what you can type');
    await inGerman(other, true);
    await until(async () => !(await help()).includes('what you can type'));
    await switchedOff(other, true);
    await until(async () => !(await help()).includes('/retro'));
  });

  it('is another soon where another process takes Lore out of the workspace, or in again', async () => {
    const known = await other.workspaces.find(team);
    if (known === null) throw new Error('it was never installed');
    expect(await help()).toContain('what you can type');
    await other.workspaces.removed(team, Date.now());
    await until(async () => (await help()).includes('no longer installed'));
    await other.workspaces.save(known);
    await until(async () => (await help()).includes('what you can type'));
  });

  it('gives nobody a right that another process has just taken from them', async () => {
    expect((await t.command('/retro')).body).toBe('');
    const remembered = t.lore.store.remembered.reader(team, ann);
    expect(await remembered).toMatchObject({ readsAs: 'admin' });
    const before = t.slack.callsOf('views.open').length;
    await annIs(other, 'guest');
    expect(String((await t.command('/retro')).json['text'])).toMatch(/guest/i);
    expect(t.slack.callsOf('views.open')).toHaveLength(before);
    await annIs(other, 'deactivated');
    expect(String((await t.command('/journey write')).json['text'])).not.toBe('undefined');
    expect(t.slack.callsOf('views.open')).toHaveLength(before);
    expect(
      await t.lore.store.read(team, { kind: 'person', userId: ann }, (read) =>
        read.channel(channelId('CONE')),
      ),
    ).toBeNull();
  });

  it('lets nobody read a practice that another process has just turned off', async () => {
    await t.command('/retro actions');
    const before = t.slack.callsOf('views.open').length;
    const asking = { kind: 'person', userId: ann } as const;
    expect([...(await t.lore.store.remembered.offFor(team, asking))]).not.toContain('retro');
    await switchedOff(other, true);
    expect(String((await t.command('/retro actions')).json['text'])).toContain('turned off');
    expect(t.slack.callsOf('views.open')).toHaveLength(before);
  });
});

for (const { fresh } of lastingEngines().filter(({ name }) => name === 'postgres'))
  it('on postgres, where nobody hears of it any more, what another process changed is believed for five seconds at most', async () => {
    const database = await fresh();
    const name = database.url.slice(database.url.lastIndexOf('/') + 1);
    // Connected elsewhere: this database lets nobody in for a while.
    const operator = new pg.Client({ connectionString: database.url.replace(name, 'postgres') });
    await operator.connect();
    const listening = async (): Promise<readonly number[]> => {
      const { rows } = await operator.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = $1 and query = 'listen lore_changed'`,
        [name],
      );
      return rows.map(({ pid }) => pid);
    };
    let elapsed = 0;
    const tables = features.flatMap((feature) => feature.tables);
    const options = { url: database.url, clock, ids: randomIds, tables };
    const store = openStore({ ...options, elapsed: () => elapsed });
    const other = openStore(options);
    const annIs = (standing: MemberType) =>
      other.directory.savePerson(
        team,
        {
          userId: ann,
          memberType: standing,
          isAdmin: false,
          tz: 'Europe/Berlin',
          locale: 'en',
          awayUntil: null,
        },
        Date.now(),
      );
    const readsAs = async () => (await store.remembered.reader(team, ann))?.readsAs;
    try {
      await other.workspaces.save(installed(team));
      await annIs('guest');
      expect(await readsAs()).toBe('guest');
      await annIs('member');
      await until(async () => (await readsAs()) === 'member', 'it did not hear of it');
      await operator.query(`alter database ${name} allow_connections false`);
      for (const pid of await listening()) await operator.query('select pg_terminate_backend($1)', [pid]);
      await until(async () => (await listening()).length === 0);
      expect(await readsAs()).toBe('member');
      await annIs('guest');
      elapsed = 4_999;
      expect(await readsAs()).toBe('member');
      elapsed = 5_000;
      // Where the database does not answer at once, what it said last is believed once more.
      await until(async () => (await readsAs()) === 'guest');
    } finally {
      await store.close();
      await other.close();
      await operator.end();
      await database.remove();
    }
  }, 60_000);
