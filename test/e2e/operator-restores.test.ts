/** The operator backs up a running Lore and restores it, as the page about it says; what cannot be right is refused, and nothing is made. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { colleague } from '../support/colleague.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
import { runScript } from '../support/run-script.ts';
import { until } from '../support/unhurried.ts';

it('a backup that is not there leaves nothing where the database would be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lore-restores-'));
  const place = join(folder, 'data', 'lore.db');
  const typed = ['src/cli.ts', 'restore', '--from', join(folder, 'nowhere')];
  const { code, said } = await runScript(typed, { DATABASE_URL: `sqlite:${place}` }).ended;
  expect(said).toMatch(/nowhere cannot be read \(ENOENT\)\. Nothing was changed\.\n$/);
  expect(code).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe('a restore is refused, and changes nothing,', () => {
  let folder: string;
  let place: string;
  const lore = (...typed: readonly string[]) =>
    runScript(['src/cli.ts', ...typed], { DATABASE_URL: `sqlite:${place}` }).ended;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lore-restores-'));
    place = join(folder, 'lore.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('where no database is that other means have put back', async () => {
    const { code, said } = await lore('restore', '--taken-at', '2026-11-28T03:00:00Z');
    expect(said).toMatch(/^The database that DATABASE_URL names cannot be opened \(/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('where a database is that holds nothing of Lore’s', async () => {
    writeFileSync(place, '');
    const { code, said } = await lore('restore', '--taken-at', '2026-11-28T03:00:00Z');
    expect(said).toBe(
      'The database that DATABASE_URL names holds nothing of Lore’s, so it is not the one that was put back. Nothing was changed. Check DATABASE_URL.\n',
    );
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual(['lore.db']);
    expect(readFileSync(place)).toHaveLength(0);
  });

  it('with a log that is none: packed, another program’s, or not there', async () => {
    const file = join(folder, 'log');
    await lore('migrate');
    await lore('backup', '--out', join(folder, 'backup'));
    const before = readFileSync(place);
    const withLog = () => lore('restore', '--from', join(folder, 'backup'), '--erased', file);
    expect((await withLog()).said).toBe(`The log ${file} cannot be read (ENOENT). Nothing was changed.\n`);
    const line = '{"level":30,"time":"2026-11-28T03:00:00.000Z","msg":"Lore is here"}\n';
    for (const other of [gzipSync(line), randomBytes(100), '', 'GET / HTTP/1.1 200\n']) {
      writeFileSync(file, other);
      const { code, said } = await withLog();
      expect(said).toBe(
        `${file} has no line of Lore’s log in it: it is another file, or it is compressed. Nothing was changed. Unpack it first, or leave it out.\n`,
      );
      expect(code).toBe(1);
    }
    expect(readFileSync(place).equals(before)).toBe(true);
    // Its own, as journald and Docker print it, or keep it.
    for (const own of [line, `Nov 28 03:00:00 host lore[1]: ${line}`, JSON.stringify({ log: line })]) {
      writeFileSync(file, own);
      expect((await withLog()).said).toContain('There is a database in');
    }
  }, 60_000);
});

describe('the page about backups', () => {
  let lore: Installation;
  beforeAll(async () => {
    lore = await freshInstallation();
  });
  afterAll(() => lore.close());

  it('is played: what somebody erased after the backup is erased again from the log, and the rest comes back', async () => {
    const priya = colleague(lore.slack.sandbox, 'U0PRIYA');
    await lore.play('docs/operations/backup.md', {
      'kill %1; wait': async () => {
        if (priya.home().length > 0) return;
        await priya.openHome();
        await until(async () => priya.home().length > 0, 'Home is not there');
        await priya.pressInHome('lore.erase_data');
        await until(
          async () => JSON.stringify(priya.home()).includes('erased'),
          `Home does not say that it is erased: ${JSON.stringify(priya.home()).slice(0, 300)}`,
        );
      },
    });
  });
});
