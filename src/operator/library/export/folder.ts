/**
 * Lessons as a folder of Markdown files. What changed is written beside it first and then renamed, so a full disk changes nothing. Files that an
 * export made are listed in the folder; they alone are ever replaced or removed. No link is followed.
 */
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { LessonRecord } from '#core/lesson-record.ts';
import { ConfigError } from '../../../config.ts';
import { markdownOf } from '../format/markdown.ts';
import { fileOf } from '../format/names.ts';

export interface Changes {
  /** How many lessons there are. */
  readonly lessons: number;
  /** How many files are new, are another text than before, or were removed. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Lists the files that exports made. */
const listName = '.lore-export';
/** What is written beside. */
const partName = '.lore-export.part';
const head = '# The files that lore export made. It replaces and removes these, and no others.\n';

/** @throws ConfigError when the folder holds other things than an export; nothing was changed then */
export async function toFolder(folder: string, records: AsyncIterable<LessonRecord>): Promise<Changes> {
  const isNew = await makeSure(folder);
  const there = await exportIn(folder);
  const made: string[] = isNew ? [folder] : [];
  const part = join(folder, partName);
  try {
    await mkdir(part, { mode: 0o700 });
    await writeTo(join(part, 'by'), String(process.pid));
    const wanted = new Set<string>();
    const staged = new Map<string, string>();
    for await (const record of records) {
      const file = freeName(fileOf(record), wanted);
      wanted.add(file);
      const text = markdownOf(record);
      if (there.has(file) && (await holds(join(folder, file), text))) continue;
      const at = join(part, String(staged.size));
      await writeTo(at, text);
      staged.set(file, at);
    }
    for (const topic of new Set([...staged.keys()].map((file) => dirname(file))))
      if (await makeFolder(join(folder, topic))) made.push(join(folder, topic));
    const gone = [...there].filter((file) => !wanted.has(file));
    const isAdded = (file: string) => !there.has(file);
    const added = [...staged.keys()].filter(isAdded).length;
    if (staged.size > 0 || gone.length > 0 || isNew)
      await replace({ folder, part, there, wanted, staged, gone });
    await rm(part, { recursive: true });
    return { lessons: wanted.size, added, changed: staged.size - added, removed: gone.length };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    // Only those that nothing is in.
    for (const one of made.toReversed()) await rmdir(one).catch(() => undefined);
    throw error;
  }
}

interface Replacing {
  readonly folder: string;
  readonly part: string;
  readonly there: ReadonlySet<string>;
  readonly wanted: ReadonlySet<string>;
  /** By name, where its text is. */
  readonly staged: ReadonlyMap<string, string>;
  readonly gone: readonly string[];
}

/** Needs no room on the disk but for the lists, which come first. If it is interrupted, the list has every file that is there. */
async function replace({ folder, part, there, wanted, staged, gone }: Replacing): Promise<void> {
  const list = join(folder, listName);
  await writeTo(join(part, 'all'), listOf([...new Set([...there, ...wanted])]));
  await writeTo(join(part, 'after'), listOf([...wanted]));
  await rename(join(part, 'all'), list);
  for (const [file, at] of staged) await rename(at, join(folder, file));
  for (const file of gone) {
    await unlink(join(folder, file));
    // The last of its topic.
    await rmdir(dirname(join(folder, file))).catch(() => undefined);
  }
  await rename(join(part, 'after'), list);
}

const listOf = (files: readonly string[]): string =>
  head +
  files
    .toSorted()
    .map((file) => `${file}\n`)
    .join('');

/** Two lessons of one id, of which one came back in, have the same name. */
function freeName(file: string, taken: ReadonlySet<string>): string {
  let free = file;
  for (let nth = 2; taken.has(free); nth += 1) free = file.replace(/\.md$/, `-${nth}.md`);
  return free;
}

/** @returns whether it was made */
async function makeSure(folder: string): Promise<boolean> {
  const found = await lstatOrNull(folder);
  if (found === null) {
    await mkdir(folder, { mode: 0o700 });
    return true;
  }
  if (found.isSymbolicLink()) throw new ConfigError(`${folder} is a link. Name the folder that it leads to.`);
  if (!found.isDirectory()) throw new ConfigError(`${folder} is no folder. Choose another name.`);
  return false;
}

/** The files of an export that are there. @throws ConfigError when anything else is */
async function exportIn(folder: string): Promise<ReadonlySet<string>> {
  const listed = await listIn(folder);
  const found = new Set<string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (name === '.git' || name === listName) continue;
    if (name === partName && entry.isDirectory()) await removePart(join(folder, name));
    else if (!entry.isDirectory()) throw foreign(folder, name);
    else
      for (const inner of await readdir(join(folder, name), { withFileTypes: true })) {
        // macOS takes names apart.
        const file = `${name}/${inner.name}`.normalize('NFC');
        if (!listed.has(file) || !inner.isFile()) throw foreign(folder, `${name}/${inner.name}`);
        found.add(file);
      }
  }
  return found;
}

async function listIn(folder: string): Promise<ReadonlySet<string>> {
  const list = join(folder, listName);
  const found = await lstatOrNull(list);
  if (found === null) return new Set();
  if (!found.isFile()) throw foreign(folder, listName);
  const lines = (await readFile(list, 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return new Set(lines);
}

const foreign = (folder: string, name: string): ConfigError =>
  new ConfigError(
    `${folder} holds something that no export made: ${name}. Nothing was changed. Choose a folder of its own, such as one inside it.`,
  );

/** What an export that was killed left. @throws ConfigError while another one is at work */
async function removePart(part: string): Promise<void> {
  const by = Number(await readFile(join(part, 'by'), 'utf8').catch(() => ''));
  if (by > 0 && by !== process.pid && isRunning(by))
    throw new ConfigError(
      `Another lore export is writing there (process ${by}). Try again when it has ended.`,
    );
  await rm(part, { recursive: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @returns whether it was made @throws ConfigError when something else has that name */
async function makeFolder(folder: string): Promise<boolean> {
  const found = await lstatOrNull(folder);
  if (found !== null && !found.isDirectory()) throw foreign(dirname(folder), folder);
  if (found === null) await mkdir(folder, { mode: 0o700 });
  return found === null;
}

async function lstatOrNull(path: string) {
  return lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

async function holds(path: string, text: string): Promise<boolean> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    return size === Buffer.byteLength(text) && (await handle.readFile('utf8')) === text;
  } finally {
    await handle.close();
  }
}

/** On the disk before it gets its name. */
async function writeTo(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.appendFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
