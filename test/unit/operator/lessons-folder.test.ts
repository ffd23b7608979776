/** Lessons in a folder or a file: only what changed is touched, and only what an export made. */
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LessonRecord } from '../../../src/core/lesson-record.ts';
import { formatOf, toFile } from '../../../src/operator/library/export/file.ts';
import { toFolder } from '../../../src/operator/library/export/folder.ts';
import { fileOf } from '../../../src/operator/library/format/names.ts';
import { plainLesson } from '../../support/lesson-records.ts';

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lore-folder-'));
  folder = join(home, 'lessons');
});
afterEach(() => rm(home, { recursive: true }));

async function* each(lessons: readonly LessonRecord[]): AsyncGenerator<LessonRecord> {
  yield* lessons;
}
async function* thenFails(lessons: readonly LessonRecord[], why: Error): AsyncGenerator<LessonRecord> {
  yield* lessons;
  throw why;
}
const one = { ...plainLesson, id: 'one', title: 'One', topics: ['Postgres'] };
const two = { ...plainLesson, id: 'two', title: 'Two', topics: ['postgres'] };
const three = { ...plainLesson, id: 'three', title: 'Three', topics: [] };
const write = (...lessons: readonly LessonRecord[]) => toFolder(folder, each(lessons));

/** Every path in the folder, and what is there. */
async function all(): Promise<Readonly<Record<string, string>>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')]),
    ),
  ) as Readonly<Record<string, string>>;
}

describe('a folder', () => {
  it('has a file for each lesson, by its topic, for nobody but its owner', async () => {
    expect(await write(one, two, three)).toEqual({ lessons: 3, added: 3, changed: 0, removed: 0 });
    const files = [one, two, three].map(fileOf);
    expect(Object.keys(await all()).toSorted()).toEqual(['.lore-export', ...files].toSorted());
    expect((await stat(join(folder, fileOf(one)))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('keeps each file as it is of which nothing changed', async () => {
    await write(one, two);
    const before = await stat(join(folder, fileOf(one)));
    const list = await stat(join(folder, '.lore-export'));
    expect(await write(one, two)).toEqual({ lessons: 2, added: 0, changed: 0, removed: 0 });
    expect((await stat(join(folder, '.lore-export'))).ino).toBe(list.ino);
    expect(await write(one, { ...two, happened: 'Otherwise' })).toEqual({
      lessons: 2,
      added: 0,
      changed: 1,
      removed: 0,
    });
    expect((await stat(join(folder, fileOf(one)))).ino).toBe(before.ino);
    expect((await all())[fileOf(two)]).toContain('Otherwise');
  });

  it('loses the file of a lesson that is gone, and its topic with the last one', async () => {
    await write(one, three);
    expect(await write(three)).toEqual({ lessons: 1, added: 0, changed: 0, removed: 1 });
    expect((await readdir(folder)).toSorted()).toEqual(['.lore-export', 'no-topic']);
    expect(JSON.stringify(await all())).not.toMatch(/one|One|postgres/);
  });

  it('that holds anything else is refused, and nothing is changed', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'README.md'), 'Mine');
    await expect(write(one)).rejects.toThrow(`${folder} holds something that no export made: README.md`);
    expect(await all()).toEqual({ 'README.md': 'Mine' });
    await rm(join(folder, 'README.md'));
    await write(one);
    const before = await all();
    await writeFile(join(folder, 'postgres', 'mine.md'), 'Mine');
    await expect(write(three)).rejects.toThrow('postgres/mine.md');
    expect(await all()).toEqual({ ...before, 'postgres/mine.md': 'Mine' });
  });

  it('of a checkout may hold what is Git’s', async () => {
    await mkdir(join(folder, '.git'), { recursive: true });
    await writeFile(join(folder, '.git', 'config'), 'git');
    await write(one);
    await write();
    expect((await all())['.git/config']).toBe('git');
  });

  it('is never left by a link', async () => {
    const outside = join(home, 'outside');
    await mkdir(outside);
    await symlink(outside, folder);
    await expect(write(one)).rejects.toThrow('is a link');
    await rm(folder);
    await write(one);
    await rm(join(folder, 'postgres'), { recursive: true });
    await symlink(outside, join(folder, 'postgres'));
    await expect(write(one)).rejects.toThrow('no export made: postgres');
    await rm(join(folder, 'postgres'));
    await mkdir(join(folder, 'postgres'));
    await symlink(join(outside, 'x'), join(folder, fileOf(one)));
    await expect(write(one)).rejects.toThrow('no export made');
    expect(await readdir(outside)).toEqual([]);
  });

  it('removes nothing outside of it, whatever its list says', async () => {
    await write(one);
    await writeFile(join(home, 'mine.md'), 'Mine');
    await mkdir(join(home, 'other'));
    await writeFile(join(home, 'other', 'mine.md'), 'Mine');
    await writeFile(
      join(folder, '.lore-export'),
      `../mine.md\n../other/mine.md\n/etc/passwd\n${fileOf(one)}\n`,
    );
    await write(two);
    expect(await readFile(join(home, 'mine.md'), 'utf8')).toBe('Mine');
    expect(await readFile(join(home, 'other', 'mine.md'), 'utf8')).toBe('Mine');
  });

  it('is as it was when something fails in the middle, and not there if it was new', async () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
    await expect(toFolder(folder, thenFails([one, three], full))).rejects.toThrow('ENOSPC');
    await expect(lstat(folder)).rejects.toThrow('ENOENT');
    await write(one);
    const before = await all();
    await expect(toFolder(folder, thenFails([{ ...one, happened: 'Other' }, three], full))).rejects.toThrow(
      'ENOSPC',
    );
    expect(await all()).toEqual(before);
    expect((await readdir(folder)).toSorted()).toEqual(['.lore-export', 'postgres']);
  });

  it('goes on from where an export was killed: between any two of its steps', async () => {
    await write(one, two);
    // The list that names old and new files is there, some of them are, and what was written beside is left.
    const list = await readFile(join(folder, '.lore-export'), 'utf8');
    await writeFile(join(folder, '.lore-export'), `${list}${fileOf(three)}\n`);
    await mkdir(join(folder, 'no-topic'));
    await mkdir(join(folder, '.lore-export.part'));
    await writeFile(join(folder, '.lore-export.part', 'by'), '2147483646');
    await writeFile(join(folder, '.lore-export.part', '0'), 'half');
    await rm(join(folder, fileOf(two)));
    expect(await write(one, two, three)).toEqual({ lessons: 3, added: 2, changed: 0, removed: 0 });
    expect(Object.keys(await all()).toSorted()).toEqual(
      ['.lore-export', ...[one, two, three].map(fileOf)].toSorted(),
    );
  });

  it('is written by one export at a time', async () => {
    await mkdir(join(folder, '.lore-export.part'), { recursive: true });
    await writeFile(join(folder, '.lore-export.part', 'by'), String(process.ppid));
    await expect(write(one)).rejects.toThrow(
      `Another lore export is writing there (process ${process.ppid})`,
    );
    expect(await readdir(folder)).toEqual(['.lore-export.part']);
  });

  it('has two files for two lessons of one id', async () => {
    await write(one, one);
    const file = fileOf(one);
    expect(Object.keys(await all()).toSorted()).toEqual(
      ['.lore-export', file, file.replace('.md', '-2.md')].toSorted(),
    );
  });
});

