/** A workspace that used thanks before they started turned off goes on using them. */
import { engines } from '../support/databases.ts';
import { factsOf, keptNames, restore, storeAt } from '../support/kept/kept.ts';

const before = keptNames().filter((kept) => {
  const { migrations, rows } = factsOf(kept, 'sqlite');
  return (rows['thanks'] ?? 0) > 0 && !migrations.includes('2026-11-29t1100_practice_choices');
});

it('there are some that used thanks', () => {
  expect(before.length).toBeGreaterThan(0);
});

it.each(before.flatMap((kept) => engines().map((engine) => [kept, engine.name] as const)))(
  'in %s on %s thanks are on for everyone after the migrations',
  async (kept, engine) => {
    const database = await restore(kept, engine);
    const store = storeAt(database.url, factsOf(kept, engine).at);
    try {
      await store.migrate();
      const teams = await store.system
        .selectFrom('thanks' as 'workspace')
        .select('team_id')
        .distinct()
        .execute();
      expect(teams.length).toBeGreaterThan(0);
      for (const { team_id: team } of teams) {
        const { off, byChannel } = await store.workspaceSettings.of(team);
        expect([off.has('thanks'), byChannel.has('thanks')]).toEqual([false, false]);
      }
    } finally {
      await store.close();
      await database.remove();
    }
  },
  60_000,
);
