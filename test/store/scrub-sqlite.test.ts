/** Nothing of what was erased is left in the bytes of a SQLite database, its log and its journal; and what is not done is not said to be. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { named, scrubSqlite } from '../../src/store/erasure/scrub-sqlite.ts';
import { freshFile } from '../support/databases.ts';
import { copiesIn, manySaves } from '../support/erasures.ts';
import { openWorld, type World } from './support/world.ts';

/** Each with its seed. */
const seeds = [1, 2, 3] as const;

describe('a SQLite file', () => {
  let file: Awaited<ReturnType<typeof freshFile>>;
  let path: string;
  let world: World;
  beforeEach(async () => {
    file = await freshFile();
    path = join(file.folder, 'lore.db');
    world = await openWorld({ fresh: async () => file });
  });
  afterEach(() => world.close());

  /** Another program that has begun to read, as a backup does. */
  const beginReading = (): Database.Database => {
    const reader = new Database(path, { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from note').get();
    return reader;
  };

  it.each(seeds)(
    'holds no copy of what people, retention and unlinking erased after thousands of saves (seed %i)',
    async (seed) => {
      const erase = await manySaves(world, 2_500, seed);
      const { gone, stays } = await erase();
      expect(await world.store.cleanFiles('now')).toEqual({ did: 'cleaned' });
      expect(copiesIn(file.folder, gone)).toBe(0);
      expect(copiesIn(file.folder, stays)).toBeGreaterThan(0);
    },
  );

  it('is not said to be clean beside a reader, and is as soon as that lets go', async () => {
    const erase = await manySaves(world, 500, 4);
    const reader = beginReading();
    const { gone } = await erase();
    const held = await world.store.cleanFiles('now');
    expect(held).toMatchObject({ did: 'held', held: { why: 'reader' } });
    expect(copiesIn(file.folder, gone)).toBeGreaterThan(0);
    reader.close();
    expect(await world.store.cleanFiles('now')).toEqual({ did: 'cleaned' });
    expect(copiesIn(file.folder, gone)).toBe(0);
  });

  it('is not rewritten while another program writes', async () => {
    const writer = new Database(path);
    writer.exec('begin immediate');
    expect(await scrubSqlite(path, false)).toEqual({ why: 'writer' });
    writer.exec('rollback');
    writer.close();
    expect(await scrubSqlite(path, false)).toBeNull();
  });

  it('is not rewritten without room for two and a half times its size, while its log is taken in all the same', async () => {
    const full = async () => 1_000;
    expect(await scrubSqlite(path, false, full)).toEqual({
      why: 'disk',
      needed: expect.any(Number) as number,
      free: 1_000,
    });
    expect(await scrubSqlite(path, true, full)).toBeNull();
  });

  it('has the copy from which it is rewritten beside it, no matter who may look into the machine’s temporary folder', async () => {
    const filled = new Database(path);
    // More than SQLite keeps in memory.
    filled.exec('create table filling (bytes blob)');
    for (let times = 0; times < 40; times += 1)
      filled.exec('insert into filling values (randomblob(1000000))');
    filled.close();
    const made: string[] = [];
    const watcher = watch(file.folder, (_, name) => made.push(name ?? ''));
    expect(await scrubSqlite(path, false)).toBeNull();
    watcher.close();
    // It has no name, or loses it at once; what the system calls it then is not the database's.
    expect(made.filter((name) => !name.startsWith('lore.db'))).not.toEqual([]);
  });

  it('is said to lack room also where the disk fills meanwhile', () => {
    expect(named({ why: 'failed', code: 'SQLITE_FULL' }, 25)).toEqual({ why: 'disk', needed: 25, free: 0 });
    for (const other of [null, { why: 'failed', code: 'SQLITE_CORRUPT' }, { why: 'reader' }] as const)
      expect(named(other, 25)).toEqual(other);
  });

  it('says that it failed where the process that rewrites it could not', async () => {
    expect(await scrubSqlite(file.folder, true)).toMatchObject({ why: 'failed' });
  });
});
