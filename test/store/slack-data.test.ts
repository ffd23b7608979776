/** One's own data, an admin's, and that of people who left: as it is shown in App Home, and erased. */
import { teamId, userId } from '../../src/core/ids.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { longHome } from '../support/long-home.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { pebble } from '../support/test-feature/feature.ts';

const team = teamId('T1');
const operator = { actor: 'operator', reader: null } as const;

describe.each(engines())('the data on $name', (engine) => {
  let t: LoreUnderTest;
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await engine.fresh();
  });
  afterAll(() => database.remove());
  beforeEach(async () => {
    t = await startLore([longHome], { migrations: pebbleMigrations, databaseUrl: database.url });
  });
  // Making a database takes longer than a test: each leaves this one empty.
  afterEach(async () => {
    await t.lore.store.erasing(team, 'operator', { kind: 'workspace' });
    await t.lore.store.system.deleteFrom('audit').execute();
    await t.stop();
  });

  const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
  const inModal = { ...atHome, view: { id: 'VD', type: 'modal' } };
  const as = (user: string, where: Record<string, unknown>) => ({
    ...where,
    user: { id: user, team_id: 'T1' },
  });
  const shown = (method: 'views.open' | 'views.update' | 'views.push' | 'views.publish') =>
    JSON.stringify(t.slack.callsOf(method).at(-1)?.args['view']);
  const openHome = async (user = 'UANN') => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    return shown('views.publish');
  };
  const learn = (user: string, facts: Partial<Parameters<typeof t.lore.store.directory.savePerson>[1]>) =>
    t.lore.store.directory.savePerson(
      team,
      {
        userId: userId(user),
        memberType: 'member',
        isAdmin: false,
        tz: 'Europe/Berlin',
        locale: 'en',
        awayUntil: null,
        ...facts,
      },
      Date.now(),
    );
  const exported = () => exportFor(t.lore.store, [pebble], team, operator, { kind: 'workspace' });
  const audit = async () =>
    (await t.lore.store.audit.of(team)).map(({ actor, deed, subject }) => [actor, deed, subject]);

  describe('of oneself', () => {
    it('is shown whole, as it was written, under words and not keys, and nothing of others', async () => {
      await t.command('/pebble mine <!channel>');
      await t.command('/pebble theirs', { user_id: 'UBEN' });
      await t.press('lore.show_data', '{"page":0}', atHome);
      expect(shown('views.open')).toMatch(/"rich_text_section".*mine <!channel>/);
      expect(shown('views.open')).toMatch(/Working days: .*Monday, Tuesday, Wednesday, Thursday, Friday\\n/);
      expect(shown('views.open')).toContain('{"type":"channel","channel_id":"CONE"}');
      expect(shown('views.open')).not.toMatch(/workingDays|theirs|"mrkdwn","text":"[^"]*mine/);
    });

    it('speaks the language of the person who reads', async () => {
      await t.press('lore.show_data', '{"page":0}', as('UBEN', atHome));
      expect(shown('views.open')).toContain('Arbeitstage: ');
      expect(shown('views.open')).toContain('Deutsch');
    });

    it('is in pages where it is long, and the pages hold all of it', async () => {
      const long = 'x'.repeat(2_000);
      for (let i = 0; i < 30; i++) await t.command(`/pebble ${i}-${long}`);
      await t.press('lore.show_data', '{"page":0}', atHome);
      let all = shown('views.open');
      for (let page = 1; page < 5; page++) {
        await t.press('lore.turn_data', JSON.stringify({ page }), inModal);
        expect(shown('views.update').length).toBeLessThan(250_000);
        all += shown('views.update');
      }
      for (let i = 0; i < 30; i++) expect(all).toContain(`${i}-xxx`);
    });

    it('is erased, with what Home still shows, and others’ is left alone', async () => {
      await t.command('/pebble mine');
      await t.command('/pebble theirs', { user_id: 'UBEN' });
      await openHome();
      await t.press('lore.erase_data', 'null', atHome);
      await t.lore.runner.runDue();
      expect(shown('views.publish')).toContain('Your data is erased');
      expect(await exported()).toMatchObject({ pebble: { pebbles: [{ words: 'theirs' }] } });
      expect(await t.lore.store.directory.person(team, userId('UANN'))).toBeNull();
      expect(t.logged()).not.toContain('mine');
    });
  });

  describe('of a workspace', () => {
    it('is shown to an admin as far as it reaches them, which is on record, and to nobody else', async () => {
      await t.command('/pebble theirs', { user_id: 'UBEN' });
      await openHome();
      expect(shown('views.publish')).not.toContain('lore.show_all');
      await t.press('lore.show_all', '{"page":0}', atHome);
      expect(shown('views.open')).toContain('for admins of this workspace');
      expect(await audit()).toEqual([]);

      await learn('UANN', { isAdmin: true });
      await openHome();
      expect(shown('views.publish')).toContain('lore.show_all');
      await t.press('lore.show_all', '{"page":0}', atHome);
      expect(shown('views.open')).toContain('theirs');
      expect(await audit()).toEqual([['UANN', 'export', 'workspace']]);
    });

    it('has its buttons in Home beside all the rest that an admin has, within 100 blocks', async () => {
      for (let i = 0; i < 60; i++) await t.command(`/pebble thing-${i}`);
      await learn('UANN', { isAdmin: true });
      await openHome();
      expect(shown('views.publish')).toContain('lore.show_left');
      const view = t.slack.callsOf('views.publish').at(-1)?.args['view'] as { blocks: unknown[] };
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      expect(view.blocks.length).toBeGreaterThan(80);
    });

    it('is not shown to an admin of another organisation, or who became a guest', async () => {
      for (const standing of ['external', 'guest'] as const) {
        await learn('UANN', { isAdmin: true, memberType: standing });
        await t.press('lore.show_all', '{"page":0}', atHome);
        expect(shown('views.open')).toContain('for admins of this workspace');
      }
      expect(await audit()).toEqual([]);
    });
  });

  describe('of somebody who left', () => {
    beforeEach(async () => {
      await t.command('/pebble of ben', { user_id: 'UBEN' });
      await t.command('/pebble of ann');
      await learn('UBEN', { memberType: 'deactivated' });
      await learn('UOLD', { memberType: 'deactivated' });
    });

    it('is erased by an admin, who is shown who left and nothing of what they wrote', async () => {
      await learn('UANN', { isAdmin: true });
      await t.press('lore.show_left', '{"page":0}', atHome);
      expect(shown('views.open')).toContain('<@UBEN>');
      expect(shown('views.open')).not.toMatch(/UOLD|of ben/);
      await t.press('lore.erase_left', '{"user":"UBEN"}', inModal);
      expect(shown('views.update')).toContain('Nobody who left has data here');
      expect(await exported()).toMatchObject({ pebble: { pebbles: [{ words: 'of ann' }] } });
      expect(await audit()).toContainEqual(['UANN', 'erase', 'person']);
      await openHome();
      expect(shown('views.publish')).toContain('Old copies leave the database’s files');
      await learn('UANN', { isAdmin: false });
      await openHome();
      expect(shown('views.publish')).not.toContain('Old copies leave');
    });

    it('is not erased by who is no admin, nor is anything of somebody who is still here', async () => {
      await t.press('lore.erase_left', '{"user":"UBEN"}', inModal);
      expect(shown('views.push')).toContain('for admins of this workspace');
      await learn('UANN', { isAdmin: true });
      for (const forged of ['{"user":"UANN"}', '{"user":"UNOBODY"}']) {
        await t.press('lore.erase_left', forged, inModal);
        expect(shown('views.push')).toContain('Nothing was changed');
      }
      expect(await exported()).toMatchObject({
        pebble: { pebbles: [{ words: 'of ben' }, { words: 'of ann' }] },
      });
      expect((await audit()).filter(([, deed]) => deed === 'erase')).toEqual([]);
    });

    it('is taken out whole by the operator, for them', async () => {
      const ofBen = { kind: 'person', userId: userId('UBEN') } as const;
      expect(await exportFor(t.lore.store, [pebble], team, operator, ofBen)).toMatchObject({
        lore: { standing: { choice: 'deactivated' } },
        pebble: { pebbles: [{ words: 'of ben' }] },
      });
      expect(await audit()).toEqual([['operator', 'export', 'person']]);
    });
  });
});
