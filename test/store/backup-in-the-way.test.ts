/** A backup and a restore that cannot begin say in words what is in the way, and change nothing. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup, seal } from '../../src/store/backup/sealed.ts';
import { features } from '../../src/features.ts';
import { triggersFor } from '../../src/store/search/make-sure.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';

const name = keptNames().at(-1) ?? '';
const takenAt = factsOf(name, 'sqlite').at;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-backup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const putBack = async (url: string, file: string, aside: string) =>
  restore(
    {
      url,
      clock: { now: () => takenAt },
      open: (at) => storeAt(at, takenAt),
      erasures: [],
    },
    await readBackup(file),
    aside,
  );

it('what is in the way: no database, none that can be read, a folder in place of a file or none where one has to be', async () => {
  const at = (path: string) => join(folder, path);
  const backedUp = (url: string, file = at('new')) => backUp(url, file, { now: () => takenAt });
  writeFileSync(at('text'), 'no database at all');
  for (const url of [
    `sqlite:${at('none.db')}`,
    `sqlite:${at('nowhere/none.db')}`,
    `sqlite:${at('text')}`,
    `sqlite:${folder}`,
    'postgres://lore:secret@127.0.0.1:1/lore',
  ]) {
    const said = await backedUp(url).catch(String);
    expect(said).toMatch(/^NotReached: The database that DATABASE_URL names cannot be opened \(.+\)\./);
    expect(said).not.toContain('secret');
  }
  expect(readdirSync(folder)).toEqual(['text']);
  const source = await kept(name, 'sqlite');
  const file = at('backup');
  await backedUp(source.url, file);
  await expect(backedUp(source.url, at('nowhere/new'))).rejects.toThrow(
    /new.part cannot be written \(ENOENT\)/,
  );
  await expect(putBack(source.url, folder, at('aside'))).rejects.toThrow(/is a folder, and no backup/);
  await expect(putBack(source.url, file, at('nowhere/aside'))).rejects.toThrow(
    /nowhere, where the database of now is to be kept, is not there. Nothing was changed/,
  );
  await source.remove();
  expect(await putBack(source.url, file, at('aside'))).toMatchObject({ takenAt, erased: 0, isKept: false });
  expect(existsSync(at('aside'))).toBe(false);
  expect(await putBack(source.url, file, at('aside'))).toMatchObject({ takenAt, erased: 0, isKept: true });
  expect(existsSync(at('aside'))).toBe(true);
  await source.remove();
}, 60_000);

it('what somebody put into a backup to run by itself does not run, and is not in the restored database', async () => {
  const at = (path: string) => join(folder, path);
  const source = await kept(name, 'sqlite');
  await backUp(source.url, at('backup'), { now: () => takenAt });
  const { bytes, migrations, rows } = (await readBackup(at('backup'))).about;
  writeFileSync(at('crafted'), readFileSync(at('backup')).subarray(0, bytes));
  const crafted = new Database(at('crafted'));
  crafted.exec(`create view "everything ""seen" as select * from audit;
    create trigger gone after insert on restored begin delete from audit; end`);
  crafted.close();
  await seal(at('crafted'), { engine: 'sqlite', takenAt, migrations, rows });
  await putBack(source.url, at('crafted'), at('aside'));
  const store = storeAt(source.url, takenAt);
  expect((await store.system.selectFrom('audit').select('id').execute()).length).toBe(rows['audit']);
  expect(rows['audit']).toBeGreaterThan(0);
  const { rows: found } = await sql<{ name: string }>`select name from sqlite_master
    where type in ('trigger', 'view')`.execute(store.system);
  const searched = features
    .flatMap(({ tables }) => tables)
    .filter((table) => table.guard === 'shared')
    .filter((table) => table.searched !== undefined);
  expect(searched.length).toBeGreaterThan(1);
  expect(found.map((row) => row.name).toSorted()).toEqual(
    searched.flatMap((table) => Object.keys(triggersFor(table))).toSorted(),
  );
  await store.close();
  // What is no database at all is refused in words, though its checksum fits, and leaves nothing.
  writeFileSync(at('text'), 'no database '.repeat(1000));
  await seal(at('text'), { engine: 'sqlite', takenAt, migrations, rows });
  await expect(putBack(source.url, at('text'), at('aside-2'))).rejects.toThrow(
    /^There is no whole database in \S+text \(file is not a database\)\. Nothing was changed\./,
  );
  expect(existsSync(`${source.url.slice('sqlite:'.length)}.restoring`)).toBe(false);
  await source.remove();
}, 60_000);
