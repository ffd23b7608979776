/** What the operator's commands make and read on the machine: as closed as what a team looks back on has to be. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { examine } from '../../src/operator/doctor.ts';
import { features } from '../../src/features.ts';
import { manifestText } from '../../src/generated.ts';
import { toNewFile } from '../../src/operator/data.ts';
import { migrate } from '../../src/operator/migrate.ts';
import { readAddress } from '../../src/slack/manifest/manifest.ts';
import { restore, storeAt } from '../support/kept/kept.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-operator-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const environmentOf = (file: string) => ({ DATABASE_URL: `sqlite:${file}` });
/** What the doctor says of the database; there are no other settings. */
const saidOf = async (file: string) =>
  (await examine(environmentOf(file))).filter(({ line }) => line.includes('database'));

describe('a database file that Lore makes', () => {
  it('is its owner’s alone, in a folder that is too, with all that SQLite puts beside it', async () => {
    const inside = join(folder, 'data', 'of');
    const store = storeAt(`sqlite:${join(inside, 'lore.db')}`, 0);
    await store.migrate();
    expect([modeOf(join(folder, 'data')), modeOf(inside)]).toEqual(['700', '700']);
    const modes = readdirSync(inside).map((name) => [name, modeOf(join(inside, name))]);
    await store.close();
    expect(modes).toEqual(['lore.db', 'lore.db-shm', 'lore.db-wal'].map((name) => [name, '600']));
  });

  it('stays as open as its owner made it, which the doctor warns of', async () => {
    const file = join(folder, 'lore.db');
    await migrate(environmentOf(file));
    expect(await saidOf(file)).toEqual([{ isFine: true, line: 'database: sqlite, 0 workspaces' }]);
    chmodSync(file, 0o644);
    chmodSync(folder, 0o755);
    const said = await saidOf(file);
    expect(said.filter(({ isFine }) => !isFine).map(({ line }) => line)).toEqual([
      `others on this machine can read the database’s file: chmod 600 ${file}`,
      `others on this machine can read the database’s folder: chmod 700 ${folder}`,
    ]);
    expect(modeOf(file)).toBe('644');
  });
});

describe('the doctor', () => {
  it('makes neither a database nor a folder where there is none', async () => {
    const file = join(folder, 'data', 'lore.db');
    expect(await saidOf(file)).toEqual([
      { isFine: true, line: 'database: sqlite, new: Lore creates it when it starts' },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says where none could be made', async () => {
    writeFileSync(join(folder, 'data'), '');
    const [found] = await saidOf(join(folder, 'data', 'of', 'lore.db'));
    expect(found).toMatchObject({
      isFine: false,
      line: expect.stringContaining('cannot be opened') as unknown,
    });
  });

  it('runs no migration, and leaves an older database byte for byte as it was', async () => {
    const file = join(folder, 'lore.db');
    writeFileSync(file, '', { mode: 0o600 });
    const [found] = await saidOf(file);
    expect(found?.line).toContain('sqlite, new: Lore makes its tables when it starts');
    expect(readFileSync(file)).toHaveLength(0);
    expect(readdirSync(folder)).toEqual(['lore.db']);

    const kept = await restore('2026-11-28', 'sqlite');
    const path = kept.url.slice('sqlite:'.length);
    const bytes = readFileSync(path);
    await saidOf(path);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['lore.db']);
    await kept.remove();
  });
});

describe('an export to a file', () => {
  const words = async () => 'what Lore knows';

  it('is for its owner only', async () => {
    await toNewFile(join(folder, 'export.json'), words);
    expect(modeOf(join(folder, 'export.json'))).toBe('600');
    expect(readFileSync(join(folder, 'export.json'), 'utf8')).toBe('what Lore knows');
  });

  it('follows no link and writes over nothing, and says so', async () => {
    const [elsewhere, link] = [join(folder, 'elsewhere'), join(folder, 'export.json')];
    symlinkSync(elsewhere, link);
    await expect(toNewFile(link, words)).rejects.toThrow(`${link} already exists, or is a link.`);
    expect(existsSync(elsewhere)).toBe(false);
    writeFileSync(elsewhere, 'mine', { mode: 0o644 });
    for (const file of [link, elsewhere])
      await expect(toNewFile(file, words)).rejects.toThrow('already exists');
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  });

  it('that could not be taken leaves no file', async () => {
    const file = join(folder, 'export.json');
    await expect(toNewFile(file, () => Promise.reject(new Error('no workspace')))).rejects.toThrow(
      'no workspace',
    );
    expect(existsSync(file)).toBe(false);
  });
});

describe('lore manifest --http', () => {
  const urlsIn = (text: string) => [...new Set(text.match(/https?:\/\/[^"]+/g) ?? [])];

  it.each([
    ['https://lore.example.org', 'https://lore.example.org'],
    ['https://example.org/bots/lore/', 'https://example.org/bots/lore'],
    ['https://example.org/lore/slack/events', 'https://example.org/lore'],
  ])('keeps the path of %s', (address, base) => {
    const urls = [`${base}/slack/events`, `${base}/read/signed-in`];
    expect(urlsIn(manifestText(features, readAddress(address)))).toEqual(urls);
  });

  it.each(['http://lore.example.org', 'https://me:secret@lore.example.org', 'lore.example.org'])(
    'refuses %s: people’s words go there',
    (address) => {
      expect(readAddress(address)).toBeNull();
    },
  );
});
