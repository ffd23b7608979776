/** A database behind a link, as on a volume: it is restored where it is, and what was there is kept for its owner alone. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '../../src/operator/doctor.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { removeLeftOver, restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import { claim } from '../../src/store/engines/claim.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';

const name = keptNames().at(-1) ?? '';
const takenAt = factsOf(name, 'sqlite').at;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-behind-link-'));
  for (const one of ['volume', 'link']) mkdirSync(join(folder, one));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const at = (path: string) => join(folder, path);

const putBack = async (aside: string | null) =>
  restore(
    {
      url: `sqlite:${at('link/lore.db')}`,
      clock: { now: () => takenAt },
      open: (url) => storeAt(url, takenAt),
      erasures: [],
    },
    await readBackup(at('backup')),
    aside,
  );

/** A backup, and a link to where its database is, or will be. */
async function withLink(to: string): Promise<void> {
  const source = await kept(name, 'sqlite');
  await backUp(source.url, at('backup'), { now: () => takenAt });
  await source.remove();
  symlinkSync(to, at('link/lore.db'));
}

const teamsIn = async (file: string) => {
  const store = storeAt(`sqlite:${file}`, takenAt);
  try {
    return await store.workspaces.known();
  } finally {
    await store.close();
  }
};

it.each(['../volume/lore.db', 'the whole path'])(
  'by %s: the link stays, and leads to what is restored',
  async (how) => {
    const leads = how === 'the whole path' ? at('volume/lore.db') : how;
    await withLink(leads);
    // Where nothing is yet, as on a volume that is new.
    expect(await putBack(null)).toMatchObject({ isKept: false });
    expect([readlinkSync(at('link/lore.db')), lstatSync(at('volume/lore.db')).isFile()]).toEqual([
      leads,
      true,
    ]);
    writeFileSync(at('volume/lore.db'), 'what was there');
    writeFileSync(at('volume/lore.db-wal'), 'its log');
    expect(await putBack(at('kept.db'))).toMatchObject({ isKept: true });
    expect([lstatSync(at('kept.db')).isFile(), readFileSync(at('kept.db'), 'utf8')]).toEqual([
      true,
      'what was there',
    ]);
    expect(readFileSync(at('kept.db-wal'), 'utf8')).toBe('its log');
    expect(readlinkSync(at('link/lore.db'))).toBe(leads);
    expect(await teamsIn(at('volume/lore.db'))).toEqual(['T0LINDGROVE']);
    expect(readdirSync(at('link'))).toEqual(['lore.db']);
  },
  60_000,
);

it('what a killed restore leaves is found and deleted there; the lock is there too, before the database is', async () => {
  symlinkSync('../volume/lore.db', at('link/lore.db'));
  const url = `sqlite:${at('link/lore.db')}`;
  const release = await claim(url, { command: 'start', now: takenAt });
  writeFileSync(at('volume/lore.db'), '');
  await expect(claim(url, { command: 'start', now: takenAt })).rejects.toThrow('in use by “lore start”');
  await release();
  writeFileSync(at('volume/lore.db.restoring'), 'what people wrote');
  const found = await examine({ DATABASE_URL: url });
  expect(found.map(({ line }) => line).join('\n')).toContain(
    'volume/lore.db.restoring holds what the backup',
  );
  expect(await removeLeftOver(url)).toBe(true);
  expect(existsSync(at('volume/lore.db.restoring'))).toBe(false);
});

it('a database that others could read is kept for its owner alone, also on another disk', async () => {
  await withLink('../volume/lore.db');
  // In memory on Linux; where there is none, it is the same disk.
  const another = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : folder, 'lore-kept-'));
  try {
    for (const [nth, where] of [folder, another].entries()) {
      writeFileSync(at('volume/lore.db'), 'what was there');
      writeFileSync(at('volume/lore.db-wal'), 'its log');
      for (const one of ['', '-wal']) chmodSync(at(`volume/lore.db${one}`), 0o644);
      await putBack(join(where, `kept-${nth}.db`));
      for (const one of ['', '-wal'])
        expect((statSync(join(where, `kept-${nth}.db${one}`)).mode & 0o777).toString(8)).toBe('600');
    }
  } finally {
    rmSync(another, { recursive: true });
  }
}, 60_000);
