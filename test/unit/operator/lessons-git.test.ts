/** Lessons in a checkout of Git: committed by Lore, with counts alone, and pushed where somebody said so. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutOf } from '../../../src/operator/library/export/git.ts';

let home: string;
let checkout: string;
const environment = () => ({ PATH: process.env['PATH'], HOME: home, SLACK_BOT_TOKEN: 'xoxb-secret' });
const git = (...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-C', checkout, '-c', 'user.name=Mara', '-c', 'user.email=mara@example.org', ...args],
    {
      encoding: 'utf8',
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  ).trim();

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lore-git-'));
  checkout = join(home, 'wiki');
  mkdirSync(checkout);
  git('init', '--quiet', '--initial-branch', 'main');
});
afterEach(() => rmSync(home, { recursive: true }));

const lessons = () => join(checkout, 'lessons');
const put = (text: string) => {
  mkdirSync(join(lessons(), 'build'), { recursive: true });
  writeFileSync(join(lessons(), 'build', 'one.md'), text);
};
const log = () => git('log', '--format=%an <%ae> %s').split('\n');

it('a folder of a checkout is committed by Lore, and nothing that somebody else is working on', async () => {
  const into = await checkoutOf(lessons(), true, environment());
  put('One');
  writeFileSync(join(checkout, 'mine.md'), 'Mine');
  git('add', 'mine.md');
  expect(await into.commit('Lessons: 1 new (1 in all)')).toBe(true);
  expect(log()).toEqual(['Lore <lore@localhost> Lessons: 1 new (1 in all)']);
  expect(git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('lessons/build/one.md');
  expect(git('status', '--porcelain')).toBe('A  mine.md');
  expect(await into.commit('Lessons: nothing changed (1 in all)')).toBe(false);
  expect(log()).toHaveLength(1);
});

it('what is removed is committed, too, and stays in the history', async () => {
  put('One');
  const into = await checkoutOf(lessons(), true, environment());
  await into.commit('first');
  rmSync(join(lessons(), 'build'), { recursive: true });
  expect(await into.commit('Lessons: 1 removed (0 in all)')).toBe(true);
  expect(git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('');
  expect(git('show', 'HEAD~1:lessons/build/one.md')).toBe('One');
});

it('a topic that is called as something that the checkout ignores is committed', async () => {
  writeFileSync(join(checkout, '.gitignore'), 'build/\n');
  put('One');
  expect(await (await checkoutOf(lessons(), true, environment())).commit('first')).toBe(true);
});

it('a file of a checkout is committed alone', async () => {
  writeFileSync(join(checkout, 'lessons.csv'), 'lore');
  writeFileSync(join(checkout, 'other.csv'), 'other');
  const into = await checkoutOf(join(checkout, 'lessons.csv'), false, environment());
  await into.commit('first');
  expect(git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('lessons.csv');
});

it('a hook of the checkout stops no export, and gets none of Lore’s secrets', async () => {
  const hook = (name: string, text: string) =>
    writeFileSync(join(checkout, '.git', 'hooks', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  mkdirSync(join(checkout, '.git', 'hooks'), { recursive: true });
  hook('pre-commit', 'exit 1');
  hook('post-commit', `env > ${join(home, 'env')}`);
  put('One');
  await (await checkoutOf(lessons(), true, environment())).commit('first');
  expect(readFileSync(join(home, 'env'), 'utf8')).not.toContain('xoxb');
});

it('is pushed to the upstream of the branch; without one that is said, with how to set it', async () => {
  put('One');
  const into = await checkoutOf(lessons(), true, environment());
  await into.commit('first');
  await expect(into.push()).rejects.toThrow('has no upstream to push to');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', join(home, 'shared.git')]);
  git('remote', 'add', 'origin', join(home, 'shared.git'));
  git('push', '--quiet', '--set-upstream', 'origin', 'HEAD');
  put('Two');
  await into.commit('second');
  await into.push();
  expect(
    execFileSync('git', ['-C', join(home, 'shared.git'), 'log', '--format=%s'], { encoding: 'utf8' }),
  ).toBe('second\nfirst\n');
  rmSync(join(home, 'shared.git'), { recursive: true });
  await expect(into.push()).rejects.toThrow('Git refused');
});

it('a folder in no checkout is refused, and so is a machine without Git', async () => {
  await expect(checkoutOf(join(home, 'lessons'), true, environment())).rejects.toThrow(
    'is in no checkout of Git',
  );
  await expect(checkoutOf(lessons(), true, { PATH: join(home, 'nowhere') })).rejects.toThrow(
    '--git needs Git',
  );
});
