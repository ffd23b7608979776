/** `npm run release`, in a repository made for it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lookAt, release, sectionsOf } from '../../../tools/release.ts';

const knows = '2026-11-29t1130_compatible';

describe('a release', () => {
  let root: string;
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const migrations: string[] = [];
  /** A landing: a version, its notes, its migration, the database kept. */
  const land = (version: string, migration: string, needs?: string) => {
    write('package.json', `{ "version": "${version}" }`);
    const before = version === '0.2.0' ? '' : readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    write(
      'CHANGELOG.md',
      `## ${version}, 29 November 2026: more to read\n\n- News of ${version}.\n\n${before}`,
    );
    write(`db/migrations/${migration}.ts`, needs === undefined ? '' : `export const needs = '${needs}';\n`);
    migrations.push(migration);
    write(`test/data/databases/${version}/sqlite.json`, JSON.stringify({ migrations }));
    git('add', '--all');
    git('commit', '--quiet', '--message', version);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lore-release-'));
    migrations.length = 0;
    git('init', '--quiet');
    git('config', 'user.name', 'Lore');
    git('config', 'user.email', 'lore@example.org');
    land('0.2.0', knows);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const notesOf = (tag: string) => git('tag', '--list', '--format', '%(contents)', tag).trim();

  it('is a tag whose notes are those of its section', () => {
    expect(release(root)).toBe('v0.2.0');
    expect(git('cat-file', '-t', 'v0.2.0').trim()).toBe('tag');
    expect(notesOf('v0.2.0')).toBe(
      'Lore 0.2.0: more to read\n\n- News of 0.2.0.\n\nTo roll back, restore the backup from before the upgrade.',
    );
  });

  it('says to which it can be rolled back: as far as every one between runs on its database', () => {
    release(root);
    land('0.3.0', '2026-12-01t1000_adds');
    release(root);
    expect(notesOf('v0.3.0')).toContain('It can be rolled back to 0.2.0 on the same database;');
    land('0.4.0', '2026-12-02t1000_adds_more');
    release(root);
    expect(notesOf('v0.4.0')).toContain('It can be rolled back to 0.2.0 on the same database;');
    land('0.5.0', '2026-12-03t1000_takes_away', '2026-12-01t1000_adds');
    release(root);
    expect(notesOf('v0.5.0')).toContain('It can be rolled back to 0.3.0 on the same database;');
  });

  it('is refused with everything that is missing', () => {
    release(root);
    write('db/migrations/2026-12-01t1000_adds.ts', '');
    write(`db/migrations/${knows}.ts`, '// changed');
    expect(lookAt(root).wrong).toEqual([
      'Something is not committed.',
      'v0.2.0 is there already: raise the version in package.json.',
      'No database was kept that has every migration: npm run keep-database -- NAME.',
      `db/migrations/${knows}.ts was changed or removed since v0.2.0, in which it has landed.`,
    ]);
    write('package.json', '{ "version": "0.3.0" }');
    expect(lookAt(root).wrong).toContain('CHANGELOG.md does not begin with what is new in 0.3.0.');
    expect(() => release(root)).toThrow('Something is not committed.');
    expect(git('tag').trim()).toBe('v0.2.0');
  });
});

describe('the sections of CHANGELOG.md', () => {
  it('begin with a version and a date, the newest first', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'CHANGELOG.md'), 'utf8');
    const old = sectionsOf(text).filter(({ version }) => version === null);
    expect(old.length).toBe(6);
    expect(old.every(({ date }) => Date.parse(`${date} UTC`) <= Date.UTC(2026, 10, 29))).toBe(true);
  });

  it.each([
    ['has no date', '## 0.2.0: more', /begins as “## 0\.2\.0, 29 November 2026/],
    ['has no such date', '## 0.2.0, 29 Brumaire 2026: more', /begins as/],
    [
      'is older than the one below',
      '## 0.2.0, 1 May 2027: a\n\n## 0.10.0, 1 May 2027: b',
      /0\.2\.0 stands above 0\.10\.0/,
    ],
    [
      'has no version above one that has',
      '## 1 May 2027: a\n\n## 0.2.0, 1 May 2027: b',
      /without a version stands above/,
    ],
  ])('are refused where one %s', (_what, text, why) => {
    expect(() => sectionsOf(text)).toThrow(why);
  });
});
