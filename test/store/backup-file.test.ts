/** A backup: whole or not there, and put back so that every row is what it was. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup, seal } from '../../src/store/backup/sealed.ts';
import {
  emptyPostgres,
  engines,
  type FreshDatabase,
  freshFile,
  type TestEngine,
} from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { rowsOf } from './support/restored-rows.ts';

const name = keptNames().at(-1) ?? '';
const [oldest = ''] = keptNames();
const takenAt = factsOf(name, 'sqlite').at;
const restoredAt = takenAt + 60_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-backup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const emptyOf = (engine: TestEngine['name']): Promise<FreshDatabase> =>
  engine === 'sqlite' ? freshFile() : emptyPostgres();

/** Puts a backup back at that instant. */
const putBack = async (url: string, file: string, aside: string | null = null) =>
  restore(
    {
      url,
      clock: { now: () => restoredAt },
      open: (at) => storeAt(at, restoredAt),
      erasures: [],
    },
    await readBackup(file),
    aside,
  );

/** A filled database with the tables of this Lore, and a backup of it. */
async function withBackup(
  engine: TestEngine['name'],
): Promise<{ readonly source: FreshDatabase; readonly file: string }> {
  const source = await kept(name, engine);
  const store = storeAt(source.url, takenAt);
  await store.migrate();
  await store.close();
  const file = join(folder, 'lore.backup');
  await backUp(source.url, file, { now: () => takenAt });
  return { source, file };
}

