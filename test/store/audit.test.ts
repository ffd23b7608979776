/** What an admin reads of who exported, erased and changed something: a sentence for everything that is recorded, and nothing for anybody else. */
import { day } from '../../src/core/clock.ts';
import { channelId, groupId, teamId, userId } from '../../src/core/ids.ts';
import type { Subject } from '../../src/core/scope.ts';
import { recordedKinds } from '../../src/store/access/audit.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { users } from '../support/fake-slack.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';
import { pebble } from '../support/test-feature/feature.ts';

const team = teamId('T1');
const admin = userId('UADM');
const profile = { tz: 'Europe/Berlin', locale: 'en-US', profile: {} };

describe.each(engines())('on $name', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  beforeEach(async () => {
    users['UADM'] = { id: 'UADM', team_id: team, is_admin: true, ...profile };
    users['UADE'] = { id: 'UADE', team_id: team, is_admin: true, ...profile, locale: 'de-DE' };
    clock = testClock();
    database = await engine.fresh();
    t = await startLore([pebble], { migrations: pebbleMigrations, clock, databaseUrl: database.url });
    for (const user of ['UADM', 'UADE', 'UANN', 'UBEN'])
      await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });

  const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
  const as = (id: string) => ({ user: { id, team_id: 'T1' } });
  const said = () => JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
  const open = async (user: string): Promise<string> => {
    await t.press('lore.show_audit', 'null', { ...atHome, ...as(user) });
    return said();
  };

  /** Has everything recorded that can be. */
  const everything = async () => {
    const { store } = t.lore;
    const change = (more: Partial<Parameters<typeof store.workspaceSettings.change>[2]>) =>
      store.workspaceSettings.change(team, admin, { days: new Map(), switched: [], ...more });
    const turned = (isOn: boolean) =>
      change({ switched: [{ practice: 'pebble', position: isOn ? 'on' : 'off', prompts: [] }] });
    await change({ days: new Map([['pebble.pebbles', 7]]) });
    await change({ days: new Map([['pebble.pebbles', null]]) });
    await turned(false);
    await turned(true);
    await change({ groups: new Map([['pebble', groupId('S0LEADS')]]) });
    await change({ groups: new Map([['pebble', null]]) });
    await change({ reach: 'workspace' });
    await change({ reach: 'conversation' });
    const ben = userId('UBEN');
    const subjects: readonly Subject[] = [
      { kind: 'person', userId: ben },
      { kind: 'channel', channelId: channelId('CONE') },
      { kind: 'workspace' },
    ];
    for (const subject of subjects) {
      await store.exporting(team, { actor: 'operator', reader: null }, subject, async () => undefined);
      await store.exporting(team, { actor: admin, reader: admin }, subject, async () => undefined);
    }
    await store.erasing(team, 'operator', { kind: 'channel', channelId: channelId('CTWO') });
    await store.erasing(team, admin, { kind: 'person', userId: userId('UANN') });
    await store.erasing(team, ben, { kind: 'person', userId: ben });
    // An erasure of the workspace leaves nobody to read it, and some are of channels that choose.
    const rows = [
      ['erase', 'workspace', 'operator'],
      ['let channels choose', 'pebble', 'UADM'],
      ['switch on', 'pebble in one channel', 'UADM'],
      ['switch off', 'pebble in one channel', 'UADM'],
      ['import', 'lessons', 'operator'],
      ['copy', 'database', 'operator'],
      ['connect', 'github', 'UADM'],
      ['disconnect', 'webhook', 'UADM'],
    ] as const;
    for (const [nth, [deed, subject, actor]] of rows.entries())
      await store.system
        .insertInto('audit')
        .values({ team_id: team, id: `own${nth}`, at: clock.now(), actor, deed, subject })
        .execute();
  };
  /** Every line that stands on the pages, the newest first. */
  const lines = async (user: string): Promise<string[]> => {
    const pages = [await open(user)];
    while (pages.at(-1)?.includes('"lore.turn_audit"') === true && pages.length < 9) {
      await t.press('lore.turn_audit', JSON.stringify({ page: pages.length }), {
        view: { id: 'VM', type: 'modal', hash: '1' },
        channel: undefined,
        response_url: undefined,
        ...as(user),
      });
      pages.push(JSON.stringify(t.slack.callsOf('views.update').at(-1)?.args['view']));
    }
    return pages.flatMap((page) =>
      (JSON.parse(page) as { blocks: { type: string; text?: { text: string } }[] }).blocks.flatMap((block) =>
        block.type === 'section' ? [block.text?.text ?? ''] : [],
      ),
    );
  };

  it('an admin reads a sentence for everything that is recorded, on pages and in their language', async () => {
    await everything();
    const stored = await t.lore.store.audit.of(team);
    expect(new Set(stored.map(({ deed }) => deed))).toEqual(new Set(recordedKinds));
    const [english, german] = [await lines('UADM'), await lines('UADE')];
    for (const read of [english, german]) {
      expect(read).toHaveLength(stored.length);
      expect(read.length).toBeGreaterThan(20);
      for (const line of read)
        expect(line).not.toMatch(/no words|keine Worte|undefined|null|pebble\.|S0LEADS|UBEN|UANN/);
    }
    const all = english.map((line) => line.replace(/^.* CET: /, ''));
    expect(new Set(all)).toEqual(
      new Set([
        '<@UADM> set how long this is kept to 7 days: Pebbles, from the day they were kept.',
        '<@UADM> set this to be kept as long as usual: Pebbles, from the day they were kept.',
        '<@UADM> turned Pebbles on.',
        '<@UADM> turned Pebbles off.',
        '<@UADM> turned Pebbles on in one channel.',
        '<@UADM> turned Pebbles off in one channel.',
        '<@UADM> let channels choose whether to use Pebbles.',
        '<@UADM> chose a user group for Pebbles.',
        '<@UADM> removed the user group for Pebbles.',
        '<@UADM> set shares in public channels to begin as visible in the workspace.',
        '<@UADM> set shares in public channels to begin as visible in the channel.',
        ...['someone who runs Lore', '<@UADM>'].flatMap((who) => [
          `${who} read or exported one person’s data.`,
          `${who} read or exported one channel’s data.`,
          `${who} read or exported the workspace’s data, as far as they may.`,
        ]),
        'someone who runs Lore brought in lessons that were written elsewhere.',
        'someone who runs Lore copied everything that Lore keeps to another database.',
        '<@UADM> connected GitHub, or changed how Lore is let in there.',
        '<@UADM> disconnected a webhook.',
        'someone who runs Lore erased one channel’s data.',
        'someone who runs Lore erased the workspace’s data.',
        '<@UADM> erased one person’s data.',
        'a person erased their own data.',
      ]),
    );
    expect(german.join('\n')).toContain('<@UADM> hat Pebbles ausgeschaltet.');
  });

  it('nobody else reads it, whatever was forged, and an admin no longer than they are one', async () => {
    await everything();
    expect(await open('UADM')).toContain('turned Pebbles off');
    const { audit, directory } = t.lore.store;
    const part = { since: 0, from: 0, size: 20 };
    expect(await audit.forAdmin(team, admin, part)).not.toBeNull();
    expect(await audit.forAdmin(team, userId('UNOBODY'), part)).toBeNull();
    expect(await audit.forAdmin(teamId('T2'), admin, part)).toBeNull();
    const known = await directory.person(team, admin);
    await t.lore.store.system
      .updateTable('person')
      .set({ is_admin: 0 })
      .where('user_id', '=', admin)
      .execute();
    expect(known).not.toBeNull();
    expect(await audit.forAdmin(team, admin, part)).toBeNull();
  });

  it('an admin whose data was erased is not named, and nothing is shown longer than it is kept', async () => {
    const { store } = t.lore;
    await store.workspaceSettings.change(team, admin, {
      days: new Map([['lore.audit', 30]]),
      switched: [],
    });
    await store.erasing(team, 'operator', { kind: 'person', userId: admin });
    const read = await open('UADE');
    expect(read).toContain(
      'jemand, dessen Daten inzwischen gelöscht sind, hat die Aufbewahrung auf 30 Tage gesetzt',
    );
    expect(read).toContain('Jede Zeile wird 30 Tage aufbewahrt.');
    expect(read).not.toContain('UADM');
    clock.advance(31 * day);
    expect(await open('UADE')).toContain('Bisher wurde nichts exportiert');
  });
});
