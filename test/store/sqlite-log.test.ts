/** The log of a rewritten database is not taken in by whoever commits next: on their event loop that takes seconds. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshFile } from '../support/databases.ts';
import { noon, openWorld, people, type World } from './support/world.ts';

describe('a log of more than 64 MB beside the file', () => {
  let world: World;
  let path: string;
  let other: Database.Database;
  beforeEach(async () => {
    const file = await freshFile();
    path = join(file.folder, 'lore.db');
    world = await openWorld({ fresh: async () => file });
    other = new Database(path);
    other.pragma('wal_autocheckpoint = 0');
    other.exec('create table ballast (words text)');
    const insert = other.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 7000)
        insert into ballast select hex(randomblob(5000)) from n`,
    );
    insert.run();
  });
  afterEach(async () => {
    other.close();
    await world.close();
  });

  const megabytes = (of: string) => Math.round(statSync(of).size / 1_000_000);

  it('is left to the process that made it so long, and taken in as usual when it is short again', async () => {
    expect(megabytes(`${path}-wal`)).toBeGreaterThan(64);
    await people(world, { ann: 'member' });
    await world.store.system.updateTable('person').set({ fetched_at: noon }).execute();
    // The tables alone.
    expect(megabytes(path)).toBeLessThan(5);

    other.pragma('wal_checkpoint(truncate)');
    const full = megabytes(path);
    expect(full).toBeGreaterThan(64);
    // A thousand pages and more.
    other.exec('delete from ballast where rowid > 3500');
    await people(world, { bob: 'member' });
    other.exec('vacuum');
    other.pragma('wal_checkpoint(truncate)');
    const log = () => statSync(`${path}-wal`).size;
    const words = 'w'.repeat(100_000);
    for (let saved = 0; saved < 100; saved += 1)
      await world.store.inbox.add({
        teamId: 'T1' as never,
        eventId: `e${saved}`,
        type: 'test',
        body: words,
        receivedAt: noon,
      });
    // Ten megabytes were written: the log was begun again on the way.
    expect(log()).toBeLessThan(6_000_000);
  });
});
