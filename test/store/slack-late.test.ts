/** A form for cards that was open when collecting ended, and is sent twice at once: nothing of it is lost, and nothing is posted twice. */
import { sql } from 'kysely';
import { rowId } from '../../src/core/ids.ts';
import { addCards, nothingToAdd } from '../../src/features/retro/collect/screens.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { readLeft } from '../../src/features/retro/late/ids.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { channels, team, users } from '../support/fake-slack.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';

describe.each(engines())('on $name, a form for cards that is open when collecting ends', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    for (const id of ['UANN', 'UBEN']) users[id] = { id, team_id: team, tz: 'Europe/Berlin', profile: {} };
    channels['CTEAM'] = { id: 'CTEAM', name: 'team', is_member: true, members: ['UANN', 'UBEN', 'UBOT'] };
    database = await engine.fresh();
    t = await startLore([retro], { databaseUrl: database.url });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });

  const by = (id: string) => ({ user: { id, team_id: team } });
  const opened = () =>
    t.slack.callsOf('views.open').at(-1)?.args['view'] as { readonly private_metadata: string };
  const pressed = async (actionId: string, value: object, who: string) => {
    await t.press(actionId, JSON.stringify(value), by(who));
    return opened().private_metadata;
  };

  it('asks about its cards as late ones, and sent twice at once keeps them in its author’s Home until they are sent', async () => {
    await t.command('/retro', { channel_id: 'CTEAM', channel_name: 'team' });
    const values = {
      about: { about: { value: 'The relaunch' } },
      kind: { kind: { selected_option: { value: 'project' } } },
    };
    const start = { callback_id: 'retro.start', private_metadata: opened().private_metadata };
    await t.interact({ type: 'view_submission', ...by('UANN'), view: { ...start, state: { values } } });
    const [row] = (await sql<{ id: string }>`select id from retro`.execute(t.lore.store.system)).rows;
    const of = { retro: rowId(row?.id ?? '') };
    const anns = await pressed(addCards.actionId, of, 'UANN');
    await t.submit('retro.cards', anns, { column0: 'one\ntwo' }, by('UANN'));
    const bens = await pressed(addCards.actionId, of, 'UBEN');
    await t.press(nothingToAdd.actionId, JSON.stringify(of), by('UBEN'));

    const submit = () => t.submit('retro.cards', bens, { column0: 'nearly lost' }, by('UBEN'));
    const sent = await Promise.all([submit(), submit()]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    // One asks about them; the other closes what is open.
    expect(sent.map(({ json }) => json['response_action'] ?? '').toSorted()).toEqual(['', 'update']);
    const stored = () => sql`select * from retro_late_card`.execute(t.lore.store.system);
    expect((await stored()).rows).toEqual([]);

    const home = async () => {
      const before = t.slack.callsOf('views.publish').length;
      await t.event({ type: 'app_home_opened', user: 'UBEN', channel: 'DBEN', tab: 'home' });
      await t.lore.runner.runDue();
      const drawn = t.slack.callsOf('views.publish').slice(before);
      return JSON.stringify(drawn.at(-1)?.args['view'] ?? null);
    };
    expect(await home()).toContain('What you had begun');
    const late = await pressed(readLeft.actionId, of, 'UBEN');
    expect(JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view'])).toContain('nearly lost');
    const last = () => t.submit('retro.late', late, { column0: 'nearly lost' }, by('UBEN'));
    await Promise.all([last(), last()]);
    expect((await stored()).rows).toHaveLength(1);
    expect(await home()).not.toContain('What you had begun');
  });
});
