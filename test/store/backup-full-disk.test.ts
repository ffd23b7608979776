/** A disk is full while a backup is written or restored: the operator reads which, and all is as it was. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { backUp } from '../../src/store/backup/backup.ts';
import { emptyPostgres, engines, type FreshDatabase } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { runScript } from '../support/run-script.ts';

const name = keptNames().at(-1) ?? '';
const { at } = factsOf(name, 'sqlite');
const hook = join(import.meta.dirname, '..', 'support', 'full-disk.ts');

let folder: string;
let full: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-full-'));
  full = join(folder, 'full');
  mkdirSync(full);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const lore = (url: string, ...typed: readonly string[]) =>
  runScript(['--import', hook, 'src/cli.ts', ...typed], { DATABASE_URL: url, FULL_DISK: full }).ended;
const sentence = (where: string) =>
  `The disk ${where} is full. Nothing was changed. Free some space there, or choose another place, and try again.\n`;

describe.each(engines())('on $name', ({ name: engine }) => {
  let source: FreshDatabase;
  beforeAll(async () => {
    source = await kept(name, engine);
  });
  afterAll(() => source.remove());

  it('a backup is not there when its disk is full', async () => {
    const { code, said } = await lore(source.url, 'backup', '--out', join(full, 'backup'));
    expect([code, said]).toEqual([1, sentence(`of ${full}`)]);
    expect(readdirSync(full)).toEqual([]);
  });

  it('a restore changes nothing when the disk of the database is full', async () => {
    const file = join(folder, 'backup');
    await backUp(source.url, file, { now: () => at });
    if (engine === 'sqlite') {
      const { code, said } = await lore(`sqlite:${join(full, 'lore.db')}`, 'restore', '--from', file);
      expect([code, said]).toEqual([1, sentence(`of ${full}`)]);
      expect(readdirSync(full)).toEqual(['lore.db-running']);
      return;
    }
    const target = await emptyPostgres();
    const operator = new pg.Client({ connectionString: target.url });
    await operator.connect();
    await operator.query(`create function full_disk() returns event_trigger language plpgsql as
      'begin raise exception ''could not extend file'' using errcode = ''disk_full''; end'`);
    await operator.query('create event trigger full_disk on ddl_command_end execute function full_disk()');
    const { code, said } = await lore(target.url, 'restore', '--from', file);
    expect([code, said]).toEqual([1, sentence('on which PostgreSQL keeps its data')]);
    await operator.query('drop event trigger full_disk');
    await operator.end();
    const store = storeAt(target.url, at);
    expect(await store.system.introspection.getTables()).toEqual([]);
    await store.close();
    await target.remove();
  });
});

it('a restore changes nothing when the disk is full on which the database of now is to be kept', async () => {
  const source = await kept(name, 'sqlite');
  const place = join(folder, 'lore.db');
  copyFileSync(source.url.slice('sqlite:'.length), place);
  const file = join(folder, 'backup');
  await backUp(source.url, file, { now: () => at });
  const before = readFileSync(place);
  const typed = ['restore', '--from', file, '--keep', join(full, 'lost.db')];
  const { code, said } = await lore(`sqlite:${place}`, ...typed);
  expect([code, said]).toEqual([1, sentence(`of ${full}`)]);
  expect(readdirSync(full)).toEqual([]);
  expect(readdirSync(folder).filter((one) => one.includes('restoring'))).toEqual([]);
  expect(readFileSync(place).equals(before)).toBe(true);
  await source.remove();
});