describe.each(engines())('a backup of $name', ({ name: engine }) => {
  it('comes back with every row of every table but access tokens, one of which may have been revoked since', async () => {
    const { source, file } = await withBackup(engine);
    const target = await emptyOf(engine);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(await putBack(target.url, file)).toMatchObject({ takenAt });
    const stores = [storeAt(source.url, takenAt), storeAt(target.url, restoredAt)] as const;
    try {
      const [before, after] = [await rowsOf(stores[0]), await rowsOf(stores[1])];
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [table, rows] of Object.entries(before))
        expect([table, after[table]]).toEqual([table, table === 'access_token' ? [] : rows]);
      expect(before['access_token']?.length).toBeGreaterThan(0);
      expect(before['delivery']?.length).toBeGreaterThan(10);
    } finally {
      for (const store of stores) await store.close();
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('comes back without the rows of a table that somebody else made there, which is said', async () => {
    const source = await kept(name, engine);
    const target = await emptyOf(engine);
    const file = join(folder, 'lore.backup');
    const before = storeAt(source.url, takenAt);
    await sql`create table notes_of_somebody (said text)`.execute(before.system);
    await sql`insert into notes_of_somebody values ('hello')`.execute(before.system);
    await before.close();
    await backUp(source.url, file, { now: () => takenAt });
    const { leftOut } = await putBack(target.url, file);
    const store = storeAt(target.url, restoredAt);
    try {
      const tables = (await store.system.introspection.getTables()).map((table) => table.name);
      // A file is put back whole.
      const isWhole = engine === 'sqlite';
      expect([leftOut, tables.includes('notes_of_somebody')]).toEqual([
        isWhole ? [] : ['notes_of_somebody'],
        isWhole,
      ]);
    } finally {
      await store.close();
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('of an older schema comes back, and is updated', async () => {
    const source = await kept(oldest, engine);
    const target = await emptyOf(engine);
    const file = join(folder, 'lore.backup');
    await backUp(source.url, file, { now: () => takenAt });
    await putBack(target.url, file);
    const store = storeAt(target.url, restoredAt);
    try {
      expect(await store.schema()).toMatchObject({ waiting: [] });
      const rows = await store.system.selectFrom('restored').selectAll().execute();
      expect(rows).toEqual([
        { team_id: 'T0LINDGROVE', taken_at: takenAt, restored_at: restoredAt, has_marks: 0 },
      ]);
    } finally {
      await store.close();
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('is refused when it is cut off anywhere, when one byte is another, and when it is something else', async () => {
    const { source, file } = await withBackup(engine);
    const target = await emptyOf(engine);
    const whole = readFileSync(file);
    const bad = join(folder, 'bad');
    const isRefused = async (bytes: Buffer, why: RegExp) => {
      writeFileSync(bad, bytes);
      await expect(putBack(target.url, bad)).rejects.toThrow(why);
    };
    try {
      const lengths = [
        0,
        1,
        64,
        65,
        66,
        4096,
        ...[...Array(20).keys()].map((nth) => Math.floor((whole.length * nth) / 20)),
      ];
      for (const length of [...lengths, whole.length - 66, whole.length - 2, whole.length - 1])
        await isRefused(whole.subarray(0, length), /its end is missing/);
      const places = [...Array(20).keys()].map((nth) => Math.floor((whole.length * (nth + 0.5)) / 20));
      for (const place of [0, 18, ...places, whole.length - 100]) {
        const other = Buffer.from(whole);
        other[place] = (other[place] ?? 0) ^ 1;
        await isRefused(other, /its checksum does not fit|its end is missing/);
      }
      await isRefused(Buffer.from('# Notes\n'.repeat(100)), /is no backup of Lore/);
      await expect(putBack(target.url, join(folder, 'nowhere'))).rejects.toThrow(/cannot be read \(ENOENT\)/);
      // Nothing was made, so that a whole one is still taken.
      await putBack(target.url, file);
    } finally {
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('of the other engine is refused in words, and changes nothing', async () => {
    const { source, file } = await withBackup(engine);
    const target = await emptyOf(engine);
    const { migrations, rows, bytes } = (await readBackup(file)).about;
    const made = join(folder, 'made');
    writeFileSync(made, readFileSync(file).subarray(0, bytes));
    await seal(made, { takenAt, rows, migrations, engine: engine === 'sqlite' ? 'postgres' : 'sqlite' });
    try {
      await expect(putBack(target.url, made)).rejects.toThrow(/Nothing was changed/);
      await putBack(target.url, file);
    } finally {
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('of a newer Lore is taken where this one may run on it, and otherwise refused as that database is', async () => {
    const { source, file } = await withBackup(engine);
    const target = await emptyOf(engine);
    const store = storeAt(source.url, takenAt);
    const place = target.url.slice('sqlite:'.length);
    /** @param needs what a Lore has to know to run on it @returns a backup of it */
    const newer = async (needs: string | null) => {
      await sql`delete from kysely_migration where lore = '9.1.0'`.execute(store.system);
      await sql`insert into kysely_migration (name, timestamp, lore, needs)
        values ('2031-01-01t0000_later', '2031', '9.1.0', ${needs})`.execute(store.system);
      const out = join(folder, `newer-${needs}`);
      await backUp(source.url, out, { now: () => takenAt });
      return out;
    };
    try {
      const another = await newer('2031-01-01t0000_later');
      const why =
        engine === 'sqlite'
          ? /^Lore 9.1.0 has updated this database \(2031-01-01t0000_later\)/
          : /that a newer Lore has updated: .+ does not know 2031-01-01t0000_later\. Nothing was changed/;
      await expect(putBack(target.url, another)).rejects.toThrow(why);
      if (engine === 'sqlite')
        expect([existsSync(place), existsSync(`${place}.restoring`)]).toEqual([false, false]);
      const compatible = await newer(null);
      // On PostgreSQL the rows alone are in a backup: only a Lore that knows the tables can make them.
      if (engine === 'postgres') {
        await expect(putBack(target.url, compatible)).rejects.toThrow(why);
        await putBack(target.url, file);
        return;
      }
      await putBack(target.url, compatible);
      const restored = storeAt(target.url, restoredAt);
      expect(await restored.schema()).toMatchObject({ ahead: ['2031-01-01t0000_later'], by: '9.1.0' });
      expect(await restored.workspaces.known()).toEqual(['T0LINDGROVE']);
      await restored.close();
    } finally {
      await store.close();
      for (const database of [source, target]) await database.remove();
    }
  }, 60_000);

  it('is not restored over a database', async () => {
    const { source, file } = await withBackup(engine);
    const restored = async () => {
      const store = storeAt(source.url, restoredAt);
      const rows = await store.system.selectFrom('restored').selectAll().execute();
      await store.close();
      return rows;
    };
    const before = await restored();
    try {
      await expect(putBack(source.url, file)).rejects.toThrow(/Nothing was changed/);
      expect(await restored()).toEqual(before);
    } finally {
      await source.remove();
    }
  }, 60_000);

  it('has a new name, and what was begun under it is in the way', async () => {
    const { source, file } = await withBackup(engine);
    try {
      const again = () => backUp(source.url, file, { now: () => takenAt });
      await expect(again()).rejects.toThrow(/already exists. Choose another name/);
      expect(readdirSync(folder)).toEqual(['lore.backup']);
      const next = join(folder, 'next');
      writeFileSync(`${next}.part`, 'half');
      await expect(backUp(source.url, next, { now: () => takenAt })).rejects.toThrow(/was interrupted/);
      expect(readFileSync(`${next}.part`, 'utf8')).toBe('half');
    } finally {
      await source.remove();
    }
  }, 60_000);

  it('of a database in which nothing is, is none, and leaves nothing behind', async () => {
    const empty = await emptyOf(engine);
    if (engine === 'sqlite') writeFileSync(empty.url.slice('sqlite:'.length), '');
    try {
      await expect(backUp(empty.url, join(folder, 'none'), { now: () => takenAt })).rejects.toThrow(
        /holds nothing of Lore’s yet/,
      );
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      await empty.remove();
    }
  });
});

it('a database that is there is kept with all that is in it, and never deleted', async () => {
  const { source, file } = await withBackup('sqlite');
  const place = source.url.slice('sqlite:'.length);
  const aside = join(folder, 'before.db');
  const store = storeAt(source.url, takenAt);
  await store.write((db) => db.deleteFrom('audit').execute());
  await store.system
    .insertInto('audit')
    .values({ team_id: 'T1' as never, id: 'after', at: 1, actor: 'x', deed: 'y', subject: 'z' })
    .execute();
  await store.close();
  await putBack(source.url, file, aside);
  const both = [storeAt(`sqlite:${aside}`, takenAt), storeAt(source.url, restoredAt)] as const;
  const audits = await Promise.all(both.map((one) => one.system.selectFrom('audit').select('id').execute()));
  for (const one of both) await one.close();
  expect(audits[0]).toEqual([{ id: 'after' }]);
  expect(audits[1]?.length).toBeGreaterThan(0);
  expect(audits[1]).not.toContainEqual({ id: 'after' });
  // The name is taken now.
  copyFileSync(aside, join(folder, 'copy'));
  await expect(putBack(source.url, file, aside)).rejects.toThrow(/already exists. Nothing was changed/);
  expect(readFileSync(aside).equals(readFileSync(join(folder, 'copy')))).toBe(true);
  expect(existsSync(`${place}.restoring`)).toBe(false);
  await source.remove();
}, 60_000);

it('a damaged database is kept as it is, beside the restored one', async () => {
  const { source, file } = await withBackup('sqlite');
  const place = source.url.slice('sqlite:'.length);
  writeFileSync(place, 'no database');
  writeFileSync(`${place}-wal`, 'no log');
  const aside = join(folder, 'before.db');
  await putBack(source.url, file, aside);
  expect([readFileSync(aside, 'utf8'), readFileSync(`${aside}-wal`, 'utf8')]).toEqual([
    'no database',
    'no log',
  ]);
  const store = storeAt(source.url, restoredAt);
  expect(await store.workspaces.known()).toEqual(['T0LINDGROVE']);
  await store.close();
  await source.remove();
}, 60_000);
