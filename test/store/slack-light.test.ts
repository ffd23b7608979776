/** What people do costs no more than it takes: help asks the database nothing, who reads leaves nothing behind, a card takes few statements. */
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { nothing } from '../../src/core/listener.ts';
import type { Scope } from '../../src/core/scope.ts';
import { features } from '../../src/features.ts';
import { addCards } from '../../src/features/retro/collect/screens.ts';
import { planOf, scansIn, statementsIn, statementsOf } from '../support/count-statements.ts';
import { copiedFile, type FreshDatabase } from '../support/databases.ts';
import { channels, team, users } from '../support/fake-slack.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { entries } from '../support/test-feature/rows.ts';

let database: FreshDatabase;
let t: LoreUnderTest;
beforeEach(async () => {
  database = await copiedFile();
});
afterEach(async () => {
  await t.stop();
  await database.remove();
});
const keys = async () => (await t.lore.store.system.selectFrom('submission').select('key').execute()).length;

it.each(['/lore help', '/retro help', '/retro hlep', '/learned help', '/journey help', '/journey hlep'])(
  'asks the database nothing for “%s” of somebody who has asked lately, and says what it said before',
  async (command) => {
    t = await startLore(features, { databaseUrl: database.url });
    const first = await t.command(command);
    expect(first.json['text']).toEqual(expect.any(String));
    let again = '';
    const statements = await statementsOf(async () => {
      again = (await t.command(command)).body;
    });
    expect(again).toBe(first.body);
    // Whether another process has written is looked at now and then.
    expect(statements).toBeLessThanOrEqual(1);
    expect(await keys()).toBe(0);
  },
);

describe('a command that only reads', () => {
  it('takes no key, as often as it is delivered', async () => {
    t = await startLore(features, { databaseUrl: database.url });
    for (const command of ['/retro', '/retro history', '/retro actions', '/retro numbers', '/retro plan x'])
      for (let delivered = 0; delivered < 2; delivered += 1)
        await t.command(command, { trigger_id: `one press ${command}` });
    expect(t.slack.callsOf('views.open').length).toBe(10);
    expect(await keys()).toBe(0);
    await t.command('/learned something');
    expect(await keys()).toBe(1);
  });

  it('says nothing more when it is delivered again, since its trigger has opened a modal', async () => {
    t = await startLore(features, { databaseUrl: database.url });
    let isUsed = false;
    t.slack.answer('views.open', () => {
      if (isUsed) return { ok: false, error: 'exchanged_trigger_id' };
      isUsed = true;
      return { ok: true, view: { id: 'V1' } };
    });
    await t.command('/retro', { trigger_id: 'one press' });
    const again = await t.command('/retro', { trigger_id: 'one press' });
    expect([again.status, again.body]).toEqual([200, '']);
    expect(t.slack.callsOf('views.open')).toHaveLength(2);
    expect(await t.lore.store.system.selectFrom('not_shown').selectAll().execute()).toEqual([]);
  });

  it('stores nothing, also when it tries to, and the person who typed it reads that it failed', async () => {
    const sly: Feature = {
      ...pebble,
      commands: [
        {
          name: '/pebble',
          summary: () => 'says that it reads, and writes',
          usage: () => '',
          isReader: true,
          run: async ({ scope, newId, now, person }) => {
            const writes = scope as Scope;
            const channel = channelId('CONE');
            const audience = await writes.audience({ kind: 'conversation', channel });
            const row = { id: rowId(newId()), channel_id: channel, words: 'kept', kept_at: now };
            await writes.insert(entries, row, { audience, by: [person.userId], names: 'shown' });
            return nothing;
          },
        },
      ],
    };
    t = await startLore([sly], { databaseUrl: database.url, migrations: pebbleMigrations });
    expect(String((await t.command('/pebble')).json['text'])).toContain('went wrong');
    expect(await t.lore.store.system.selectFrom('audience').selectAll().execute()).toEqual([]);
    expect(await t.lore.store.system.selectFrom('authorship').selectAll().execute()).toEqual([]);
  });
});

describe.each([5, 200])('of a team of %i, a card that is saved', (count) => {
  it('takes at most 14 statements, none of which looks through a whole table, with a draft and without', async () => {
    const people = Array.from({ length: count }, (_, nth) => `UP${nth}`);
    for (const id of people) users[id] = { id, team_id: team, tz: 'Europe/Berlin', profile: {} };
    channels['CTEAM'] = { id: 'CTEAM', name: 'team', is_member: true, members: [...people, 'UBOT'] };
    t = await startLore(features, { databaseUrl: database.url });
    const [first = '', second = '', third = ''] = people;
    const by = (user: string) => ({ user: { id: user, team_id: team } });
    const opened = () =>
      t.slack.callsOf('views.open').at(-1)?.args['view'] as { readonly private_metadata: string };

    await t.command('/retro', { user_id: first, channel_id: 'CTEAM', channel_name: 'team' });
    const values = {
      about: { about: { value: 'The relaunch' } },
      kind: { kind: { selected_option: { value: 'project' } } },
    };
    const view = { callback_id: 'retro.start', private_metadata: opened().private_metadata };
    await t.interact({ type: 'view_submission', ...by(first), view: { ...view, state: { values } } });
    const { id } = await t.lore.store.system
      .$pickTables<never>()
      .selectFrom(sql<{ id: string }>`(select id from retro)`.as<'it'>('it'))
      .select('it.id')
      .executeTakeFirstOrThrow();
    const save = async (user: string, hasDraft: boolean) => {
      await t.press(addCards.actionId, JSON.stringify({ retro: rowId(id) }), by(user));
      const metadata = opened().private_metadata;
      if (hasDraft) await t.type('retro.cards', metadata, 'column0', 'A card, nearly');
      return statementsIn(async () => {
        const { status, body } = await t.submit('retro.cards', metadata, { column0: 'A card' }, by(user));
        expect([status, body]).toEqual([200, '']);
      });
    };
    // What people do is looked at once a second for other processes; that may fall among them.
    const saved = [await save(second, false), await save(third, true)];
    for (const statements of saved) expect(statements.length).toBeLessThanOrEqual(14);
    const file = new Database(database.url.slice('sqlite:'.length), { readonly: true });
    // All people of a workspace are looked through for what is for the workspace; a retrospective is for some people. A workspace itself is one row.
    const wholeWorkspace = planOf(file, saved.flat()).filter((step) => step.endsWith('(team_id=?)'));
    expect(new Set(wholeWorkspace)).toEqual(
      new Set([
        'SEARCH o USING COVERING INDEX sqlite_autoindex_person_1 (team_id=?)',
        'SEARCH w EXISTS USING INDEX sqlite_autoindex_workspace_1 (team_id=?)',
      ]),
    );
    for (const statement of saved.flat()) expect(scansIn(planOf(file, [statement]))).toEqual([]);
    const members = await statementsIn(() =>
      t.lore.store.read(t.lore.team(), { kind: 'person', userId: userId(first) }, (read) =>
        read.members(channelId('CTEAM')),
      ),
    );
    // Found by the channel, not among everyone in the workspace.
    const plan = planOf(file, members);
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH p .*\(team_id=\? AND user_id=\?\)$/));
    expect(plan.filter((step) => step.endsWith('(team_id=?)'))).toEqual([]);
    expect(scansIn(plan)).toEqual([]);
    file.close();
    const kept = await t.lore.store.system.selectFrom('authorship').select('user_id').execute();
    expect(new Set(kept.map(({ user_id: user }) => user))).toEqual(new Set([second, third]));
  });
});