describe.each(['lessons.csv', 'lessons.jsonl'])('%s', (name) => {
  const format = formatOf(name);
  const to = (lessons: AsyncIterable<LessonRecord>) => {
    if (format === null) throw new Error('no format');
    return toFile(join(home, name), format, lessons);
  };

  it('is replaced whole by the next export, and kept where nothing changed', async () => {
    expect(await to(each([one, two]))).toEqual({ lessons: 2, isChanged: true });
    const { ino } = await stat(join(home, name));
    expect(await to(each([one, two]))).toEqual({ lessons: 2, isChanged: false });
    expect((await stat(join(home, name))).ino).toBe(ino);
    expect(await to(each([two]))).toEqual({ lessons: 1, isChanged: true });
    expect(await readFile(join(home, name), 'utf8')).not.toContain('One');
    expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    expect(await to(each([]))).toEqual({ lessons: 0, isChanged: true });
    expect(await to(each([one]))).toEqual({ lessons: 1, isChanged: true });
  });

  it('is as it was when something fails in the middle, and goes on from what was killed', async () => {
    await to(each([one]));
    const before = await readFile(join(home, name), 'utf8');
    await expect(to(thenFails([two], new Error('full')))).rejects.toThrow('full');
    expect(await readdir(home)).toEqual([name]);
    expect(await readFile(join(home, name), 'utf8')).toBe(before);
    await writeFile(join(home, `${name}.part`), format?.begins.slice(0, 5) ?? '');
    await to(each([two]));
    expect(await readdir(home)).toEqual([name]);
  });

  it('of somebody else, or a link, is left alone', async () => {
    await writeFile(join(home, name), 'Mine\n');
    await expect(to(each([one]))).rejects.toThrow('no export made it');
    expect(await readFile(join(home, name), 'utf8')).toBe('Mine\n');
    await rm(join(home, name));
    await symlink(join(home, 'elsewhere'), join(home, name));
    await expect(to(each([one]))).rejects.toThrow('no export made it');
    expect(await readdir(home)).toEqual([name]);
  });
});
