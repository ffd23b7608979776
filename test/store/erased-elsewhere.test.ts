/** Work asks the database what is known of people: another process may have erased someone a moment ago. */
import { channels, team as teamName, users } from '../support/fake-slack.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { randomIds } from '../../src/process.ts';
import { openStore } from '../../src/store/store.ts';
import { copiedFile } from '../support/databases.ts';
import { startLore } from '../support/lore-under-test.ts';

const team = teamId(teamName);
const ann = userId('UANN');

it('what people were told stays as it is when it is redrawn right after another process erased someone', async () => {
  const database = await copiedFile();
  users['UCAT'] = { id: 'UCAT', team_id: teamName, tz: 'Europe/Berlin', profile: {} };
  channels['CONE'] = { id: 'CONE', name: 'one', is_member: true, members: ['UANN', 'UBEN', 'UCAT', 'UBOT'] };
  const start = Date.parse('2026-11-24T10:00:00+01:00') - Date.now();
  const clock = { now: () => Date.now() + start };
  const t = await startLore(features, { databaseUrl: database.url, clock });
  const other = openStore({
    url: database.url,
    clock,
    ids: randomIds,
    tables: features.flatMap(({ tables }) => tables),
  });
  try {
    await t.command('/learned');
    const view = t.slack.callsOf('views.open').at(-1)?.args['view'] as { readonly private_metadata: string };
    await t.submit('learned.share', view.private_metadata, { what: 'A dry run saves a night' });
    await t.lore.runner.runDue();
    const row = await t.lore.store.system
      .selectFrom('delivery')
      .select(['params'])
      .where('post', '=', 'learned.shared')
      .executeTakeFirstOrThrow();
    const { share } = JSON.parse(row.params) as { share: string };
    await t.submit(
      'learned.how',
      JSON.stringify({ k: 'k1', m: { share } }),
      { how: 'we tried it' },
      { user: { id: 'UBEN', team_id: teamName } },
    );
    await t.lore.runner.runDue();
    const { ts } = await t.lore.store.system
      .selectFrom('delivery')
      .select('ts')
      .where('post', '=', 'learned.thanks')
      .executeTakeFirstOrThrow();
    expect(ts).not.toBeNull();
    await t.lore.store.remembered.knownSince(team, ann);
    // The erasure redraws what those were told who share a channel with them.
    await other.erasing(team, 'operator', { kind: 'person', userId: userId('UCAT') });
    await t.lore.runner.runDue();
    const updates = t.slack
      .callsOf('chat.update')
      .filter(({ args }) => args['ts'] === ts)
      .map(({ args }) => String(args['text']));
    for (const text of updates) expect(text).toContain('we tried it');
  } finally {
    await other.close();
    await t.stop();
    await database.remove();
  }
});
