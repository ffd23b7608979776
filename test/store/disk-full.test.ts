/** The disk is full: whoever pressed reads that nothing was stored and why, the operator finds it named, and it goes on once there is room. */
import { sql } from 'kysely';
import { whyNot } from '../../src/run.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations as migrations } from '../support/pebble-migrations.ts';

describe.each(engines())('on $name, where the disk is full', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeEach(async () => {
    database = await engine.fresh();
    t = await startLore([pebble], { databaseUrl: database.url, migrations });
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });
  /** As the engine itself meets it: SQLite may make its file no larger; PostgreSQL is told by a trigger, under its own code. */
  const fill = () =>
    t.lore.store.write(async (db) => {
      if (engine.name === 'sqlite') await sql`pragma max_page_count = 1`.execute(db);
      else {
        await sql`create function full_disk() returns trigger language plpgsql as
          'begin raise exception ''could not extend file'' using errcode = ''disk_full''; end'`.execute(db);
        await sql`create trigger full_disk before insert on pebble execute function full_disk()`.execute(db);
      }
    });
  const makeRoom = () =>
    t.lore.store.write(async (db) => {
      if (engine.name === 'sqlite') await sql`pragma max_page_count = 1000000`.execute(db);
      else await sql`drop trigger full_disk on pebble`.execute(db);
    });
  const keep = async (user: string) =>
    String((await t.command(`/pebble ${'word '.repeat(500)}`, { user_id: user })).json['text']);
  /** What there was room for is taken first: a page or two are never full to the brim. */
  const keepUntilFull = async (user: string) => {
    for (let tries = 0; tries < 20; tries += 1) {
      const said = await keep(user);
      if (!said.includes('word')) return said;
    }
    throw new Error('there was room for everything');
  };
  const kept = async () => (await sql`select id from pebble`.execute(t.lore.store.system)).rows.length;

  it('the person who pressed reads so in their language, the log names it, and later it is stored', async () => {
    await fill();
    expect(await keepUntilFull('UANN')).toMatch(
      /nothing was changed: my disk is full\. Please tell your admin/,
    );
    const before = await kept();
    expect(await keepUntilFull('UBEN')).toMatch(/nichts wurde geändert: Meine Festplatte ist voll/);
    expect(await kept()).toBe(before);
    expect(t.logged()).toContain('"means":"the disk is full: free some space where the database is"');
    expect(t.logged()).not.toContain('word word');
    await makeRoom();
    await keep('UANN');
    expect(await kept()).toBe(before + 1);
  });

  it('Lore that cannot start says so in a sentence', async () => {
    await keep('UANN');
    await fill();
    const failed = t.lore.store.write((db) =>
      sql`insert into pebble (team_id, id, audience_id, channel_id, words, kept_at)
        select team_id, 'another', audience_id, channel_id, ${'word '.repeat(8_000)}, kept_at from pebble`.execute(
        db,
      ),
    );
    const error: unknown = await failed.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(whyNot(error)).toBe(
      'The disk is full. Free some space where the database is, and start Lore again.',
    );
  });
});
