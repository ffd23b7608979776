/** A backup and a restore that cannot begin say in words what is in the way, and change nothing. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
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

const putBack = (url: string, file: string, aside: string) =>
  restore(
    {
      url,
      clock: { now: () => takenAt },
      open: (at) => storeAt(at, takenAt),
      erasures: [],
    },
    file,
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
