/** The words come back by themselves where a database was put back, by whichever Lore, and are gone where their rows were erased. */
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { join } from 'node:path';
import pg from 'pg';
import { type ChannelId, rowId, userId } from '../../src/core/ids.ts';
import type { Term } from '../../src/core/search/stored.ts';
import { features } from '../../src/features.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { openStore } from '../../src/store/store.ts';
import { emptyPostgres, engines, freshFile } from '../support/databases.ts';
import { copiesIn } from '../support/erasures.ts';
import { keptAndWanted, lesson } from '../support/search/written.ts';
import { channel, openWorld, people, personViewer, T1, type World } from './support/world.ts';

const ann = personViewer('ann');
const tables = features.flatMap((feature) => feature.tables);

async function withLessons(world: World, titles: readonly string[]): Promise<void> {
  await people(world, { ann: 'member' });
  await channel(world, 'C1', ['ann']);
  await world.store.transact(T1, ann, async (scope) => {
    const audience = await scope.audience({ kind: 'conversation', channel: 'C1' as ChannelId });
    for (const [nth, title] of titles.entries())
      await scope.insert(lessons, lesson(`l${nth}`, audience, { title }), {
        audience,
        by: [userId('ann')],
        names: 'shown',
      });
  });
}

const found = (world: World, word: string) =>
  world.store.read(T1, ann, async ({ words }) =>
    (await words.candidates(lessons, { any: [word as Term], most: 9 })).map(({ id }) => id as string),
  );

it('an older Lore that restores a backup on SQLite leaves the triggers out: the next one makes the words again', async () => {
  const file = await freshFile();
  const world = await openWorld({ fresh: async () => file }, allGuards, { tables });
  await withLessons(world, ['granite', 'basalt', 'slate']);
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(
    world.store.system,
  );
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(world.store.system);
  // What it then changes and deletes, the words do not know.
  await sql`update lesson set title = 'marble' where id = 'l1'`.execute(world.store.system);
  await sql`pragma foreign_keys = off`.execute(world.store.system);
  await sql`delete from lesson where id = 'l2'`.execute(world.store.system);
  await world.store.migrate();
  expect(await found(world, 'granite')).toEqual([]);
  while ((await world.store.cutWaiting(T1)) > 0);
  expect([await found(world, 'granite'), await found(world, 'marble'), await found(world, 'basalt')]).toEqual(
    [['l0'], ['l1'], []],
  );
  const { kept, wanted } = await keptAndWanted(world.store);
  expect(kept).toEqual(wanted);
  await world.close();
});

it('nothing of the words of an erased lesson is left in the bytes of an SQLite file, its index of words included', async () => {
  const file = await freshFile();
  const world = await openWorld({ fresh: async () => file }, allGuards, { tables });
  const secret = (nth: number) => `zxqvsecret${nth}`;
  await withLessons(
    world,
    Array.from(
      { length: 400 },
      (_, nth) => `${secret(nth)} ${nth % 2 === 0 ? 'stays' : 'goes'} pebble${nth % 7}`,
    ),
  );
  await world.store.transact(T1, ann, async (scope) => {
    for (let nth = 1; nth < 400; nth += 2) await scope.delete(lessons, rowId(`l${nth}`));
  });
  // Before the file is cleaned, the index itself has none of them any more.
  const raw = new Database(join(file.folder, 'lore.db'), { readonly: true });
  const blocks = raw.prepare<[], Buffer>('select block from lesson_terms_data').pluck().all();
  const bytes = Buffer.concat(blocks).toString('latin1');
  expect(bytes).toContain('stays');
  expect(bytes).not.toContain('goes');
  raw.close();
  await world.store.erasing(T1, 'operator', { kind: 'channel', channelId: 'C1' as ChannelId });
  expect(await world.store.cleanFiles('now')).toEqual({ did: 'cleaned' });
  expect(copiesIn(file.folder, /zxqvsecret\d/g)).toBe(0);
  expect(copiesIn(file.folder, /lesson_words_gone/g)).toBeGreaterThan(0);
  await world.close();
});

for (const { name } of engines().filter(({ name }) => name === 'postgres'))
  it(`a ${name} without btree_gin or a schema for wakes, where Lore may add neither, is not updated, and the operator reads what to do`, async () => {
    const database = await emptyPostgres();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    const role = `plain_${randomIds.next().replaceAll('-', '').slice(0, 12).toLowerCase()}`;
    await admin.query(`create role ${role} login password 'x'`);
    await admin.query(`grant all on schema public to ${role}`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'x';
    const open = () => openStore({ url: url.href, ids: randomIds, clock: wallClock, tables });
    const first = open();
    await expect(first.migrate()).rejects.toThrow(
      /btree_gin.*Nothing was changed.*create extension btree_gin/s,
    );
    await first.close();
    await admin.query('create extension btree_gin');
    const second = open();
    await expect(second.migrate()).rejects.toThrow(
      /pgboss.*Nothing was changed.*create schema pgboss authorization lore/s,
    );
    await second.close();
    await admin.query(`create schema pgboss authorization ${role}`);
    const third = open();
    expect((await third.migrate()).length).toBeGreaterThan(10);
    await third.close();
    await admin.query(`drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
    await admin.end();
    await database.remove();
  }, 60_000);
