/** Databases that earlier versions filled, opened with this one: whoever saw a row sees it still, and nobody else does. */
import { sql } from 'kysely';
import { engines } from '../support/databases.ts';
import {
  countRows,
  factsOf,
  keptNames,
  restore,
  rowsAfter,
  storeAt,
  whatIsSeen,
} from '../support/kept/kept.ts';
import type { Store } from '../../src/store/store.ts';

describe.each(keptNames())('what was kept as %s', (kept) => {
  it.each(engines())(
    'on $name has every row after the migrations, seen by the same people',
    async ({ name: engine }) => {
      const facts = factsOf(kept, engine);
      const database = await restore(kept, engine);
      const store = storeAt(database.url, facts.at);
      try {
        expect(await countRows(store)).toEqual(facts.rows);
        await store.migrate();
        expect(await countRows(store)).toMatchObject(await rowsAfter(facts, store));
        const seen = await whatIsSeen(store);
        for (const [table, rows] of Object.entries(facts.seen))
          expect([table, seen[table]]).toEqual([table, rows]);
      } finally {
        await store.close();
        await database.remove();
      }
    },
    60_000,
  );

  it('has the tables of a new database after the migrations: none that landed was changed since', async () => {
    const { at } = factsOf(kept, 'sqlite');
    const database = await restore(kept, 'sqlite');
    const stores = [storeAt(database.url, at), storeAt('sqlite::memory:', at)] as const;
    try {
      for (const store of stores) await store.migrate();
      expect(await tablesOf(stores[0])).toEqual(await tablesOf(stores[1]));
    } finally {
      for (const store of stores) await store.close();
      await database.remove();
    }
  }, 60_000);
});

/** Kept by a version that had read their workspace, and not what people are called. */
const nameless = keptNames().filter((kept) => {
  const { migrations, rows } = factsOf(kept, 'sqlite');
  return (rows['directory_walk'] ?? 0) > 0 && !migrations.includes('2026-11-28t1301_names_read');
});

it.each(nameless)(
  'what people are called, which %s has not kept, is read as soon as Lore starts',
  async (kept) => {
    const { at } = factsOf(kept, 'sqlite');
    const database = await restore(kept, 'sqlite');
    const store = storeAt(database.url, at);
    try {
      await store.migrate();
      for (const { teamId: team } of await store.workspaces.installed()) {
        expect(await store.directory.isWalked(team)).toBe(true);
        await store.directory.beginWalk(team, 1);
        expect(await store.directory.walk(team)).toMatchObject({
          stage: 'people',
          cursor: null,
          beganAt: at,
        });
      }
    } finally {
      await store.close();
      await database.remove();
    }
  },
);

/** Kept by a version that counted what collecting came to whenever that was shown. */
const uncounted = keptNames().filter(
  (kept) => !factsOf(kept, 'sqlite').migrations.includes('2026-11-29t1020_retro_counts'),
);

it.each(uncounted.flatMap((kept) => engines().map((engine) => [kept, engine.name] as const)))(
  'what collecting came to in the retrospectives that %s has kept on %s is stored where it is over',
  async (kept, engine) => {
    const database = await restore(kept, engine);
    const store = storeAt(database.url, factsOf(kept, engine).at);
    try {
      await store.migrate();
      const counted = sql<number>`(select count(*) from retro_turn as t where t.team_id = r.team_id
        and t.retro_id = r.id and t.phase = 'collect')`;
      const { rows } = await sql<
        Readonly<Record<'is_over' | 'stored' | 'authors' | 'cards' | 'now', number>>
      >`
        select case when r.phase = 'collect' then 0 else 1 end as is_over, r.answer_count as stored,
          r.author_count as authors, r.card_count as cards, ${counted} as now
        from retro as r`.execute(store.system);
      const over = rows.filter(({ is_over: isOver }) => isOver === 1);
      expect(over.map(({ stored }) => stored)).toEqual(over.map(({ now }) => now));
      expect(over.some(({ authors, cards }) => authors > 0 && cards > authors)).toBe(true);
      const open = rows.filter(({ is_over: isOver }) => isOver === 0);
      expect(open.map(({ stored, authors, cards }) => [stored, authors, cards])).toEqual(
        open.map(() => [null, null, null]),
      );
    } finally {
      await store.close();
      await database.remove();
    }
  },
);

/** How tables and indexes were made, in SQL. */
async function tablesOf(store: Store): Promise<readonly unknown[]> {
  const { rows } = await sql`select name, sql from sqlite_master where sql is not null order by name`.execute(
    store.system,
  );
  return rows;
}
