/** Lessons as one file of CSV or JSON lines. It is written beside and then renamed, so it is complete or as it was. */
import { createHash } from 'node:crypto';
import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import type { LessonRecord } from '#core/lesson-record.ts';
import { ConfigError } from '../../../config.ts';
import { csvHeader, csvRowOf } from '../format/csv.ts';
import { jsonLineOf } from '../format/json-lines.ts';

export interface Format {
  /** By which an export is recognised. */
  readonly begins: string;
  readonly header: string;
  readonly line: (lesson: LessonRecord) => string;
}

const formats: Readonly<Record<string, Format>> = {
  '.csv': { begins: csvHeader, header: csvHeader, line: csvRowOf },
  '.jsonl': { begins: '{"lore":', header: '', line: jsonLineOf },
};

/** @returns `null`: no name of a file, but of a folder */
export const formatOf = (path: string): Format | null => formats[/\.[^./]+$/.exec(path)?.[0] ?? ''] ?? null;

export interface FileWritten {
  readonly lessons: number;
  /** Whether it is another file than before. */
  readonly isChanged: boolean;
}

/** @throws ConfigError when the file is there and no export made it; nothing was changed then */
export async function toFile(
  path: string,
  { begins, header, line }: Format,
  records: AsyncIterable<LessonRecord>,
): Promise<FileWritten> {
  const before = await digestOf(path, begins);
  const part = `${path}.part`;
  await digestOf(part, begins);
  await rm(part, { force: true });
  const handle = await open(part, 'wx', 0o600);
  let lessons = 0;
  const after = createHash('sha256');
  try {
    const write = async (text: string) => {
      after.update(text);
      await handle.appendFile(text);
    };
    if (header !== '') await write(header);
    for await (const record of records) {
      await write(line(record));
      lessons += 1;
    }
    await handle.datasync();
    const isChanged = after.digest('hex') !== before;
    await (isChanged ? rename(part, path) : rm(part));
    return { lessons, isChanged };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** @returns `null`: there is none @throws ConfigError when it is no export, nor the beginning of one */
async function digestOf(path: string, begins: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return null;
  const text = found.isFile() ? await readFile(path) : null;
  const beginning = text?.subarray(0, Buffer.byteLength(begins)).toString();
  if (text === null || beginning === undefined || !begins.startsWith(beginning))
    throw new ConfigError(`${path} is there, and no export made it. Choose another file.`);
  return createHash('sha256').update(text).digest('hex');
}
