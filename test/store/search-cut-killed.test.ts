/** A process that dies while it cuts words leaves rows that have all of them or wait; the next one does the rest. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { channelId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { lastingEngines } from '../support/databases.ts';
import { keptAndWanted, lesson } from '../support/search/written.ts';
import { channel, openWorld, people, personViewer, T1 } from './support/world.ts';

const child = join(import.meta.dirname, '..', 'support', 'search', 'cut-child.ts');
/** Of the rows that are cut in one transaction, more than one batch. */
const count = 60;

it.each(lastingEngines())(
  'on $name, killed before any of its statements, no row has half its words or is counted twice, and the next process ends as if nothing had been',
  async (engine) => {
    const database = await engine.fresh();
    const tables = features.flatMap((feature) => feature.tables);
    const world = await openWorld({ fresh: async () => database }, allGuards, { tables });
    const { system } = world.store;
    await people(world, { ann: 'member' });
    await channel(world, 'C1', ['ann']);
    await world.store.transact(T1, personViewer('ann'), async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: channelId('C1') });
      for (let nth = 0; nth < count; nth += 1)
        await scope.insert(lessons, lesson(`l${nth}`, audience, { title: `granite pebble${nth}` }), {
          audience,
          by: [userId('ann')],
          names: 'shown',
        });
    });
    const { wanted } = await keptAndWanted(world.store);
    let deaths = 0;
    for (let at = 1; ; at += 1) {
      // Some wait for their first words, others have those of an older version.
      await sql`update lesson_words set cut = 0, words = ''`.execute(system);
      await sql`update lesson_words set words = '!!!!!!!! grit' where row_id like 'l2%'`.execute(system);
      const { signal, status, stderr } = spawnSync(process.execPath, ['--no-warnings', child, database.url], {
        env: { PATH: process.env['PATH'], DIES_AT: String(at) },
      });
      if (signal === null) expect([status, stderr.toString()]).toEqual([0, '']);
      else deaths += 1;
      const { kept } = await keptAndWanted(world.store);
      const cut = new Set(wanted.words);
      const others = kept.words.filter((row) => !cut.has(row));
      expect(others.filter((row) => !/ (?:!{8} grit)?$/.test(row))).toEqual([]);
      expect([0, 10, 50, 60]).toContain(kept.words.length - others.length);
      const counted = kept.counts.filter((row) => row.includes(' granite '));
      const has = kept.words.length - others.length;
      expect(counted.map((row) => Number(row.split(' ').at(-1)))).toEqual(has === 0 ? [] : [has]);
      while ((await world.store.cutWaiting(T1)) > 0);
      expect((await keptAndWanted(world.store)).kept).toEqual(wanted);
      if (signal === null) break;
    }
    expect(deaths).toBeGreaterThan(6);
    await world.close();
  },
  120_000,
);
