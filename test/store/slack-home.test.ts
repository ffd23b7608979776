import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { longHome } from '../support/long-home.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';

interface Block {
  readonly type: string;
  readonly elements?: readonly { readonly action_id?: string; readonly value?: string }[];
}

describe.each(engines())('on $name, App Home', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    database = await engine.fresh();
  });
  afterAll(() => database.remove());
  beforeEach(async () => {
    t = await startLore([longHome], { databaseUrl: database.url, migrations: pebbleMigrations });
  });
  // Making a database takes longer than a test: each leaves this one empty.
  afterEach(async () => {
    await t.lore.store.erasing(teamId('T1'), 'operator', { kind: 'workspace' });
    await t.stop();
  });
  const openHome = async (user = 'UANN'): Promise<readonly Block[]> => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    const last = t.slack.callsOf('views.publish').at(-1)?.args['view'] as { blocks: Block[] };
    return last.blocks;
  };
  const text = (blocks: readonly Block[]) => JSON.stringify(blocks);
  const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
  const shownModal = (method: 'views.open' | 'views.update') =>
    JSON.stringify(t.slack.callsOf(method).at(-1)?.args['view']);

  it('of a new person says how to begin, and always what Lore stores about them', async () => {
    const blocks = await openHome();
    expect(text(blocks)).toContain('You’re all caught up');
    expect(text(blocks)).toContain('Erase my data');
  });

  it('has a section of a feature that nothing else knows, and is redrawn when that asks', async () => {
    await openHome();
    await t.command('/pebble hello');
    await t.lore.runner.runDue();
    const blocks = await openHome();
    expect(text(blocks)).toContain('Your Pebbles');
    expect(text(blocks)).toContain('hello');
  });

  it('of somebody else shows none of it', async () => {
    await t.command('/pebble hello');
    expect(text(await openHome('UBEN'))).not.toContain('hello');
  });

  it('of somebody with 200 things keeps to 100 blocks, says that there is more, and shows all of it', async () => {
    for (let i = 0; i < 200; i++) await t.command(`/pebble thing-${i}-`);
    const blocks = await openHome();
    expect(blocks.length).toBeLessThanOrEqual(100);
    let seen = text(blocks);
    let more = blocks
      .flatMap((block) => block.elements ?? [])
      .find((element) => element.action_id === 'lore.show_more');
    for (let page = 0; more !== undefined && page < 10; page++) {
      await t.press(
        more.action_id ?? '',
        more.value,
        page === 0 ? atHome : { view: { id: 'VM', type: 'modal' } },
      );
      const method = page === 0 ? 'views.open' : 'views.update';
      const view = t.slack.callsOf(method).at(-1)?.args['view'] as { blocks: Block[] };
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      seen += text(view.blocks);
      more = view.blocks
        .flatMap((block) => block.elements ?? [])
        .find((element) => element.action_id === 'lore.turn_more');
    }
    for (let i = 0; i < 200; i++) expect(seen).toContain(`thing-${i}-`);
  });

  it('with a section that breaks shows the others, and a reference', async () => {
    const broken = {
      ...pebble,
      name: 'crack',
      tables: [],
      commands: [],
      views: [],
      actions: [],
      posts: [],
      jobs: [],
      schedules: [],
      homeSection: { order: 1, build: () => Promise.reject(new Error('private words')) },
    };
    await t.stop();
    t = await startLore([broken, pebble], { databaseUrl: database.url, migrations: pebbleMigrations });
    await t.command('/pebble hello');
    const blocks = await openHome();
    expect(text(blocks)).toContain('hello');
    expect(text(blocks)).toContain('I couldn’t show this part');
    expect(t.logged()).not.toContain('private words');
  });

  it('asks about a post of which nobody knows whether it arrived, and takes the answer', async () => {
    const row = {
      team_id: teamId('T1'),
      id: 'd1',
      key: 'k',
      post: 'pebble.weekly',
      params: '{}',
      kind: 'channel' as const,
      channel_id: channelId('CONE'),
      user_id: null,
      urgency: null,
      under: null,
      owner_id: userId('UANN'),
      state: 'unknown' as const,
      ts: null,
      wanted: 1,
      shown: 0,
      attempts: 1,
      due_at: Date.now() + 1e9,
      claimed_at: null,
      note: 'surfaced',
      created_at: Date.now(),
      sent_at: null,
    };
    await t.lore.store.system.insertInto('delivery').values(row).execute();
    expect(text(await openHome())).toContain('Was this posted?');
    expect(text(await openHome('UBEN'))).not.toContain('Was this posted?');
    await t.interact({
      type: 'block_actions',
      user: { id: 'UBEN', team_id: 'T1' },
      ...atHome,
      actions: [{ action_id: 'lore.is_there', value: '{"id":"d1"}' }],
    });
    expect(shownModal('views.open')).toContain('jemand anderes entscheidet darüber');
    await t.press('lore.is_there', '{"id":"d1"}', atHome);
    expect(text(await openHome())).not.toContain('Was this posted?');
    expect(t.slack.callsOf('chat.postMessage')).toHaveLength(0);
  });
});
